import { resolveAddressToDomain, SupportedChainId } from '@azns/resolver-core';
import { type Signal, signal } from '@preact/signals';
import { createRpc, delay } from '../lib/azero/chain.browser.ts';
import { createOperators } from '../lib/azero/endpoint.ts';
import { askEvery } from '../lib/azero/every-endpoint.ts';
import { askAccount, askNameDetails } from '../lib/azero/name-details.ts';
import { askQuorum } from '../lib/azero/quorum.ts';
import type { ResolvedChain } from '../lib/azero/resolve-chain.ts';
import { decodeSs58 } from '../lib/azero/ss58.ts';
import { askFate } from '../lib/azero/transaction-fate.ts';
import type { Translator } from '../lib/i18n/translate.ts';
import { type AzeroName, labelOf } from '../lib/names/name.ts';
import type { NamesContext } from '../lib/protocol/names-page.ts';
import { err } from '../lib/result.ts';
import type { Channel } from './channel.browser.ts';
import { readSubject } from './look-up.ts';
import { NamesView } from './NamesView.tsx';
import type { Found, NamesProps, NameUseShown, WalletState } from './names-props.ts';
import { changesOf, draftOf, NODE_RECORD, type RecordDraft, rebase } from './record-draft.ts';
import { connectWriter, type RegistryWriter, type Transaction } from './registry-writer.browser.ts';
import { connectWallets, signerOf, walletsInPage } from './wallets.browser.ts';
import { createWriteRun, WALLET_PATIENCE } from './write-run.ts';
import { IDLE, type WriteState } from './write-state.ts';

/** The largest answer while writing: a runtime's metadata, as hex. */
const MAX_METADATA = 4 * 1024 * 1024;
/** How often the page looks whether a wallet has come into it, in ms. */
const LOOK_FOR_WALLETS = 500;

/** The money of the networks that are known: an endpoint could say otherwise. */
const UNITS = {
  alephzero: { decimals: 12, symbol: 'AZERO' },
  'alephzero-testnet': { decimals: 12, symbol: 'TZERO' },
  development: undefined,
} as const;

type Deps = {
  readonly t: Translator;
  readonly channel: Channel;
  readonly context: NamesContext;
  /** The settings of `context` in the reader's form. */
  readonly chain: ResolvedChain;
};

