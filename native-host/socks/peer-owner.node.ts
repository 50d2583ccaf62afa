import { readFile } from 'node:fs/promises';
import { pairKey, uidsByPair } from './peer-owner.ts';

/** Tells whether the process at the other end of a connection to our proxy is this user's. Never rejects. */
export type OwnerCheck = (clientPort: number, proxyPort: number) => Promise<boolean>;

type Uids = ReadonlyMap<string, number>;

/**
 * The check for Linux: Chromium can't show a password to a SOCKS proxy, and any user's process can reach 127.0.0.1.
 * A table that can't be read holds nobody, so everybody is refused.
 */
export function createOwnerCheck(uid: number): OwnerCheck {
  const readV4 = createReader('/proc/net/tcp');
  const readV6 = createReader('/proc/net/tcp6');
  return async (clientPort, proxyPort) => {
    const key = pairKey(clientPort, proxyPort);
    const owner = (await readV4()).get(key) ?? (await readV6()).get(key);
    return owner === uid;
  };
}

/** Reading a table takes the kernel milliseconds, so all who ask while one reading runs share the next one. */
function createReader(path: string): () => Promise<Uids> {
  let next: Promise<Uids> | undefined;
  let running: Promise<unknown> = Promise.resolve();
  return () => {
    next ??= running.then(() => {
      next = undefined;
      const reading = readFile(path, 'latin1').then(uidsByPair, () => new Map<string, number>());
      running = reading;
      return reading;
    });
    return next;
  };
}
