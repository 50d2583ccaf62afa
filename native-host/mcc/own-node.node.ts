import type { NodeId } from '../../lib/node-id.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import type { Ipv4 } from '../ipv4.ts';
import type { MccDriver } from './driver.node.ts';
import { type MccTrouble, parseIdRun, parseResolveRun } from './parse.ts';

/** Our own node, as `mcc` says. */
export type OwnNode = { readonly nodeId: NodeId; readonly address: Ipv4 };
/** Why that is not known; `nodeId` where at least that is. */
export type OwnNodeTrouble = MccTrouble & { readonly nodeId?: NodeId };

/** Asks who we are and where. `guess`: who we were; the id hardly ever changes, so its address is asked for in the same breath. */
export async function askOwnNode(
  driver: MccDriver,
  guess: NodeId | undefined,
): Promise<Result<OwnNode, OwnNodeTrouble>> {
  const guessed = guess === undefined ? undefined : driver.ask(['resolve', guess]);
  const id = parseIdRun(await driver.ask(['id']));
  if (!id.ok) return id;
  const nodeId = id.value;
  const run = guessed && guess === nodeId ? guessed : driver.ask(['resolve', nodeId]);
  const address = parseResolveRun(await run);
  if (address.ok) return ok({ nodeId, address: address.value });
  const { cause } = address.error;
  return err({
    ...address.error,
    nodeId,
    cause: cause === 'node-unresolved' ? 'mcc-failed' : cause,
  });
}
