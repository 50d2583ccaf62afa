import { readFile } from 'node:fs/promises';
import { findOwner, TABLES } from './peer-owner.ts';
import { startSockDiag } from './sock-diag.node.ts';

/** Tells whether the process at the other end of a connection to our proxy is this user's. */
export interface OwnerCheck {
  /** Never rejects; what can't be found out is a no. */
  readonly isOurs: (clientPort: number, proxyPort: number) => Promise<boolean>;
  /** Somebody waits for an answer now. */
  readonly hurry: () => void;
  readonly close: () => void;
}

/** The check for Linux: Chromium can't show a password to a SOCKS proxy, and any user's process can reach 127.0.0.1. */
export function createOwnerCheck(uid: number): OwnerCheck {
  const kernel = startSockDiag();
  const tables = TABLES.map(({ path, loopback }) => ({ loopback, read: createReader(path) }));
  return {
    async isOurs(clientPort, proxyPort) {
      const told = await kernel.owner(clientPort, proxyPort);
      if (told !== undefined) return told === uid;
      for (const { loopback, read } of tables) {
        const owner = findOwner(await read(), loopback, clientPort, proxyPort);
        if (owner !== undefined) return owner === uid;
      }
      return false;
    },
    hurry: kernel.hurry,
    close: kernel.close,
  };
}

/** Reading a table takes the kernel milliseconds, so all who ask while one reading runs share the next one. */
function createReader(path: string): () => Promise<Buffer> {
  let next: Promise<Buffer> | undefined;
  let running: Promise<unknown> = Promise.resolve();
  return () => {
    next ??= running.then(() => {
      next = undefined;
      // A table that can't be read holds nobody, so everybody is refused.
      const reading = readFile(path).catch(() => Buffer.alloc(0));
      running = reading;
      return reading;
    });
    return next;
  };
}
