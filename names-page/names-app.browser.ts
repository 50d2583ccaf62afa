import { signal } from '@preact/signals';
import { createRpc, delay } from '../lib/azero/chain.browser.ts';
import { createOperators } from '../lib/azero/endpoint.ts';
import { askEvery } from '../lib/azero/every-endpoint.ts';
import { askAccount, askNameDetails } from '../lib/azero/name-details.ts';
import { askQuorum } from '../lib/azero/quorum.ts';
import type { ResolvedChain } from '../lib/azero/resolve-chain.ts';
import { askFate } from '../lib/azero/transaction-fate.ts';
import type { Translator } from '../lib/i18n/translate.ts';
import { type AzeroName, labelOf, parseName } from '../lib/names/name.ts';
import type { NamesContext } from '../lib/protocol/names-page.ts';
import { err } from '../lib/result.ts';
import type { Channel } from './channel.browser.ts';
import { loadWalletPart } from './load-wallet-part.browser.ts';
import { readSubject } from './look-up.ts';
import type { Found, NamesProps, NameUseShown } from './names-props.ts';
import {
  changesOf,
  draftOf,
  holdsChanges,
  NODE_RECORD,
  type RecordDraft,
  rebase,
  withChanges,
} from './record-draft.ts';
import type { Transaction } from './registry-writer.browser.ts';
import { submit } from './submit.ts';
import { createWalletModel } from './wallet-model.browser.ts';
import { memoryOf, recall } from './write-memory.ts';
import { createWriteRun } from './write-run.ts';
import { busy, IDLE, type WriteOrder, type WriteState } from './write-state.ts';
import { createWriterConnection } from './writer-connection.browser.ts';

/** How often, and how many times, a name is read again after a write until endpoints that are behind have it too, in ms. */
const CATCH_UP = { every: 2_000, times: 10 } as const;

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

