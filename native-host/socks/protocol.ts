import { type AzeroName, parseHost } from '../../lib/names/name.ts';
import type { NodeFailure } from '../../lib/protocol/host-values.ts';
import { assertNever } from '../../lib/result.ts';

/** SOCKS 5 as RFC 1928 and RFC 1929 have it, as far as a browser needs it: CONNECT to one of our names. */

/** What a client must show, where the session has such; both ASCII. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** What a client asks for. */
export interface Target {
  readonly name: AzeroName;
  readonly port: number;
  /** What the client sent after its request, not waiting for the reply. */
  readonly rest: Uint8Array;
}

/** What to do after some bytes: send `reply` where there is one, then go on as `kind` says. */
export type Step =
  | { readonly kind: 'more'; readonly reply?: Uint8Array }
  | { readonly kind: 'target'; readonly target: Target; readonly reply?: Uint8Array }
  /** The connection is to be closed after `reply`. */
  | { readonly kind: 'refused'; readonly reason: Refused; readonly reply?: Uint8Array };

/** Why a handshake ends. */
export type Refused =
  | 'not-socks5'
  | 'no-method'
  | 'bad-credentials'
  | 'not-connect'
  | 'not-a-name'
  | 'not-ours'
  | 'too-long';

/** RFC 1928 section 6, field REP. */
export const REPLY = {
  granted: 0,
  generalFailure: 1,
  notAllowed: 2,
  networkUnreachable: 3,
  hostUnreachable: 4,
  connectionRefused: 5,
  commandNotSupported: 7,
  addressTypeNotSupported: 8,
} as const;
/** One of the codes of `REPLY`. */
export type ReplyCode = (typeof REPLY)[keyof typeof REPLY];

const VERSION = 5;
const NO_AUTHENTICATION = 0;
const USERNAME_PASSWORD = 2;
const NO_ACCEPTABLE_METHOD = 0xff;
const CREDENTIALS_VERSION = 1;
const CONNECT = 1;
const IPV4 = 1;
const DOMAIN_NAME = 3;
const IPV6 = 4;
/** The longest greeting, credentials and request together are under 1,100 bytes; a client that sends data early may add some. */
const MAX_HELD = 16 * 1024;

/** The reply to a request. The address in it says nothing: what the proxy is bound to is no business of a page. */
export function requestReply(code: ReplyCode): Uint8Array {
  return Uint8Array.of(VERSION, code, 0, IPV4, 0, 0, 0, 0, 0, 0);
}

/** The reply that comes nearest to a failure. */
export function replyFor(failure: NodeFailure): ReplyCode {
  switch (failure) {
    case 'node-refused':
      return REPLY.connectionRefused;
    case 'node-silent':
    case 'node-unresolved':
    case 'node-moved':
      return REPLY.hostUnreachable;
    case 'node-unreachable':
    case 'overlay-missing':
    case 'overlay-in-container':
      return REPLY.networkUnreachable;
    case 'address-not-allowed':
      return REPLY.notAllowed;
    case 'mcc-not-found':
    case 'mcc-forbidden':
    case 'mcc-daemon-down':
    case 'mcc-timeout':
    case 'mcc-empty':
    case 'mcc-junk':
    case 'mcc-ipv6':
    case 'mcc-failed':
    case 'mcc-busy':
    case 'config-bad':
      return REPLY.generalFailure;
    default:
      return assertNever(failure);
  }
}

/** The handshake of one connection: bytes in, cut anywhere; one step out for each. Holds at most `MAX_HELD` bytes. */
export class Handshake {
  readonly #credentials: Credentials | undefined;
  #phase: 'greeting' | 'credentials' | 'request' | 'over' = 'greeting';
  #held: Uint8Array = new Uint8Array(0);
  #replies: number[] = [];

  constructor(credentials: Credentials | undefined) {
    this.#credentials = credentials;
  }

