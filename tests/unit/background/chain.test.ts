import { beforeEach, expect, test, vi } from 'vitest';
import { parseName } from '../../../lib/names/name.ts';
import { parseNodeId } from '../../../lib/node-id.ts';

/** One of the browser's storage areas. */
function createArea() {
  const items = new Map<string, unknown>();
  return {
    items,
    get: async () => Object.fromEntries(items),
    set: async (more: object) => {
      for (const [key, value] of Object.entries(more)) items.set(key, value);
    },
    remove: async (keys: readonly string[]) => {
      for (const key of keys) items.delete(key);
    },
  };
}

let local: ReturnType<typeof createArea>;
let session: ReturnType<typeof createArea>;

/** What a worker that has just been started sees. */
async function openChain() {
  vi.resetModules();
  const chain = await import('../../../lib/background/chain.browser.ts');
  return chain.openChain({}, await chain.readRecords()) ?? expect.unreachable();
}

beforeEach(() => {
  local = createArea();
  session = createArea();
  vi.stubGlobal('browser', { storage: { local, session } });
});

test('what was read outlives the worker, and not the browser: which names a person opens is written to no disk', async () => {
  const name = parseName('alice.azero');
  const nodeId = parseNodeId('h8syf1xcv3rveegh00p89ew8sqbzkr4ckpjz3zs4xxr5tvf4hs4g');
  if (!name.ok || !nodeId.ok) expect.unreachable();
  const readAt = Date.now();
  const record = { name: name.value, nodeId: nodeId.value, confirmedBy: ['A', 'B'], readAt };
  const first = await openChain();
  first.cache.put(record);
  first.save();
  const second = await openChain();
  expect(second.cache.get(name.value, readAt)).toEqual({ state: 'fresh', record });
  expect([...local.items]).toEqual([]);
  second.close();
  expect([...session.items]).toEqual([]);
});
