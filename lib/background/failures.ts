import type { ReadError } from '../azero/registry.ts';
import type { HostRequestFailure } from '../host/client.ts';
import type { Failure } from '../protocol/ui.ts';
import type { SettingsBad } from './names.ts';

/** A failure of the host or of a node, as the screens show it. */
export function hostFailure(failure: HostRequestFailure): Failure {
  switch (failure.kind) {
    // Between two versions that spoke hello these are bugs, and a person can do nothing about the difference.
    case 'bad-request':
    case 'unsupported':
    case 'no-route':
    case 'pac-unreadable':
    case 'internal':
      return {
        kind: 'internal',
        words: { detail: `${failure.kind} ${failure.detail ?? ''}`.trim() },
      };
    default:
      return {
        kind: failure.kind,
        ...(failure.detail === undefined ? {} : { words: { detail: failure.detail } }),
      };
  }
}

/** A failure of reading the chain, as the screens show it. */
export function readFailure(error: ReadError | SettingsBad): Failure {
  switch (error.kind) {
    case 'settings-bad':
    case 'name-not-registered':
    case 'no-record':
    case 'contract-changed':
      return { kind: error.kind };
    case 'name-expired':
      return { kind: 'name-expired', words: { since: String(error.since) } };
    case 'record-malformed':
      return { kind: 'record-malformed', words: { value: error.value } };
    case 'chain-unreachable':
      return {
        kind: 'chain-unreachable',
        words: {
          operators: [...new Set(error.endpoints.map((endpoint) => endpoint.operator))].join(', '),
        },
      };
    case 'endpoint-lying':
      return { kind: 'endpoint-lying', words: { operator: error.operator, cause: error.cause } };
    case 'one-operator-only':
      return { kind: 'one-operator-only', words: { operator: error.operator } };
    case 'wrong-network':
      return { kind: 'wrong-network', words: { ending: error.ending, network: error.network } };
  }
}
