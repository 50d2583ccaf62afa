/** Runs in the page: puts the wallet where polkadot.js and the like put theirs, `window.injectedWeb3`. */
import type { SignerPayloadJSON } from '@polkadot/types/types';
import {
  FROM_CONTENT,
  FROM_PAGE,
  WALLET_NAME,
  type WalletMode,
  type WalletReply,
  type WalletRequest,
} from './messages.ts';

const waiting = new Map<number, (reply: WalletReply) => void>();
let lastId = 0;

window.addEventListener('message', ({ source, data }: MessageEvent) => {
  if (source !== window || data?.from !== FROM_CONTENT) return;
  waiting.get(data.id)?.(data.reply);
  waiting.delete(data.id);
});

async function ask(request: WalletRequest): Promise<unknown> {
  const id = (lastId += 1);
  const reply = await new Promise<WalletReply>((resolve) => {
    waiting.set(id, resolve);
    window.postMessage({ from: FROM_PAGE, id, request }, location.origin);
  });
  if ('error' in reply) throw new Error(reply.error);
  return reply.value;
}

const wallet = {
  version: '1.0.0',
  async enable(appName: string) {
    await ask({ ask: 'authorize', appName });
    return {
      accounts: { get: () => ask({ ask: 'accounts' }) },
      signer: {
        signPayload: async (payload: SignerPayloadJSON) => ({
          id: 1,
          signature: await ask({ ask: 'sign', payload }),
        }),
      },
    };
  },
};

const injected: unknown = Reflect.get(window, 'injectedWeb3');
const others = typeof injected === 'object' ? injected : {};
Reflect.set(window, 'injectedWeb3', { ...others, [WALLET_NAME]: wallet });
Reflect.set(window, 'standInWallet', (mode: WalletMode) => ask({ ask: 'behave', mode }));
