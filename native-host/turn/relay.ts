import { type Ipv4, parseIpv4 } from '../ipv4.ts';
import {
  type Allocation,
  Allocations,
  type Binding,
  CHANNEL_LIFETIME,
  DEFAULT_LIFETIME,
  MAX_LIFETIME,
  PERMISSION_LIFETIME,
  VIRTUAL,
} from './allocation.ts';
import { type Asker, type Credential, Credentials, REALM } from './credentials.ts';
import {
  type Attribute,
  encodeMessage,
  errorAttribute,
  find,
  findNumber,
  type Message,
  numberAttribute,
  parseMessage,
  readXorAddress,
  textAttribute,
  xorAddress,
} from './message.ts';
import { ATTRIBUTE, CLASS, type ErrorCode, METHOD } from './words.ts';

const UDP = 17;
const MAX_DEAD_ENDS = 16;
const FIRST_CHANNEL = 0x4000;
/** RFC 5766's; RFC 8656 ends at 0x4fff, so that others can share the port, which here nobody does. */
const LAST_CHANNEL = 0x7fff;

/** What the relay needs of the world. */
export interface RelayOptions {
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number;
  readonly random: (length: number) => Uint8Array;
  /** Whether this machine has that address now. */
  readonly isOwn: (address: string) => boolean;
  /** `IDLE_AFTER`, but for tests. */
  readonly idleAfter: number;
}

/** TURN's state (RFC 8656) without its sockets: one credential for each call, one live allocation for each credential. */
export class Relay {
  readonly #o: RelayOptions;
  readonly #credentials: Credentials;
  readonly #live = new Allocations();

  constructor(options: RelayOptions) {
    this.#o = options;
    this.#credentials = new Credentials(options.random);
  }

  /** Lets the page of a call in; what came in by an earlier credential of this call is out. */
  admit(call: number): Credential {
    this.dismiss(call);
    return this.#credentials.make(call);
  }

  dismiss(call: number): void {
    this.#credentials.drop(call);
    this.#live.removeOfCall(call);
  }

  /** A client is gone, and can't come back from the same address: its connection ended (RFC 8656, section 3.1). */
  hangUp(address: string, port: number): void {
    const allocation = this.#live.ofClient(address, port, this.#o.now());
    if (allocation) this.#live.remove(allocation);
  }

  /** The live allocation of a client, by its exact address. */
  ofClient(address: string, port: number, now: number): Allocation | undefined {
    return this.#live.ofClient(address, port, now);
  }

  /** The live allocation of a call. */
  ofCall(call: number, now: number): Allocation | undefined {
    return this.#live.ofCall(call, now);
  }

  /** The answer to a request; `undefined` for what is none and is passed over in silence. */
  answer(bytes: Uint8Array, from: string, port: number): Uint8Array | undefined {
    const address = parseIpv4(from);
    const message = parseMessage(bytes);
    if (!message || address === undefined || message.cls !== CLASS.request) return undefined;
    if (!ANSWERED.has(message.method)) return undefined;
    const now = this.#o.now();
    const asker = this.#credentials.check(bytes, message, now);
    if (typeof asker === 'number') return this.#refuse(message, asker, undefined);
    if (message.unknown.length > 0) return this.#refuse(message, 420, asker.key);
    const done = this.#do({ message, asker, address, port, now });
    if (typeof done === 'number') return this.#refuse(message, done, asker.key);
    return this.#reply(message, CLASS.success, done, asker.key);
  }