/** Joins reader, wallets, writer and extension to the page; gives what draws it. */
export function createNamesApp({ t, channel, context, chain }: Deps): () => preact.JSX.Element {
  const reading = createRpc();
  const writing = createRpc({ maxAnswer: MAX_METADATA });
  const operators = createOperators({ rpc: reading, delay, genesis: chain.genesis });
  const found = signal<Found>({ kind: 'nothing' });
  const drafts = signal<ReadonlyMap<AzeroName, RecordDraft>>(new Map());
  const wallet: Signal<WalletState> = signal({ state: 'none' });
  const write = signal<WriteState>(IDLE);
  const shown = signal(context);
  const unit = signal(UNITS[context.network] ?? { decimals: 12, symbol: '' });
  const nameUse = signal<NameUseShown | undefined>(undefined);
  let looking = new AbortController();
  let choosing = new AbortController();
  let connecting = 0;
  let writer: Promise<Awaited<ReturnType<typeof connectWriter>>> | undefined;

  function connectedWriter(): ReturnType<typeof connectWriter> {
    writer ??= connectWriter(chain, writing).then((outcome) => {
      // One that failed is tried anew next time.
      if (!outcome.ok) writer = undefined;
      else if (UNITS[context.network] === undefined) unit.value = outcome.value.unit;
      return outcome;
    });
    return writer;
  }

  async function withWriter<T>(
    use: (made: RegistryWriter) => Promise<T>,
  ): Promise<T | ReturnType<typeof err<{ readonly kind: 'chain-unreachable' | 'wrong-chain' }>>> {
    const made = await connectedWriter();
    if (made.ok) return use(made.value);
    const kind = made.error.kind === 'wrong-chain' ? 'wrong-chain' : 'chain-unreachable';
    return err({ kind });
  }

  async function refreshContext(): Promise<NamesContext | undefined> {
    const now = await channel.context();
    if (now.ok) shown.value = now.value;
    return now.ok ? now.value : undefined;
  }

  const run = createWriteRun<Transaction>(
    {
      prepare: (order) => withWriter((made) => made.prepare(order)),
      async ownNode() {
        const now = await refreshContext();
        return now?.nodeId.state === 'known' ? now.nodeId.id : undefined;
      },
      async sign(order, transaction) {
        const source =
          wallet.value.state === 'ready'
            ? wallet.value.accounts.find(({ address }) => address === order.account)?.source
            : undefined;
        const signer = source === undefined ? undefined : await signerOf(source);
        if (signer === undefined) return err({ kind: 'wallet-gone', detail: source ?? '' });
        return withWriter((made) => made.sign(order, transaction, signer));
      },
      send: (signed) => withWriter((made) => made.send(signed)),
      fate: (sent) =>
        askQuorum({
          operators: chain.operators,
          quorum: chain.quorum,
          ask: operators,
          delay,
          question: (block) => askFate(chain.registry, sent, block),
        }),
      async reason(signed) {
        const made = await connectedWriter();
        return made.ok ? made.value.reason(signed) : { kind: 'not-applied' };
      },
      delay: (ms) => delay(ms, new AbortController().signal),
    },
    (state) => {
      write.value = state;
      if (state.stage === 'done') void afterWrite(state.order.name);
      if (state.stage === 'failed' && state.failure.kind === 'dispatch-error') lookAgain();
    },
  );

  async function afterWrite(name: string): Promise<void> {
    nameUse.value = undefined;
    const { value } = found;
    if (value.kind !== 'name' || value.name !== name) return;
    await channel.changed(value.name);
    lookAgain();
  }

  function lookAgain(): void {
    if (found.value.kind === 'name') void lookUpName(found.value.name);
  }

  async function lookUpName(name: AzeroName): Promise<void> {
    looking.abort();
    looking = new AbortController();
    const { signal: mine } = looking;
    const survey = await askEvery({
      ...common(mine),
      question: (block) => askNameDetails(chain.registry, labelOf(name), block),
      onChange: (so) => {
        if (!mine.aborted) found.value = { kind: 'name', name, survey: so };
      },
    });
    if (mine.aborted) return;
    found.value = { kind: 'name', name, survey };
    const { outcome } = survey;
    if (outcome.kind !== 'agreed' && outcome.kind !== 'too-few') return;
    if (outcome.value.kind !== 'registered') return;
    const before = drafts.value.get(name);
    const { records } = outcome.value;
    const draft = before === undefined ? draftOf(records) : rebase(before, records);
    drafts.value = new Map(drafts.value).set(name, draft);
  }

  async function lookUpAccount(address: string, account: Uint8Array): Promise<void> {
    looking.abort();
    looking = new AbortController();
    const { signal: mine } = looking;
    const survey = await askEvery({
      ...common(mine),
      question: (block) => askAccount(chain.registry, account, block),
      onChange: (so) => {
        if (!mine.aborted) found.value = { kind: 'account', address, survey: so };
      },
    });
    if (!mine.aborted) found.value = { kind: 'account', address, survey };
  }

  function common(stop: AbortSignal) {
    return { operators: chain.operators, quorum: chain.quorum, ask: operators, signal: stop };
  }

  const onLook: NamesProps['onLook'] = (text) => {
    const subject = readSubject(text, context.endings);
    if (!subject.ok) return subject.error;
    const { value } = subject;
    void (value.kind === 'name'
      ? lookUpName(value.name)
      : lookUpAccount(value.address, value.account));
    return undefined;
  };

  function lookForWallets(): void {
    const { value } = wallet;
    if (value.state !== 'none' && value.state !== 'found') return;
    const wallets = walletsInPage();
    const known = value.state === 'found' ? value.wallets : [];
    if (wallets.join('\n') !== known.join('\n')) {
      wallet.value = wallets.length === 0 ? { state: 'none' } : { state: 'found', wallets };
    }
  }

  async function connect(): Promise<void> {
    const wallets = walletsInPage();
    const mine = (connecting += 1);
    wallet.value = { state: 'asking', wallets, late: false };
    void delay(WALLET_PATIENCE, new AbortController().signal).then(() => {
      if (mine === connecting && wallet.value.state === 'asking') {
        wallet.value = { ...wallet.value, late: true };
      }
    });
    const accounts = await connectWallets('Copybara');
    if (mine !== connecting) return;
    if (accounts.length === 0) {
      wallet.value = { state: 'refused', wallets };
      return;
    }
    wallet.value = { state: 'ready', accounts };
    const [only, second] = accounts;
    if (only && !second) void choose(only.address);
  }

  async function choose(address: string): Promise<void> {
    if (wallet.value.state !== 'ready') return;
    const { accounts } = wallet.value;
    const account = decodeSs58(address);
    if (!account.ok) return;
    choosing.abort();
    choosing = new AbortController();
    const { signal: mine } = choosing;
    wallet.value = { state: 'ready', accounts, chosen: address };
    const tell = (more: Partial<Extract<WalletState, { state: 'ready' }>>): void => {
      if (mine.aborted || wallet.value.state !== 'ready') return;
      wallet.value = { ...wallet.value, ...more };
    };
    void primaryByResolver(address).then((resolver) => {
      if (resolver !== undefined) tell({ resolver });
    });
    const names = await askEvery({
      ...common(mine),
      question: (block) => askAccount(chain.registry, account.value, block),
      onChange: (so) => tell({ names: so }),
    });
    tell({ names });
  }

  /** What AZERO.ID's own resolver says of an account; undefined where it does not know the network, or says nothing. */
  async function primaryByResolver(address: string): Promise<string | null | undefined> {
    if (context.network === 'development') return undefined;
    const made = await connectedWriter();
    if (!made.ok) return undefined;
    const chainId =
      context.network === 'alephzero'
        ? SupportedChainId.AlephZero
        : SupportedChainId.AlephZeroTestnet;
    try {
      const said = await resolveAddressToDomain(address, { chainId, customApi: made.value.api });
      return said.error === undefined ? said.primaryDomain : undefined;
    } catch {
      return undefined;
    }
  }

  function onWrite(): void {
    const { value } = found;
    if (value.kind !== 'name' || wallet.value.state !== 'ready') return;
    const draft = drafts.value.get(value.name);
    const { chosen } = wallet.value;
    if (draft === undefined || chosen === undefined) return;
    const { nodeId } = shown.value;
    nameUse.value = undefined;
    void run.begin({
      label: labelOf(value.name),
      name: value.name,
      account: chosen,
      changes: changesOf(draft),
      ownNode: nodeId.state === 'known' && draft.changes.get(NODE_RECORD) === nodeId.id,
    });
  }

  async function onUseName(): Promise<void> {
    const { value } = found;
    if (value.kind !== 'name') return;
    const used = await channel.useName(value.name);
    if (!used.ok) {
      if (used.error.kind === 'refused') {
        nameUse.value = { state: 'failed', failure: used.error.failure };
      }
      return;
    }
    const { outcome } = used.value;
    nameUse.value =
      outcome === 'failed' ? { state: 'failed', failure: used.value.failure } : { state: outcome };
    await refreshContext();
  }

  /** The draft of the name that is shown, if the chosen account may write it. */
  function ownDraft(): RecordDraft | undefined {
    const { value } = found;
    if (value.kind !== 'name' || wallet.value.state !== 'ready') return undefined;
    const { outcome } = value.survey;
    if (outcome.kind !== 'agreed' && outcome.kind !== 'too-few') return undefined;
    const details = outcome.value;
    if (details.kind !== 'registered') return undefined;
    const { chosen } = wallet.value;
    const may = chosen === details.owner || chosen === details.controller;
    return may ? drafts.value.get(value.name) : undefined;
  }

  window.addEventListener('beforeunload', (event) => {
    // The browser asks: what is signed would happen unwatched.
    if (write.value.stage === 'following') event.preventDefault();
  });
  setInterval(lookForWallets, LOOK_FOR_WALLETS);
  lookForWallets();

  return function NamesApp() {
    const { network, ownName, nodeId, endings } = shown.value;
    return (
      <NamesView
        t={t}
        network={network}
        ending={endings[0] ?? 'azero'}
        ownName={ownName}
        node={nodeId}
        found={found.value}
        wallet={wallet.value}
        draft={ownDraft()}
        write={write.value}
        unit={unit.value}
        nameUse={nameUse.value}
        onLook={onLook}
        onOpen={(text) => void onLook(text)}
        onConnect={() => void connect()}
        onStopConnecting={() => {
          connecting += 1;
          wallet.value = { state: 'found', wallets: walletsInPage() };
        }}
        onChoose={(address) => void choose(address)}
        onDraft={(draft) => {
          if (found.value.kind !== 'name') return;
          drafts.value = new Map(drafts.value).set(found.value.name, draft);
        }}
        onWrite={onWrite}
        onSign={() => void run.sign()}
        onCancelWrite={() => run.cancel()}
        onCloseWrite={() => run.close()}
        onUseName={() => void onUseName()}
        onCopy={(text) => void navigator.clipboard.writeText(text)}
      />
    );
  };
}
