import { removeStaleVaults, VAULT_ROOM, vaultLock } from './vault-room.browser.ts';
import type { VaultAsk, VaultKey, VaultMessage, VaultReply } from './vault-words.browser.ts';

/** Where a window keeps what it sends and receives. */
export type Vault = {
  /** Asks its worker, which is started by the first question. */
  readonly ask: (what: VaultAsk) => Promise<VaultReply>;
  /** A received file that is whole; it stays on the disk. Undefined where it is gone. */
  readonly file: (key: VaultKey) => Promise<File | undefined>;
  /** The window goes away. */
  readonly close: () => void;
};

/** entrypoints/call-files.ts, as it is built. */
const WORKER = '/call-files.js';
const GONE: VaultReply = { kind: 'not-stored', why: 'not-stored' };

/** The vault of this window; what windows that are gone have left is removed. */
export function createVault(): Vault {
  const folder = crypto.randomUUID();
  const waiting = new Map<number, (reply: VaultReply) => void>();
  let worker: Worker | undefined;
  let asked = 0;
  let leave = (): void => {};

  // As long as this window lives, others see that its folder is in use.
  void navigator.locks.request(vaultLock(folder), () => {
    void removeStaleVaults();
    return new Promise<void>((resolve) => {
      leave = resolve;
    });
  });

  function start(): Worker {
    const started = new Worker(WORKER);
    started.addEventListener('message', ({ data }: MessageEvent<VaultMessage<VaultReply>>) => {
      const answer = waiting.get(data.id);
      waiting.delete(data.id);
      answer?.(data.what);
    });
    // A worker that could not be loaded, or broke: nothing is left unanswered.
    started.addEventListener('error', () => {
      for (const answer of waiting.values()) answer(GONE);
      waiting.clear();
    });
    const begin: VaultAsk = { kind: 'begin', folder: `${VAULT_ROOM}/${folder}` };
    started.postMessage({ id: 0, what: begin } satisfies VaultMessage<VaultAsk>, []);
    return started;
  }

  return {
    ask(what) {
      worker ??= start();
      asked += 1;
      const id = asked;
      const transfer = what.kind === 'store' ? [what.bytes.buffer] : [];
      const { promise, resolve } = Promise.withResolvers<VaultReply>();
      waiting.set(id, resolve);
      worker.postMessage({ id, what } satisfies VaultMessage<VaultAsk>, transfer);
      return promise;
    },
    async file(key) {
      try {
        const room = await (await navigator.storage.getDirectory()).getDirectoryHandle(VAULT_ROOM);
        const handle = await (await room.getDirectoryHandle(folder)).getFileHandle(key);
        return await handle.getFile();
      } catch {
        return undefined;
      }
    },
    close() {
      worker?.terminate();
      leave();
      // The browser may not wait for it: what is left then the background removes.
      void removeStaleVaults();
    },
  };
}