  #do(request: Request): Outcome {
    switch (request.message.method) {
      case METHOD.allocate:
        return this.#allocate(request);
      case METHOD.refresh:
        return this.#refresh(request);
      case METHOD.createPermission:
        return this.#permit(request);
      case METHOD.channelBind:
        return this.#bindChannel(request);
      default:
        return 400;
    }
  }

  /** RFC 8656, section 7.2. */
  #allocate({ message, asker, address, port, now }: Request): Outcome {
    const madeBy = message.transactionId.join();
    const before = this.ofClient(address, port, now);
    if (before) {
      const repeated = before.madeBy === madeBy && before.username === asker.username;
      return repeated ? this.#granted(before, now) : 437;
    }
    const transport = find(message, ATTRIBUTE.requestedTransport);
    if (transport?.length !== 4) return 400;
    if (transport[0] !== UDP) return 442;
    const family = find(message, ATTRIBUTE.requestedAddressFamily);
    const evenPort = find(message, ATTRIBUTE.evenPort);
    if (find(message, ATTRIBUTE.reservationToken)) return family || evenPort ? 400 : 508;
    if (family && family[0] !== 1) return 440;
    // Our one port is even; the next one can't be kept for anybody.
    if (evenPort && ((evenPort[0] ?? 0) & 0x80) !== 0) return 508;
    const other = this.ofCall(asker.call, now);
    if (other) {
      if (now - other.activeAt < this.#o.idleAfter && this.#o.isOwn(other.address)) return 486;
      this.#live.remove(other);
    }
    const allocation: Allocation = {
      call: asker.call,
      address,
      port,
      username: asker.username,
      madeBy,
      until: now + lifetime(message),
      permittedUntil: 0,
      deadEnds: [],
      channel: 0,
      channelUntil: 0,
      activeAt: now,
    };
    this.#live.add(allocation);
    return this.#granted(allocation, now);
  }

  #granted({ address, port, until }: Allocation, now: number): readonly Attribute[] {
    return [
      xorAddress(ATTRIBUTE.xorRelayedAddress, VIRTUAL.own, VIRTUAL.port),
      numberAttribute(ATTRIBUTE.lifetime, Math.ceil((until - now) / 1000)),
      xorAddress(ATTRIBUTE.xorMappedAddress, address, port),
    ];
  }

  /** RFC 8656, section 8.2. */
  #refresh(request: Request): Outcome {
    const { message, now } = request;
    const allocation = this.#own(request);
    if (typeof allocation === 'number') return allocation;
    const family = find(message, ATTRIBUTE.requestedAddressFamily);
    if (family && family[0] !== 1) return 443;
    if (findNumber(message, ATTRIBUTE.lifetime) === 0) {
      this.#live.remove(allocation);
      return [numberAttribute(ATTRIBUTE.lifetime, 0)];
    }
    const granted = lifetime(message);
    allocation.until = now + granted;
    return [numberAttribute(ATTRIBUTE.lifetime, granted / 1000)];
  }

  /** RFC 8656, section 10.2. Only the one virtual peer can be permitted. */
  #permit(request: Request): Outcome {
    const { message, now } = request;
    const allocation = this.#own(request);
    if (typeof allocation === 'number') return allocation;
    const peers = message.attributes.filter(({ type }) => type === ATTRIBUTE.xorPeerAddress);
    if (peers.length === 0) return 400;
    for (const { value } of peers) {
      const peer = readXorAddress(value);
      if (peer === undefined) return 400;
      if (peer === 'ipv6') return 443;
      if (peer.address !== VIRTUAL.peer) return 403;
    }
    allocation.permittedUntil = now + PERMISSION_LIFETIME;
    return [];
  }

  /** RFC 8656, section 12.2. */
  #bindChannel(request: Request): Outcome {
    const { message, now } = request;
    const allocation = this.#own(request);
    if (typeof allocation === 'number') return allocation;
    const number = findNumber(message, ATTRIBUTE.channelNumber);
    const value = find(message, ATTRIBUTE.xorPeerAddress);
    const peer = value && readXorAddress(value);
    if (number === undefined || peer === undefined) return 400;
    const channel = number >>> 16; // the rest is reserved (RFC 8656, section 18.1)
    if (channel < FIRST_CHANNEL || channel > LAST_CHANNEL) return 400;
    if (peer === 'ipv6') return 443;
    if (peer.address !== VIRTUAL.peer) return 403;
    const bound = [...allocation.deadEnds, liveBinding(allocation)].filter(
      ({ until }) => now < until,
    );
    // Neither a second channel to one place nor a second place for one channel.
    if (bound.some((old) => (old.channel === channel) !== (old.port === peer.port))) return 400;
    if (peer.port === VIRTUAL.port) {
      allocation.channel = channel;
      allocation.channelUntil = now + CHANNEL_LIFETIME;
    } else {
      const others = bound.filter(({ port }) => port !== peer.port && port !== VIRTUAL.port);
      if (others.length >= MAX_DEAD_ENDS) return 508;
      allocation.deadEnds = [
        ...others,
        { channel, port: peer.port, until: now + CHANNEL_LIFETIME },
      ];
    }
    allocation.permittedUntil = now + PERMISSION_LIFETIME;
    return [];
  }

  #own({ asker, address, port, now }: Request): Allocation | ErrorCode {
    const allocation = this.ofClient(address, port, now);
    if (!allocation) return 437;
    return allocation.username === asker.username ? allocation : 441;
  }

  #refuse(message: Message, code: ErrorCode, key: Uint8Array | undefined): Uint8Array {
    const attributes = [errorAttribute(code)];
    if (code === 401 || code === 438) {
      attributes.push(textAttribute(ATTRIBUTE.realm, REALM));
      attributes.push(textAttribute(ATTRIBUTE.nonce, this.#credentials.nonce(this.#o.now())));
    }
    if (code === 420) {
      const words = message.unknown.flatMap((type) => [type >> 8, type & 0xff]);
      attributes.push({ type: ATTRIBUTE.unknownAttributes, value: Uint8Array.from(words) });
    }
    return this.#reply(message, CLASS.error, attributes, key);
  }

  #reply(
    { method, transactionId }: Message,
    cls: number,
    attributes: readonly Attribute[],
    key: Uint8Array | undefined,
  ): Uint8Array {
    return encodeMessage({ method, cls, transactionId, attributes, key });
  }
}

/** A request whose sender is known. */
interface Request {
  readonly message: Message;
  readonly asker: Asker;
  readonly address: Ipv4;
  readonly port: number;
  readonly now: number;
}

type Outcome = readonly Attribute[] | ErrorCode;

const ANSWERED: ReadonlySet<number> = new Set([
  METHOD.allocate,
  METHOD.refresh,
  METHOD.createPermission,
  METHOD.channelBind,
]);

function liveBinding({ channel, channelUntil }: Allocation): Binding {
  return { channel, port: VIRTUAL.port, until: channelUntil };
}

/** The lifetime that is granted, in milliseconds: at least the default, never more than the most. */
function lifetime(message: Message): number {
  const asked = (findNumber(message, ATTRIBUTE.lifetime) ?? 0) * 1000;
  return Math.min(Math.max(asked, DEFAULT_LIFETIME), MAX_LIFETIME);
}
