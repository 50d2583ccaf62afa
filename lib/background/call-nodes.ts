import type { NameRecord, ReadError } from '../azero/registry.ts';
import type { AzeroName } from '../names/name.ts';
import type { CallAnswer, CallAsk } from '../protocol/call-port.ts';
import type { NodeStatus } from '../protocol/host-values.ts';
import type { Failure } from '../protocol/ui.ts';
import { ok, type Result } from '../result.ts';
import { hostFailure, readFailure } from './failures.ts';
import type { ReadHow, SettingsBad } from './names.ts';
import type { AskHost } from './visits.ts';

type ReadName = (
  name: AzeroName,
  how: ReadHow,
) => Promise<Result<NameRecord, ReadError | SettingsBad>>;

type Reading = Result<Pick<NameRecord, 'nodeId' | 'confirmedBy'>, ReadError | SettingsBad>;

type Unread = Extract<CallAnswer<'read-nodes'>, { state: 'unread' }>;

/**
 * Reads both names of a call on chain, anew whatever the cache holds, and asks our own node who it is. An answer that
 * settles the matter beats the question whether one operator's word is enough. Who has accepted one operator has not accepted
 * whichever answers next.
 */
export async function readCallNodes(
  { ours, theirs, accepted }: CallAsk<'read-nodes'>,
  readName: ReadName,
  askHost: AskHost,
): Promise<CallAnswer<'read-nodes'>> {
  const read = async (name: AzeroName): Promise<Reading> => {
    const reading = await readName(name, { acceptOne: false, fresh: true });
    if (reading.ok || reading.error.kind !== 'one-operator-only') return reading;
    const { operator, nodeId } = reading.error;
    return accepted.includes(operator) ? ok({ nodeId, confirmedBy: [operator] }) : reading;
  };
  const [our, their, node] = await Promise.all([read(ours), read(theirs), askHost('status', {})]);
  if (!our.ok && our.error.kind !== 'one-operator-only') {
    return unread('ours', readFailure(our.error));
  }
  if (!their.ok && their.error.kind !== 'one-operator-only') {
    return unread('theirs', readFailure(their.error));
  }
  if (!node.ok) return unread('ours', hostFailure(node.error));
  if (node.value.state === 'down') return unread('ours', nodeFailure(node.value));
  if (!our.ok) return oneOperator(our.error);
  if (!their.ok) return oneOperator(their.error);
  return {
    state: 'read',
    ourRecord: our.value.nodeId,
    ourNode: node.value.nodeId,
    theirRecord: their.value.nodeId,
    confirmedBy: [...their.value.confirmedBy],
  };
}

function unread(whose: Unread['whose'], failure: Failure): Unread {
  return { state: 'unread', whose, failure };
}

function oneOperator(error: ReadError | SettingsBad): CallAnswer<'read-nodes'> {
  return error.kind === 'one-operator-only'
    ? { state: 'one-operator', operator: error.operator }
    : unread('theirs', readFailure(error));
}

function nodeFailure({ cause, detail }: Extract<NodeStatus, { state: 'down' }>): Failure {
  return { kind: cause, ...(detail === undefined ? {} : { words: { detail } }) };
}