/** Joins reader, wallets, writer and extension to the page; gives what it shows, as signals, and what says that the extension has gone. */
export function createNamesApp({ t, channel, context, chain }: Deps) {
  const rpc = createRpc();
  const operators = createOperators({ rpc, delay, genesis: chain.genesis });
  const connection = createWriterConnection(chain);
  const found = signal<Found>({ kind: 'nothing' });
  const drafts = signal<ReadonlyMap<AzeroName, RecordDraft>>(new Map());
  const write = signal<WriteState>(IDLE);
  const shown = signal(context);
  const unit = signal(UNITS[context.network] ?? { decimals: 12, symbol: '' });
  const nameUse = signal<NameUseShown | undefined>(undefined);
  const lost = signal(false);
  /** What was signed on pages that are closed, and is not shown yet. */
  const toTell = [...context.pendingWrites];
  let looking = new AbortController();

  const urls = chain.operators.flatMap((operator) => operator.urls);
  const asking = { operators: chain.operators, quorum: chain.quorum, ask: operators } as const;
  const wallet = createWalletModel({
    network: context.network,
    connection,
    askAccount: (account, stop, onChange) =>
      askEvery({
        ...asking,
        signal: stop,
        question: (block) => askAccount(chain.registry, account, block),
        onChange,
      }),
  });

  async function refreshContext(): Promise<NamesContext | undefined> {
    const now = await channel.context();
    if (now.ok) shown.value = now.value;
    return now.ok ? now.value : undefined;
  }

  const run = createWriteRun<Transaction>(
    {
      prepare: (order) =>
        connection.use((writer) => {
          if (UNITS[context.network] === undefined) unit.value = writer.unit;
          return writer.prepare(order);
        }),
      async ownNode() {
        const now = await refreshContext();
        return now?.nodeId.state === 'known' ? now.nodeId.id : undefined;
      },
      async sign(order, transaction) {
        const { value } = wallet.state;
        const accounts = value.state === 'ready' ? value.accounts : [];
        const source = accounts.find(({ address }) => address === order.account)?.source ?? '';
        const part = loadWalletPart();
        if (!part.ok) return part;
        const signer = await part.value.signerOf(source);
        if (signer === undefined) return err({ kind: 'wallet-gone', detail: source });
        const writer = await connection.get();
        return writer.ok ? writer.value.sign(order, transaction, signer) : err(writer.error);
      },
      async remember(order, signed) {
        const memory = memoryOf(order, signed, chain, Date.now());
        return memory !== undefined && (await channel.remember(memory)).ok;
      },
      told: (hash) => void whenSeen().then(() => channel.told(hash)),
      send: (hex) => submit(rpc, urls, hex),
      fate: (sent) =>
        askQuorum({
          ...asking,
          delay,
          question: (block) => askFate(chain.registry, sent, block),
        }),
      async reason(signed) {
        const writer = await connection.get();
        return writer.ok ? writer.value.reason(signed) : { kind: 'not-applied' };
      },
      delay: (ms) => delay(ms, new AbortController().signal),
    },
    (state) => {
      write.value = state;
      if (state.stage === 'done') void afterWrite(state.order);
      if (state.stage === 'failed' && state.signed !== undefined) void restore(state.order);
      if (state.stage === 'idle') tellNext();
    },
  );

  /** Shows what became of the next write that was signed on a page that is closed. */
  function tellNext(): void {
    for (let next = toTell.shift(); next !== undefined; next = toTell.shift()) {
      const known = recall(next, chain);
      if (known === undefined) continue;
      onLook(next.name);
      void run.resume(known.order, known.sent, next.signedAt);
      return;
    }
  }

  /** Puts back what a signed write was to change, where it did not. */
  async function restore({ name, changes }: WriteOrder): Promise<void> {
    const parsed = parseName(name);
    if (!parsed.ok) return;
    await lookUpName(parsed.value);
    const draft = drafts.value.get(parsed.value);
    if (draft) drafts.value = new Map(drafts.value).set(parsed.value, withChanges(draft, changes));
  }

  /** Tells the extension, and shows the name as it is now: endpoints that are a block behind still say what was before. */
  async function afterWrite(order: WriteOrder): Promise<void> {
    nameUse.value = undefined;
    const parsed = parseName(order.name);
    if (!parsed.ok) return;
    const name = parsed.value;
    await channel.changed(name);
    const { value } = found;
    if (value.kind !== 'name' || value.name !== name) return;
    for (let time = 0; time < CATCH_UP.times; time += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one reading after the other
      await lookUpName(name);
      const now = drafts.value.get(name)?.base ?? [];
      if (found.value.kind !== 'name' || found.value.name !== name) return;
      if (holdsChanges(now, order.changes)) {
        // Now that all of them have it, the extension will read it too.
        await channel.changed(name);
        return;
      }
      // oxlint-disable-next-line no-await-in-loop -- as above
      await delay(CATCH_UP.every, new AbortController().signal);
    }
  }

  function startLooking(): AbortSignal {
    looking.abort();
    looking = new AbortController();
    return looking.signal;
  }

  async function lookUpName(name: AzeroName): Promise<void> {
    const mine = startLooking();
    const survey = await askEvery({
      ...asking,
      signal: mine,
      question: (block) => askNameDetails(chain.registry, labelOf(name), block),
      onChange: (so) => {
        if (!mine.aborted) found.value = { kind: 'name', name, survey: so };
      },
    });
    if (mine.aborted) return;
    const { outcome } = survey;
    if (outcome.kind === 'agreed' || outcome.kind === 'too-few') {
      const details = outcome.value;
      if (details.kind === 'registered') keepDraft(name, details.records);
    }
    found.value = { kind: 'name', name, survey };
  }

  /** What the person changed stays, on top of what the chain says now. */
  function keepDraft(name: AzeroName, records: RecordDraft['base']): void {
    const before = drafts.value.get(name);
    const draft = before === undefined ? draftOf(records) : rebase(before, records);
    drafts.value = new Map(drafts.value).set(name, draft);
  }

  async function lookUpAccount(address: string, account: Uint8Array): Promise<void> {
    const mine = startLooking();
    const survey = await askEvery({
      ...asking,
      signal: mine,
      question: (block) => askAccount(chain.registry, account, block),
      onChange: (so) => {
        if (!mine.aborted) found.value = { kind: 'account', address, survey: so };
      },
    });
    if (!mine.aborted) found.value = { kind: 'account', address, survey };
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

  function onWrite(): void {
    const { value } = found;
    const { value: held } = wallet.state;
    const failed = write.value.stage === 'failed' ? write.value.order.name : undefined;
    if (failed !== undefined && value.kind === 'name' && value.name !== failed) {
      // Another name is shown meanwhile: what failed is not what would be written.
      run.close();
      onLook(failed);
      return;
    }
    if (value.kind !== 'name' || held.state !== 'ready' || held.chosen === undefined) return;
    const draft = drafts.value.get(value.name);
    if (draft === undefined) return;
    const { nodeId } = shown.value;
    nameUse.value = undefined;
    void run.begin({
      label: labelOf(value.name),
      name: value.name,
      account: held.chosen,
      changes: changesOf(draft),
      ownNode: nodeId.state === 'known' && draft.changes.get(NODE_RECORD) === nodeId.id,
    });
  }

  async function onUseName(): Promise<void> {
    const { value } = found;
    if (value.kind !== 'name') return;
    const used = await channel.useName(value.name);
    if (used.ok) {
      const { outcome } = used.value;
      nameUse.value =
        outcome === 'failed' ? { state: outcome, failure: used.value.failure } : { state: outcome };
      await refreshContext();
    } else if (used.error.kind === 'refused') {
      nameUse.value = { state: 'failed', failure: used.error.failure };
    }
  }

  /** The draft of the name that is shown, if the chosen account may write it. */
  function ownDraft(): RecordDraft | undefined {
    const { value } = found;
    const { value: held } = wallet.state;
    if (value.kind !== 'name' || held.state !== 'ready') return undefined;
    const { outcome } = value.survey;
    if (outcome.kind !== 'agreed' && outcome.kind !== 'too-few') return undefined;
    const details = outcome.value;
    if (details.kind !== 'registered') return undefined;
    const may = held.chosen === details.owner || held.chosen === details.controller;
    return may ? drafts.value.get(value.name) : undefined;
  }

  window.addEventListener('beforeunload', (event) => {
    // The browser asks: a signature on its way here would be lost, and so would changes that are written nowhere.
    const unsaved = [...drafts.value.values()].some(({ changes }) => changes.size > 0);
    if (write.value.stage === 'signing' || (unsaved && !busy(write.value))) event.preventDefault();
  });

  async function onFront(): Promise<void> {
    if (document.visibilityState !== 'visible' || lost.value) return;
    const now = await refreshContext();
    if (now?.wanted !== undefined) onLook(now.wanted);
  }
  document.addEventListener('visibilitychange', () => void onFront());
  window.addEventListener('focus', () => void onFront());

  tellNext();
  if (context.wanted !== undefined) onLook(context.wanted);

  /** What is shown now. */
  function props(): NamesProps {
    const { network, ownName, nodeId, endings } = shown.value;
    return {
      t,
      network,
      ending: endings[0] ?? 'azero',
      ownName,
      node: nodeId,
      found: found.value,
      wallet: wallet.state.value,
      draft: ownDraft(),
      write: write.value,
      unit: unit.value,
      nameUse: nameUse.value,
      lost: lost.value,
      onLook,
      onOpen: (text) => void onLook(text),
      onConnect: wallet.connect,
      onStopConnecting: wallet.stop,
      onChoose: wallet.choose,
      onDraft(draft) {
        if (found.value.kind !== 'name') return;
        drafts.value = new Map(drafts.value).set(found.value.name, draft);
      },
      onWrite,
      onSign: () => void run.sign(),
      onCancelWrite: () => run.cancel(),
      onFollowWrite: () => void run.followAgain(),
      onSendAgain: () => void run.sendAgain(),
      onCloseWrite: () => run.close(),
      onUseName: () => void onUseName(),
      onCopy: (text) => void navigator.clipboard.writeText(text),
    };
  }

  return {
    props,
    lose: () => {
      lost.value = true;
    },
  };
}

/** Resolves when the page is in front. */
function whenSeen(): Promise<void> {
  return new Promise((resolve) => {
    function look(): void {
      if (document.visibilityState !== 'visible') return;
      document.removeEventListener('visibilitychange', look);
      resolve();
    }
    document.addEventListener('visibilitychange', look);
    look();
  });
}
