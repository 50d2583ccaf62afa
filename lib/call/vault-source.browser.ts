import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { VaultReply } from './vault-words.browser.ts';

/** A file of this machine while it is sent. */
export type VaultSource = {
  read(offset: number, length: number): Promise<VaultReply>;
  /** The hash of all that was read, if the file is still what it was. */
  finish(): Promise<VaultReply>;
};

/** At how many places at most a file is looked at again, and how many bytes of each. */
const SAMPLES = 256;
const SAMPLE = 256;

/**
 * Reads a file block by block, from its begin, and hashes each byte once. Chromium refuses to read a file that was changed since
 * it was chosen; Firefox reads on in the new content, so that parts of what was read are compared at the end.
 */
export function createSource(file: Blob): VaultSource {
  const hash = sha256.create();
  const samples = new Map<number, Uint8Array>();
  const stride = Math.max(1, Math.floor(file.size / SAMPLES));
  let hashed = 0;

  async function bytesAt(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
  }

  async function isSame(): Promise<boolean> {
    for (const [offset, before] of samples) {
      // oxlint-disable-next-line no-await-in-loop -- one small piece after the other, beside a call
      const now = await bytesAt(offset, before.length);
      if (now.length !== before.length || now.some((byte, at) => byte !== before[at])) return false;
    }
    return true;
  }

  return {
    async read(offset, length) {
      try {
        const bytes = await bytesAt(offset, length);
        if (bytes.length !== length) return { kind: 'unread', why: 'changed' };
        if (offset + length > hashed) {
          hash.update(bytes.subarray(hashed - offset));
          hashed = offset + length;
        }
        if (!samples.has(offset) && Math.floor(offset / stride) >= samples.size) {
          samples.set(offset, bytes.slice(0, SAMPLE));
        }
        return { kind: 'bytes', bytes };
      } catch {
        return { kind: 'unread', why: 'unreadable' };
      }
    },
    async finish() {
      try {
        if (!(await isSame())) return { kind: 'unread', why: 'changed' };
        return { kind: 'hash', hash: bytesToHex(hash.digest()) };
      } catch {
        return { kind: 'unread', why: 'unreadable' };
      }
    },
  };
}
