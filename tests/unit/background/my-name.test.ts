import { beforeEach, describe, expect, test } from 'vitest';
import type { NameRecord } from '../../../lib/azero/registry.ts';
import { checkMyName } from '../../../lib/background/my-name.ts';
import type { AskHost } from '../../../lib/background/visits.ts';
import { type AzeroName, parseName } from '../../../lib/names/name.ts';
import { type NodeId, parseNodeId } from '../../../lib/node-id.ts';
import { err, ok, type Result } from '../../../lib/result.ts';

function good<T>(result: Result<T, unknown>): T {
  return result.ok ? result.value : expect.unreachable();
}

const name: AzeroName = good(parseName('alice.azero'));
const here: NodeId = good(parseNodeId('h8syf1xcv3rveegh00p89ew8sqbzkr4ckpjz3zs4xxr5tvf4hs4g'));
const elsewhere: NodeId = good(parseNodeId('ctnsaj8135fsnm5t1fqda6093g95pjzfdhms77trjk6fy1ks6a80'));

let reads: number;
let nodeId: NodeId;
let status: unknown;

const askHost: AskHost = async () => status as never;

async function readName(asked: AzeroName): Promise<Result<NameRecord, never>> {
  reads += 1;
  return ok({ name: asked, nodeId, confirmedBy: ['A', 'B'], readAt: 1 });
}

const check = () => checkMyName(name, readName, askHost);

beforeEach(() => {
  reads = 0;
  nodeId = here;
  status = ok({ state: 'up', nodeId: here, address: '10.115.0.1' });
});

describe('my name', () => {
  test('leads here, or elsewhere', async () => {
    expect(await check()).toEqual({ state: 'matches', name });
    nodeId = elsewhere;
    const differs = { state: 'differs', name, recordNodeId: elsewhere, ownNodeId: here };
    expect(await check()).toEqual(differs);
  });

  test('is compared with the id alone, also where the overlay has a fault', async () => {
    status = ok({ state: 'down', cause: 'overlay-missing', nodeId: here });
    expect(await check()).toEqual({ state: 'matches', name });
  });

  test.each([
    ['host', err({ kind: 'host-not-installed' }), 'host-not-installed'],
    ['node', ok({ state: 'down', cause: 'mcc-not-found' }), 'mcc-not-found'],
  ])('is not read on chain while there is no %s to compare it with', async (_, said, kind) => {
    status = said;
    expect(await check()).toEqual({ state: 'failed', name, failure: { kind } });
    expect(reads).toBe(0);
  });
});
