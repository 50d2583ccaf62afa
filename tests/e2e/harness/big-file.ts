/** The content of the big download: the same on both sides, so that its hash is known without fetching it. */
import { createHash } from 'node:crypto';

const MEGABYTE = 1024 * 1024;

/** The n-th mebibyte. */
export function bigChunk(index: number): Buffer {
  return Buffer.alloc(MEGABYTE, createHash('sha256').update(String(index)).digest());
}

/** SHA-256 in hex of the first `megabytes` mebibytes. */
export function bigHash(megabytes: number): string {
  const hash = createHash('sha256');
  for (let index = 0; index < megabytes; index++) hash.update(bigChunk(index));
  return hash.digest('hex');
}
