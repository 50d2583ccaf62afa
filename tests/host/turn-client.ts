import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { parseIpv4 } from '../../native-host/ipv4.ts';
import { longTermKey } from '../../native-host/turn/integrity.ts';
import {
  type Attribute,
  encodeMessage,
  find,
  findText,
  type Message,
  numberAttribute,
  parseMessage,
  textAttribute,
  xorAddress,
} from '../../native-host/turn/message.ts';
import { ATTRIBUTE, CLASS, METHOD } from '../../native-host/turn/words.ts';

/** What call.open answers, as far as a client needs it. */
export interface TurnAccess {
  readonly turnUrl: string;
  readonly username: string;
  readonly credential: string;
}

const PEER = '198.18.0.1';
export const CHANNEL = 0x4000;

/** An XOR-PEER-ADDRESS. */
function peerAddress(address: string = PEER, port = 5000): Attribute {
  const ipv4 = parseIpv4(address);
  if (ipv4 === undefined) throw new Error(address);
  return xorAddress(ATTRIBUTE.xorPeerAddress, ipv4, port);
}

export const UDP_TRANSPORT = numberAttribute(ATTRIBUTE.requestedTransport, 17 << 24);

/** The error code of an answer; 0 for a success. */
function codeOf(message: Message): number {
  const value = find(message, ATTRIBUTE.errorCode);
  return value ? (value[2] ?? 0) * 100 + (value[3] ?? 0) : 0;
}

/** How bytes get to the relay and back: over UDP as datagrams, over TCP as a stream. */
interface Wire {
  readonly send: (bytes: Uint8Array) => void;
  readonly bind: (address: string) => Promise<void>;
  readonly close: () => void;
  /** Reads no further, or does again; a datagram socket can't stop. */
  readonly pause?: () => void;
  readonly resume?: () => void;
}

function udpWire(host: string, port: number, take: (bytes: Buffer) => void): Wire {
  const socket = createSocket('udp4');
  socket.on('message', take);
  socket.on('error', () => undefined);
  return {
    send: (bytes) => socket.send(bytes, port, host),
    bind: (address) => new Promise((resolve) => socket.bind({ address, port: 0 }, resolve)),
    close: () => socket.close(),
  };
}

/** Cuts what comes by the lengths of RFC 8656 section 12.5, on its own account. */
function tcpWire(
  host: string,
  port: number,
  localPort: number | undefined,
  take: (bytes: Buffer) => void,
  onClose: () => void,
): Wire {
  const socket = connect({ host, port, noDelay: true, ...(localPort && { localPort }) });
  let held = Buffer.alloc(0);
  socket.on('error', () => undefined);
  socket.on('close', onClose);
  socket.on('data', (chunk) => {
    held = Buffer.concat([held, chunk]);
    while (held.length >= 4) {
      const said = held.readUInt16BE(2);
      const length = (held[0] ?? 0) < 0x40 ? 20 + said : 4 + Math.ceil(said / 4) * 4;
      if (held.length < length) return;
      take(held.subarray(0, length));
      held = held.subarray(length);
    }
  });
  return {
    send: (bytes) => socket.write(bytes),
    bind: () => Promise.reject(new Error('a stream is not bound')),
    close: () => socket.destroy(),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
  };
}

/** A page as the relay sees it: a TURN client over UDP or TCP, plain enough to misbehave. */
export class TurnClient {
  readonly #wire: Wire;
  readonly transport: string;
  /** Resolves when the relay ended the connection. */
  readonly ended: Promise<void>;
  readonly #access: TurnAccess;
  readonly #answers = new Map<string, (message: Message) => void>();
  readonly #inbox: Buffer[] = [];
  readonly host: string;
  readonly port: number;
  /** Told of each payload that came from the peer. */
  onData: (payload: Buffer) => void = (payload) => {
    this.#inbox.push(payload);
    this.#wake();
  };
  /** How payload came: by channel or by indication. */
  readonly ways = { channel: 0, indication: 0 };
  #wake: () => void = () => undefined;
  #closed = false;
  #realm = '';
  #nonce = '';
  channel = 0;

  /** `localPort`: where a stream comes from. */
  constructor(access: TurnAccess, localPort?: number) {
    const [, host, port, transport] =
      /^turn:([\d.]+):(\d+)\?transport=(udp|tcp)$/.exec(access.turnUrl) ?? [];
    if (host === undefined || transport === undefined) throw new Error(access.turnUrl);
    this.host = host;
    this.port = Number(port);
    this.transport = transport;
    this.#access = access;
    const end = Promise.withResolvers<void>();
    this.ended = end.promise;
    const take = (bytes: Buffer): void => this.#take(bytes);
    this.#wire =
      transport === 'udp'
        ? udpWire(host, this.port, take)
        : tcpWire(host, this.port, localPort, take, end.resolve);
  }

