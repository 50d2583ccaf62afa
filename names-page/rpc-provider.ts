import type { ApiOptions } from '@polkadot/api/types';
import type { Rpc } from '../lib/azero/endpoint.ts';

/** What polkadot-js asks an endpoint through. */
type Provider = NonNullable<ApiOptions['provider']>;

/**
 * One endpoint for polkadot-js, over our own transport: HTTP and WebSocket alike, each request with its deadline and its
 * largest answer. It has no subscriptions: those that polkadot-js makes over WebSocket to follow a transaction are silently
 * not renewed after a cut.
 */
export function providerOf(rpc: Rpc, url: string): Provider {
  const provider: Provider = {
    hasSubscriptions: false,
    isClonable: true,
    isConnected: true,
    clone: () => providerOf(rpc, url),
    connect: () => Promise.resolve(),
    disconnect: () => Promise.resolve(),
    on: () => () => {},
    async send(method, params) {
      const answer = await rpc(url, method, params);
      if (answer.ok) return JSON.parse(JSON.stringify(answer.value));
      const { error } = answer;
      throw new Error(error.kind === 'rpc-error' ? `${error.code}: ${error.message}` : error.kind);
    },
    subscribe: () => Promise.reject(new Error('no subscriptions')),
    unsubscribe: () => Promise.reject(new Error('no subscriptions')),
  };
  return provider;
}
