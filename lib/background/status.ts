import type { NodeStatus } from '../protocol/host-values.ts';
import type { Failure, RoutingFailure, Status } from '../protocol/ui.ts';
import type { HostState } from './host-keeper.ts';

/** What happened that the status shows. */
export type StatusEvent =
  | { readonly kind: 'host'; readonly host: HostState }
  | { readonly kind: 'node'; readonly node: NodeStatus }
  | { readonly kind: 'chain-up'; readonly operators: readonly string[]; readonly at: number }
  /** The chain answered, though not with a record. */
  | { readonly kind: 'chain-answered' }
  /** The settings name another chain. */
  | { readonly kind: 'chain-unknown' }
  | { readonly kind: 'chain-failing'; readonly failure: Failure; readonly at: number }
  | { readonly kind: 'routing'; readonly failure: RoutingFailure | 'unknown' | undefined }
  | { readonly kind: 'switched-off' };

/** The status before anything is known. */
export const UNKNOWN_STATUS: Status = {
  routing: { state: 'unknown' },
  host: { state: 'connecting' },
  node: { state: 'unknown' },
  chain: { state: 'unknown' },
};

/** The status after an event. */
export function nextStatus(status: Status, event: StatusEvent): Status {
  switch (event.kind) {
    case 'host':
      return {
        ...status,
        host: showHost(event.host),
        // What an absent host last said of the node is no longer known.
        node: event.host.state === 'connected' ? status.node : { state: 'unknown' },
      };
    case 'node':
      return { ...status, node: event.node };
    case 'chain-up':
      return { ...status, chain: { state: 'up', operators: [...event.operators], at: event.at } };
    case 'chain-answered':
      return status.chain.state === 'failing' ? { ...status, chain: { state: 'unknown' } } : status;
    case 'chain-unknown':
      return { ...status, chain: { state: 'unknown' } };
    case 'chain-failing':
      return { ...status, chain: { state: 'failing', failure: event.failure, at: event.at } };
    case 'routing':
      return {
        ...status,
        routing: showRouting(event.failure),
      };
    case 'switched-off':
      return { ...status, routing: { state: 'off' } };
  }
}

function showRouting(failure: RoutingFailure | 'unknown' | undefined): Status['routing'] {
  if (failure === undefined) return { state: 'on' };
  return failure === 'unknown' ? { state: 'unknown' } : { state: 'failing', failure };
}

function showHost(host: HostState): Status['host'] {
  switch (host.state) {
    case 'connecting':
      return { state: 'connecting' };
    case 'connected': {
      const { version, platform, socks } = host.hello;
      return { state: 'connected', version, platform, port: socks.port };
    }
    case 'down':
      return { state: 'down', failure: host.failure };
  }
}
