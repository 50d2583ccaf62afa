import { type AzeroName, labelOf } from '../names/name.ts';
import type { NodeId } from '../node-id.ts';

/** The UDP port that hosts speak over unless `host.json` says otherwise. */
const PEER_PORT = 9378;

/**
 * The command that lets the calls of a node in, for a node of MCC v2. A user's field report has it for TCP, on the
 * side that takes connections and naming the node that may connect; for UDP it is what the documentation of tunnels suggests.
 */
export function tunnelCommand(from: { readonly name: AzeroName; readonly nodeId: NodeId }): string {
  return `mcc create-tunnel --name copybara-${labelOf(from.name)} --remote-node ${from.nodeId} --targets udp:${PEER_PORT} --stdin`;
}
