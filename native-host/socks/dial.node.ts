import { connect, type Socket } from 'node:net';
import type { NodeFailure } from '../../lib/protocol/host-values.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import type { Reach } from '../policy.ts';
import type { Flow } from './flow.node.ts';

/** A dial under way; `cancel` ends it without an answer. */
export interface Dial {
  readonly done: Promise<Result<Socket, NodeFailure>>;
  readonly cancel: () => void;
}

/**
 * Opens a TCP connection to an address that the policy allows, from our own overlay address. No name is looked up. With a
 * `flow`, nothing is read before that is started.
 */
export function dial(reach: Reach, port: number, timeoutMs: number, flow?: Flow): Dial {
  const socket = connect({
    host: reach.address,
    port,
    family: 4,
    autoSelectFamily: false,
    allowHalfOpen: true,
    noDelay: true,
    onread: flow?.onread,
    localAddress: reach.source,
  });
  if (flow) socket.pause();
  const done = new Promise<Result<Socket, NodeFailure>>((resolve) => {
    let settled = false;
    const finish = (failure: NodeFailure | undefined): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      if (failure === undefined) return resolve(ok(socket));
      socket.destroy();
      resolve(err(failure));
    };
    const timer = setTimeout(() => finish('node-silent'), timeoutMs);
    socket.on('connect', () => finish(undefined));
    // Stays on the socket: what goes wrong later is said by its 'close'.
    socket.on('error', (error) => finish(failureOf(error)));
    socket.on('close', () => finish('node-silent'));
  });
  return { done, cancel: () => socket.destroy() };
}

function failureOf(error: Error): NodeFailure {
  switch ('code' in error ? error.code : undefined) {
    case 'ECONNREFUSED':
    case 'ECONNRESET':
      return 'node-refused';
    case 'ETIMEDOUT':
      return 'node-silent';
    case 'EADDRNOTAVAIL': // our own overlay address, which the connection is to come from, has just gone
      return 'overlay-missing';
    default: // ENETUNREACH, EHOSTUNREACH, EACCES of a firewall and the like
      return 'node-unreachable';
  }
}
