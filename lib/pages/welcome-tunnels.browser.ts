import type { TunnelsFound } from '../../components/welcome/welcome-props.ts';
import { readInput } from '../names/from-input.ts';
import { parseName } from '../names/name.ts';
import { parseNodeId } from '../node-id.ts';
import { sendMessage } from '../protocol/messages.browser.ts';
import type { MyName, Status } from '../protocol/ui.ts';
import { tunnelCommand } from './tunnel-command.ts';

/** The commands for calls between this node, under the own name, and somebody's. `text`: her name, as it was typed. */
export async function findTunnels(
  text: string,
  myName: MyName,
  { node: ownNode }: Pick<Status, 'node'>,
): Promise<TunnelsFound> {
  const input = readInput(text);
  if (!input.ok) return { kind: 'no-name', error: input.error };
  const { name } = input.value;
  const ours = myName.state === 'matches' ? parseName(myName.name) : undefined;
  const node = ownNode.state === 'up' ? parseNodeId(ownNode.nodeId) : undefined;
  const read = await sendMessage('readNode', { name });
  if ('failure' in read) return { kind: 'failed', failure: read.failure };
  const theirs = parseNodeId(read.nodeId);
  if (!ours?.ok || !node?.ok || !theirs.ok)
    return { kind: 'failed', failure: { kind: 'internal' } };
  return {
    kind: 'found',
    name,
    yours: tunnelCommand({ name, nodeId: theirs.value }),
    theirs: tunnelCommand({ name: ours.value, nodeId: node.value }),
  };
}
