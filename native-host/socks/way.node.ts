import type { NodeId } from '../../lib/node-id.ts';
import type { NodeFailure } from '../../lib/protocol/host-values.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import type { Log } from '../log.node.ts';
import type { Overlay } from '../mcc/overlay.node.ts';
import type { Reach } from '../policy.ts';

/** Who knows the ways to nodes, and where it is noted that there is none. */
export interface WayContext {
  readonly overlay: Pick<Overlay, 'reach' | 'reachNow'>;
  readonly log: Log;
}

/** Where a node may be dialled now; asks only what is not known. */
export async function wayTo(
  node: NodeId,
  { overlay, log }: WayContext,
): Promise<Result<Reach, NodeFailure>> {
  const known = overlay.reachNow(node);
  if (known) return ok(known);
  const asked = await overlay.reach(node);
  if (asked.ok) return asked;
  log('info', 'node-not-reached', { cause: asked.error.cause });
  log('debug', 'node-not-reached', { node, detail: asked.error.detail });
  return err(asked.error.cause);
}

/**
 * Why what was dialled by `way` must not be spoken to; undefined where the same way still leads to the node. The network may
 * have changed under the dial and led it to a stranger, who has been told nothing yet.
 */
export async function lostWay(
  node: NodeId,
  way: Reach,
  context: WayContext,
): Promise<NodeFailure | undefined> {
  const now = await wayTo(node, context);
  if (!now.ok) return now.error;
  const isSame = now.value.address === way.address && now.value.source === way.source;
  return isSame ? undefined : 'node-moved';
}
