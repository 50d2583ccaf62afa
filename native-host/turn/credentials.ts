import { hasIntegrity, longTermKey } from './integrity.ts';
import { find, findText, type Message } from './message.ts';
import { ATTRIBUTE, type ErrorCode } from './words.ts';

/** What RFC 8489 section 9.2 calls the realm; its only use here is to be the same on both sides. */
export const REALM = 'copybara';
/** How long a nonce is good; then a client is told to use the next one. */
export const NONCE_LIFETIME = 60 * 60_000;

/** What a page shows to the relay. */
export interface Credential {
  readonly username: string;
  readonly password: string;
}

/** Who asks, by a credential of a call; and the key that the answer is to be made with. */
export interface Asker {
  readonly call: number;
  readonly username: string;
  readonly key: Uint8Array;
}

const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The long-term credentials of the calls, one each, and the nonce that requests must show. */
export class Credentials {
  readonly #random: (length: number) => Uint8Array;
  readonly #byName = new Map<string, Asker>();
  readonly #names = new Map<number, string>();
  #nonce = '';
  #nonceUntil = Number.NEGATIVE_INFINITY;

  constructor(random: (length: number) => Uint8Array) {
    this.#random = random;
  }

  /** Makes a new credential for a call; one that it had is void. */
  make(call: number): Credential {
    this.drop(call);
    const username = toHex(this.#random(12));
    const password = toHex(this.#random(20));
    this.#byName.set(username, { call, username, key: longTermKey(username, REALM, password) });
    this.#names.set(call, username);
    return { username, password };
  }

  drop(call: number): void {
    const username = this.#names.get(call);
    if (username !== undefined) this.#byName.delete(username);
    this.#names.delete(call);
  }

  nonce(now: number): string {
    if (now >= this.#nonceUntil) {
      this.#nonce = toHex(this.#random(16));
      this.#nonceUntil = now + NONCE_LIFETIME;
    }
    return this.#nonce;
  }

  /** Who sent this request (RFC 8489, section 9.2.4), or the error to answer with. */
  check(bytes: Uint8Array, message: Message, now: number): Asker | ErrorCode {
    if (message.integrityAt === undefined) return 401;
    const username = findText(message, ATTRIBUTE.username);
    const nonce = findText(message, ATTRIBUTE.nonce);
    if (username === undefined || nonce === undefined || !find(message, ATTRIBUTE.realm)) {
      return 400;
    }
    if (nonce !== this.nonce(now)) return 438;
    const asker = this.#byName.get(username);
    if (!asker || !hasIntegrity(bytes, message.integrityAt, asker.key)) return 401;
    return asker;
  }
}
