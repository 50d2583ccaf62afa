/** The wallet itself: one sr25519 key, permissions by origin that are remembered, and a person who behaves as the test says. */
import { Keyring } from '@polkadot/keyring';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import type { WalletMode, WalletReply, WalletRequest } from './messages.ts';
import { signPayload } from './sign.ts';

type Asked = { readonly origin: string; readonly request: WalletRequest };
type Listener = (message: Asked, sender: unknown, answer: (reply: WalletReply) => void) => true;
type Api = {
  readonly runtime: { readonly onMessage: { readonly addListener: (listener: Listener) => void } };
  readonly storage: {
    readonly local: {
      readonly get: (key: string) => Promise<Record<string, unknown>>;
      readonly set: (items: Record<string, unknown>) => Promise<void>;
    };
  };
};

// oxlint-disable-next-line no-unsafe-type-assertion -- the browser's own API, of which this much is used
const api = (Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome')) as Api;
const silence = new Promise<never>(() => {});

async function keys() {
  await cryptoWaitReady();
  const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 });
  return { alice: keyring.addFromUri('//Alice'), other: keyring.addFromUri('//Bob') };
}

async function modeNow(): Promise<WalletMode> {
  const { mode } = await api.storage.local.get('mode');
  return mode === 'refuse' || mode === 'stall' || mode === 'gone' || mode === 'wrong'
    ? mode
    : 'sign';
}

/** Who may see accounts, as the person allowed it some day. */
async function isAllowed(origin: string): Promise<boolean> {
  return (await api.storage.local.get(origin))[origin] === true;
}

async function reply({ origin, request }: Asked): Promise<WalletReply> {
  if (request.ask === 'behave') {
    await api.storage.local.set({ mode: request.mode });
    return { value: true };
  }
  const mode = await modeNow();
  if (mode === 'stall') return silence;
  if (mode === 'gone') return { error: 'Extension context invalidated.' };
  if (request.ask === 'authorize') {
    if (await isAllowed(origin)) return { value: true };
    if (mode === 'refuse')
      return { error: `${origin} is not allowed to interact with this wallet` };
    await api.storage.local.set({ [origin]: true });
    return { value: true };
  }
  if (!(await isAllowed(origin))) return { error: `${origin} was not allowed` };
  const { alice, other } = await keys();
  if (request.ask === 'accounts') {
    return { value: [{ address: alice.address, name: 'Alice', type: 'sr25519' }] };
  }
  if (mode === 'refuse') return { error: 'Cancelled' };
  return { value: signPayload(mode === 'wrong' ? other : alice, request.payload) };
}

api.runtime.onMessage.addListener((message, _sender, answer) => {
  void reply(message).then(answer, (error: unknown) => answer({ error: String(error) }));
  return true;
});