  feed(chunk: Uint8Array): Step {
    if (this.#phase === 'over' || this.#held.length + chunk.length > MAX_HELD) {
      return this.#refuse('too-long');
    }
    this.#held = this.#held.length === 0 ? chunk : concat(this.#held, chunk);
    for (;;) {
      const before: string = this.#phase;
      const step = this.#read();
      if (step) return this.#send(step);
      if (this.#phase === before) return this.#send({ kind: 'more' });
    }
  }

  /** Reads one message where it is whole: the end of the handshake, or nothing when the next message or more bytes are due. */
  #read(): Step | undefined {
    switch (this.#phase) {
      case 'greeting':
        return this.#readGreeting();
      case 'credentials':
        return this.#readCredentials();
      case 'request':
        return this.#readRequest();
      case 'over':
        return undefined;
      default:
        return assertNever(this.#phase);
    }
  }

  // RFC 1928 section 3: VER, NMETHODS, METHODS.
  #readGreeting(): Step | undefined {
    const [version, count] = this.#held;
    if (version !== undefined && version !== VERSION) return this.#refuse('not-socks5');
    if (count === undefined || this.#held.length < 2 + count) return undefined;
    const wanted = this.#credentials ? USERNAME_PASSWORD : NO_AUTHENTICATION;
    if (
      !this.#take(2 + count)
        .subarray(2)
        .includes(wanted)
    ) {
      this.#replies.push(VERSION, NO_ACCEPTABLE_METHOD);
      return this.#refuse('no-method');
    }
    this.#replies.push(VERSION, wanted);
    this.#phase = this.#credentials ? 'credentials' : 'request';
    return undefined;
  }

  // RFC 1929 section 2: VER, ULEN, UNAME, PLEN, PASSWD.
  #readCredentials(): Step | undefined {
    const [version, userLength] = this.#held;
    if (version !== undefined && version !== CREDENTIALS_VERSION) {
      return this.#refuse('bad-credentials');
    }
    if (userLength === undefined) return undefined;
    const passwordLength = this.#held[2 + userLength];
    if (passwordLength === undefined) return undefined;
    const end = 3 + userLength + passwordLength;
    if (this.#held.length < end) return undefined;
    const message = this.#take(end);
    const user = message.subarray(2, 2 + userLength);
    const password = message.subarray(3 + userLength);
    const right =
      this.#credentials &&
      // Not `&&`: both are compared, so that time tells nothing.
      Number(same(user, this.#credentials.username)) +
        Number(same(password, this.#credentials.password)) ===
        2;
    this.#replies.push(CREDENTIALS_VERSION, right ? 0 : 1);
    if (!right) return this.#refuse('bad-credentials');
    this.#phase = 'request';
    return undefined;
  }

  // RFC 1928 section 4: VER, CMD, RSV, ATYP, DST.ADDR, DST.PORT.
  #readRequest(): Step | undefined {
    const [version, command, , type, length] = this.#held;
    if (version !== undefined && version !== VERSION) return this.#refuse('not-socks5');
    if (command !== undefined && command !== CONNECT) {
      return this.#refuse('not-connect', REPLY.commandNotSupported);
    }
    if (type !== undefined && type !== DOMAIN_NAME) {
      const isAddress = type === IPV4 || type === IPV6;
      return this.#refuse(isAddress ? 'not-a-name' : 'not-connect', REPLY.addressTypeNotSupported);
    }
    if (length === undefined || this.#held.length < 7 + length) return undefined;
    const message = this.#take(7 + length);
    const host = parseHost(ascii(message.subarray(5, 5 + length)));
    const [high = 0, low = 0] = message.subarray(5 + length);
    const port = high * 256 + low;
    // Addresses given as text end here as well: none of them has one of our endings.
    if (!host.ok || port === 0) return this.#refuse('not-ours', REPLY.notAllowed);
    this.#phase = 'over';
    const rest = this.#held;
    this.#held = new Uint8Array(0);
    return { kind: 'target', target: { name: host.value.name, port, rest } };
  }

  #take(length: number): Uint8Array {
    const taken = this.#held.subarray(0, length);
    this.#held = this.#held.subarray(length);
    return taken;
  }

  #refuse(reason: Refused, code?: ReplyCode): Step {
    this.#phase = 'over';
    this.#held = new Uint8Array(0);
    if (code !== undefined) this.#replies.push(...requestReply(code));
    return { kind: 'refused', reason };
  }

  #send(step: Step): Step {
    if (this.#replies.length === 0) return step;
    const reply = Uint8Array.from(this.#replies);
    this.#replies = [];
    return { ...step, reply };
  }
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Bytes over 127 become a character that no name has. */
function ascii(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : '\ufffd';
  return text;
}

/** Compares in a time that tells nothing about where the difference is. */
function same(bytes: Uint8Array, text: string): boolean {
  let difference = bytes.length ^ text.length;
  for (let index = 0; index < text.length; index++) {
    difference |= (bytes[index] ?? 0x100) ^ text.charCodeAt(index);
  }
  return difference === 0;
}
