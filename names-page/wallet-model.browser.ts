import { type ReadonlySignal, signal } from '@preact/signals';
import { delay } from '../lib/azero/chain.browser.ts';
import type { Survey } from '../lib/azero/every-endpoint.ts';
import type { AccountDetails } from '../lib/azero/name-details.ts';
import type { Network } from '../lib/azero/networks.ts';
import { decodeSs58 } from '../lib/azero/ss58.ts';
import { loadWalletPart } from './load-wallet-part.browser.ts';
import type { WalletState } from './names-props.ts';
import { walletsInPage } from './wallets-in-page.browser.ts';
import { WALLET_PATIENCE } from './write-run.ts';
import type { WriterConnection } from './writer-connection.browser.ts';

/** How often the page looks whether a wallet has come into it, in ms. */
const LOOK_FOR_WALLETS = 500;

/** The person's wallets and accounts, as far as they are shown to the page. */
export type WalletModel = {
  readonly state: ReadonlySignal<WalletState>;
  readonly connect: () => void;
  readonly stop: () => void;
  readonly choose: (address: string) => void;
};

/** Looks for wallets from now on. `askAccount`: the names of an account by every endpoint, told as they answer. */
export function createWalletModel(deps: {
  readonly network: Network;
  readonly connection: WriterConnection;
  readonly askAccount: (
    account: Uint8Array,
    signal: AbortSignal,
    onChange: (survey: Survey<AccountDetails>) => void,
  ) => Promise<Survey<AccountDetails>>;
}): WalletModel {
  const state = signal<WalletState>({ state: 'none' });
  let choosing = new AbortController();
  // Who stopped waiting hears no more of what was asked before.
  let turn = 0;

  function look(): void {
    const { value } = state;
    if (value.state !== 'none' && value.state !== 'found') return;
    const wallets = walletsInPage();
    const known = value.state === 'found' ? value.wallets : [];
    if (wallets.join('\n') === known.join('\n')) return;
    state.value = wallets.length === 0 ? { state: 'none' } : { state: 'found', wallets };
    // Whoever has a wallet will want it: it is got ready while nothing else is to be done. That it can't be is told when it is wanted.
    if (wallets.length > 0) requestIdleCallback(() => loadWalletPart());
  }

  async function connect(): Promise<void> {
    const wallets = walletsInPage();
    const mine = (turn += 1);
    state.value = { state: 'asking', wallets, late: false };
    void delay(WALLET_PATIENCE, new AbortController().signal).then(() => {
      if (mine === turn && state.value.state === 'asking')
        state.value = { ...state.value, late: true };
    });
    const part = loadWalletPart();
    if (!part.ok) {
      state.value = { state: 'broken', wallets };
      return;
    }
    const accounts = await part.value.connectWallets('Copybara');
    if (mine !== turn) return;
    if (accounts.length === 0) {
      state.value = { state: 'refused', wallets };
      return;
    }
    state.value = { state: 'ready', accounts };
    const [only, second] = accounts;
    if (only && !second) void choose(only.address);
  }

  async function choose(address: string): Promise<void> {
    if (state.value.state !== 'ready') return;
    const { accounts } = state.value;
    const account = decodeSs58(address);
    if (!account.ok) return;
    choosing.abort();
    choosing = new AbortController();
    const { signal: mine } = choosing;
    state.value = { state: 'ready', accounts, chosen: address };
    const tell = (more: Partial<Extract<WalletState, { state: 'ready' }>>): void => {
      if (mine.aborted || state.value.state !== 'ready') return;
      state.value = { ...state.value, ...more };
    };
    void secondOpinion(deps, address).then((resolver) => {
      if (resolver !== undefined) tell({ resolver });
    });
    const names = await deps.askAccount(account.value, mine, (so) => tell({ names: so }));
    tell({ names });
  }

  setInterval(look, LOOK_FOR_WALLETS);
  look();
  return {
    state,
    connect: () => void connect(),
    stop() {
      turn += 1;
      state.value = { state: 'found', wallets: walletsInPage() };
    },
    choose: (address) => void choose(address),
  };
}

/** The primary name of an account by AZERO.ID's own resolver, which knows the public networks only. */
async function secondOpinion(
  { network, connection }: { readonly network: Network; readonly connection: WriterConnection },
  address: string,
): Promise<string | null | undefined> {
  if (network === 'development') return undefined;
  const writer = await connection.get();
  if (!writer.ok) return undefined;
  const part = loadWalletPart();
  return part.ok ? part.value.primaryByResolver(network, writer.value, address) : undefined;
}
