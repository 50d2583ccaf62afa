/** What each simulated node's `mcc` answers: one state file a node, read by the stand-in (tests/stand-ins/mcc) at every question. */
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type NodeId, nodeIdFromBytes } from '../../../lib/node-id.ts';
import { FIRST_VIEWS, NODES, type NodeName, OWN_ADDRESS } from './addresses.ts';

/** The state of one simulated node, as the stand-in reads it. */
export interface MccState {
  id: string;
  /** Node id to the address under which this node sees it, its own id included; several: the next one at each question. */
  addresses: Record<string, string | string[]>;
  /** How it behaves; `ok` when absent (all ways: tests/stand-ins/mcc/mcc.mjs). */
  mode?: string;
  /** The mode holds for this command only. */
  only?: 'id' | 'resolve';
  /** What a node without an address gives; `error` when absent. */
  unknown?: 'error' | 'empty';
  /** How long it thinks first. */
  delayMs?: number;
  /** A file that gets a line for each run: process id and arguments. */
  record?: string;
}

/** The state file of a node. */
export function mccStateFile(dir: string, node: NodeName): string {
  return join(dir, `mcc-${node}.json`);
}

/** The state of a node now. */
export function readMcc(dir: string, node: NodeName): MccState {
  const state: MccState = JSON.parse(readFileSync(mccStateFile(dir, node), 'utf8'));
  return state;
}

/** Changes a node's state; the next question already sees it. */
export function writeMcc(dir: string, node: NodeName, state: MccState): void {
  const file = mccStateFile(dir, node);
  // Renamed into place, so that a question asked meanwhile never reads half of it.
  writeFileSync(`${file}.new`, JSON.stringify(state, null, 2));
  renameSync(`${file}.new`, file);
}

/** A fresh, valid node id. */
function newNodeId(): NodeId {
  const { publicKey } = generateKeyPairSync('ed25519');
  const id = nodeIdFromBytes(publicKey.export({ type: 'spki', format: 'der' }).subarray(-32));
  if (!id.ok) throw new Error('an Ed25519 key that is no node id');
  return id.value;
}

/** Gives the three nodes ids, and each its first view of all of them. */
export function makeNodes(dir: string): Record<NodeName, NodeId> {
  const ids = { A: newNodeId(), B: newNodeId(), C: newNodeId() };
  for (const node of NODES) resetMcc(dir, node, ids);
  return ids;
}

/** Puts a node's state back to how it was at first. */
export function resetMcc(dir: string, node: NodeName, ids: Record<NodeName, NodeId>): void {
  const addresses: Record<string, string> = { [ids[node]]: OWN_ADDRESS };
  for (const peer of NODES) {
    const address = FIRST_VIEWS[`${node}>${peer}`];
    if (address !== undefined) addresses[ids[peer]] = address;
  }
  writeMcc(dir, node, { id: ids[node], addresses });
}
