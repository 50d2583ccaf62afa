import { GateView } from '../../components/GateView.tsx';
import type { Translator } from '../i18n/translate.ts';
import type { Target } from '../names/from-input.ts';
import { sendMessage } from '../protocol/messages.browser.ts';
import type { Visit } from '../protocol/ui.ts';
import { type GateAsk, readGateAddress } from '../routing/gate-address.ts';
import { visitsItem } from '../state/items.browser.ts';
import browser from '../webextension.browser.ts';
import { after } from './after.browser.ts';
import { createBackgroundWatch } from './background-watch.ts';
import { type DrawnPage, drawnPage } from './drawn-page.browser.ts';
import { createGate, type GateState } from './gate.ts';
import { loadTranslator } from './translator.browser.ts';

const HELP = 'https://github.com/staex-io/copybara#troubleshooting';

/** The gate tells by itself that a visit is not answered; this one is for what comes before. */
const background = createBackgroundWatch(after, () => {});

/** Mounts the gate: reads its own address, shows the visit, goes on when the name is open. */
export async function mountGate(root: Element): Promise<void> {
  // Sent to another address while it stands here already, a page is not loaded anew by itself.
  addEventListener('hashchange', () => location.reload());
  const [t, ask] = await Promise.all([loadTranslator('gate'), readOwnAddress()]);
  const page = drawnPage(root);
  if (ask.kind === 'search') {
    // What a person searched for is hers to search for.
    const taken = await background.ask(() => sendMessage('searchAnyway', { url: ask.url }));
    if (taken === undefined) throw new Error('no answer');
    return;
  }
  if (ask.kind === 'bad' || ask.kind === 'unknown') {
    document.title = 'Copybara';
    page.show(() => (
      <GateView
        t={t}
        target={ask.kind === 'bad' ? ask.shown : ''}
        host={ask.kind === 'bad' ? ask.shown.slice(0, 60) : ''}
        visit={undefined}
        mode={ask.kind === 'bad' ? 'bad-address' : 'unseen-address'}
        {...(ask.kind === 'bad' ? { problem: ask.problem } : {})}
        onRetry={() => location.reload()}
        onAcceptOne={() => {}}
        onGoBack={() => history.back()}
        onOpenHelp={openHelp}
      />
    ));
    return;
  }
  showVisit(page, t, ask);
}

function showVisit(
  page: DrawnPage,
  t: Translator,
  ask: Extract<GateAsk, { target: Target }>,
): void {
  const { target } = ask;
  const form = ask.kind === 'form';
  document.title = target.host;
  const state = page.cell<GateState>({ visit: undefined, retryingIn: undefined });
  const waiting = page.cell(!form);
  const gate = createGate({
    target,
    broke: ask.kind === 'visit' && ask.broke,
    openVisit: () => sendMessage('openVisit', { target: target.url }),
    currentVisit: async () => visitOf(target, await visitsItem.get()),
    after,
    now: Date.now,
    go: () => location.replace(target.url),
    gone: goneBefore(target.url),
    isVisible: () => document.visibilityState === 'visible',
    show: (next) => {
      state.value = next;
    },
  });

  function Page() {
    return (
      <GateView
        t={t}
        target={target.url}
        host={new URL(target.url).host}
        visit={state.value.visit}
        mode={waiting.value ? 'waiting' : 'form-not-sent'}
        retryingIn={state.value.retryingIn}
        onRetry={() => {
          if (waiting.value) gate.retry();
          else start();
        }}
        onAcceptOne={() => {
          void sendMessage('acceptOneOperator', { name: target.name }).then(() => gate.retry());
        }}
        onGoBack={() => history.back()}
        onOpenHelp={openHelp}
      />
    );
  }

  function start(): void {
    waiting.value = true;
    visitsItem.watch((visits) => gate.update(visitOf(target, visits)));
    gate.start();
  }

  page.show(() => <Page />);
  if (!form) start();
}

async function readOwnAddress(): Promise<GateAsk> {
  const own = readGateAddress(location.search, location.hash);
  if (own.kind !== 'unknown') return own;
  // The packaged rule can't carry the address along; the background saw the navigation.
  const caught = (await background.ask(() => sendMessage('caughtTarget', {})))?.answer ?? null;
  return caught === null ? own : readGateAddress('', `#${caught}`);
}

function visitOf(target: Target, visits: readonly Visit[]): Visit | undefined {
  return visits.find(({ name }) => name === target.name);
}

/** When this tab went on to an address before: session storage is the tab's own and ends with it. */
function goneBefore(url: string): { get(): readonly number[]; add(at: number): void } {
  const key = `gone ${url}`;
  function get(): readonly number[] {
    return (sessionStorage.getItem(key) ?? '').split(' ').map(Number).filter(Number.isFinite);
  }
  return {
    get,
    add: (at) => sessionStorage.setItem(key, [...get().slice(-4), at].join(' ')),
  };
}

function openHelp(): void {
  void browser.tabs.create({ url: HELP });
}