  /** The credentials that this client has, as a thief would copy them. */
  get credential(): { readonly username: string; readonly credential: string } {
    const { username, credential } = this.#access;
    return { username, credential };
  }

  async bind(address: string): Promise<void> {
    await this.#wire.bind(address);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#wire.close();
  }

  pause(): void {
    this.#wire.pause?.();
  }

  resume(): void {
    this.#wire.resume?.();
  }

  raw(bytes: Uint8Array): void {
    this.#wire.send(bytes);
  }

  /** One request with credentials, sent again until the answer is there; `undefined` when it never is. */
  async request(
    method: number,
    attributes: readonly Attribute[],
    { credentials = true, patience = 2000 } = {},
  ): Promise<Message | undefined> {
    const transactionId = randomBytes(12);
    const { username, credential } = this.#access;
    const bytes = encodeMessage({
      method,
      cls: CLASS.request,
      transactionId,
      attributes: credentials
        ? [
            ...attributes,
            textAttribute(ATTRIBUTE.username, username),
            textAttribute(ATTRIBUTE.realm, this.#realm),
            textAttribute(ATTRIBUTE.nonce, this.#nonce),
          ]
        : attributes,
      key: credentials ? longTermKey(username, this.#realm, credential) : undefined,
      fingerprint: true,
    });
    const message = await new Promise<Message | undefined>((resolve) => {
      const send = (): void => this.raw(bytes);
      const again = setInterval(send, 250);
      const end = setTimeout(() => finish(undefined), patience);
      const finish = (answer: Message | undefined): void => {
        clearInterval(again);
        clearTimeout(end);
        resolve(answer);
      };
      this.#answers.set(transactionId.toString('hex'), finish);
      send();
    });
    if (message && [401, 438].includes(codeOf(message))) {
      this.#realm = findText(message, ATTRIBUTE.realm) ?? '';
      this.#nonce = findText(message, ATTRIBUTE.nonce) ?? '';
    }
    return message;
  }

  /** Allocates as browsers do: first without credentials. Gives the error code, 0 for success, -1 for silence. */
  async allocate(): Promise<number> {
    const first = await this.request(METHOD.allocate, [UDP_TRANSPORT], { credentials: false });
    if (!first) return -1;
    const second = await this.request(METHOD.allocate, [UDP_TRANSPORT]);
    return second ? codeOf(second) : -1;
  }

  async permit(address: string = PEER): Promise<number> {
    const answer = await this.request(METHOD.createPermission, [peerAddress(address)]);
    return answer ? codeOf(answer) : -1;
  }

  async bindChannel(channel = CHANNEL): Promise<number> {
    const number = numberAttribute(ATTRIBUTE.channelNumber, channel << 16);
    const answer = await this.request(METHOD.channelBind, [number, peerAddress()]);
    const code = answer ? codeOf(answer) : -1;
    if (code === 0) this.channel = channel;
    return code;
  }

  /** Sends to the peer: by the channel where one is bound, else by an indication. */
  send(payload: Uint8Array): void {
    if (this.channel === 0) {
      this.raw(
        encodeMessage({
          method: METHOD.send,
          cls: CLASS.indication,
          transactionId: randomBytes(12),
          attributes: [peerAddress(), { type: ATTRIBUTE.data, value: payload }],
        }),
      );
      return;
    }
    const header = Buffer.alloc(4);
    header.writeUInt16BE(this.channel, 0);
    header.writeUInt16BE(payload.length, 2);
    const padding = Buffer.alloc(this.transport === 'tcp' ? -payload.length & 3 : 0);
    this.raw(Buffer.concat([header, payload, padding]));
  }

  /** The next payload from the peer; `undefined` when none comes in time. */
  async receive(patience = 3000): Promise<Buffer | undefined> {
    const end = Date.now() + patience;
    while (this.#inbox.length === 0 && Date.now() < end) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, end - Date.now());
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    return this.#inbox.shift();
  }

  #take(bytes: Buffer): void {
    if ((bytes[0] ?? 0) >= 0x40) {
      if (bytes.readUInt16BE(0) !== this.channel) return;
      this.ways.channel += 1;
      this.onData(bytes.subarray(4, 4 + bytes.readUInt16BE(2)));
      return;
    }
    const message = parseMessage(bytes);
    if (!message) throw new Error('the relay sent what is no message');
    if (message.cls === CLASS.indication) {
      const payload = find(message, ATTRIBUTE.data);
      if (!payload) return;
      this.ways.indication += 1;
      this.onData(Buffer.from(payload));
      return;
    }
    const id = Buffer.from(message.transactionId).toString('hex');
    this.#answers.get(id)?.(message);
    this.#answers.delete(id);
  }
}
