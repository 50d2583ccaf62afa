import { type After, connectHost } from '../host/client.ts';
import { nativeTransport } from '../host/native.browser.ts';
import type { HostEvent } from '../protocol/host.ts';
import { assertNever } from '../result.ts';
import { letCheck, letPass, removeGate, shutGate } from '../routing/gate-rules.browser.ts';
import {
  acceptedItem,
  aliveItem,
  elsewhereItem,
  myNameItem,
  readSettings,
  saveMyName,
  saveStatus,
  settingsItem,
  visitsItem,
} from '../state/items.browser.ts';
import { askPreset, presetItem, readKeptPreset } from '../state/kept-preset.browser.ts';
import { pendingWritesItem } from '../state/pending-writes.browser.ts';
import type { Settings } from '../state/settings.ts';
import browser from '../webextension.browser.ts';
import { startCalls } from './calls.browser.ts';
import { openChain, readRecords } from './chain.browser.ts';
import { takeCommands } from './commands.browser.ts';
import { createElsewhereCheck } from './elsewhere.ts';
import { readFailure } from './failures.ts';
import { createHostKeeper, type HostState } from './host-keeper.ts';
import { createMyNameLook } from './my-name.ts';
import { type Chain, createNames, isAnswer } from './names.ts';
import { startNamesPage } from './names-page.browser.ts';
import { watchNavigations } from './navigation.browser.ts';
import { createPendingWrites } from './pending-writes.ts';
import { startChromiumProxy, startFirefoxProxy } from './proxy-taker.browser.ts';
import { createRoutingKeeper } from './routing-keeper.ts';
import { nextStatus, type StatusEvent, UNKNOWN_STATUS } from './status.ts';
import { createUntilDone } from './until-done.ts';
import { createVisits } from './visits.ts';

const LOOK_AGAIN = 'look-again';

/** For steps that wait by themselves: for the host, or for a preset that was never heard. In ms. */
const LONG_PATIENCE = 20_000;

const after: After = (ms, task) => {
  const timer = setTimeout(task, ms);
  return () => clearTimeout(timer);
};

/**
 * Joins the rooms and registers every listener in this first tick, so that a woken background
 * hears what woke it; what a listener needs from storage it waits for by itself.
 */
export function startBackground(which: 'chromium' | 'firefox'): void {
  let settings: Settings = {};
  let status = UNKNOWN_STATUS;
  let chain: Chain | undefined;

  const isOn = (): boolean => settings.enabled !== false;

  const untilDone = createUntilDone(after, (stuck) => routing.setStuck(stuck));

  function report(event: StatusEvent): void {
    status = nextStatus(status, event);
    void saveStatus(status);
  }

  const names = createNames({
    chain: () => chain,
    now: Date.now,
    onRead(result) {
      const at = Date.now();
      if (result.ok) report({ kind: 'chain-up', operators: result.value.confirmedBy, at });
      else if (isAnswer(result.error)) report({ kind: 'chain-answered' });
      else report({ kind: 'chain-failing', failure: readFailure(result.error), at });
    },
    onChanged: (name, result) => void visits.recordChanged(name, result),
  });

  const host = createHostKeeper({
    connect: (handlers) =>
      connectHost({
        transport: nativeTransport,
        after,
        browser: which,
        version: browser.runtime.getManifest().version,
        ...handlers,
      }),
    after,
    onState: (state) => void onHostState(state),
    onEvent: (event) => void onHostEvent(event),
  });

  const visits = createVisits({
    readName: names.read,
    askHost: host.request,
    async routingFailure() {
      await host.connect();
      return routing.failure();
    },
    letPass: (passing) => untilDone(() => letPass(passing)),
    save: visitsItem.set,
    saveAccepted: acceptedItem.set,
    now: Date.now,
  });

  const { calls, ...callsHere } = startCalls({
    which,
    readName: names.read,
    askHost: host.request,
    after,
    ready: () => ready,
    isOn,
    ownBase: () => settings.links?.base,
  });

  const taker =
    which === 'firefox'
      ? startFirefoxProxy({
          host,
          ready: () => ready,
          passes: visits.passes,
          routingFailure: () => routing.failure(),
        })
      : startChromiumProxy(host, {
          mayReplace: async () => settings.replaceProxy === true,
          onChange: () => void ready.then(onProxyChange),
          onLoadedLate: () => void routing.reapply(),
        });
  const routing = createRoutingKeeper(taker, untilDone, (failure) => {
    // On its way off the closed port is set once more, which must not look like being on.
    if (isOn()) report({ kind: 'routing', failure });
    // What is open stays so while nothing is known against it.
    const isKnown = failure !== 'unknown' && failure !== 'browser-silent';
    if (isKnown) void visits.hold(failure !== undefined);
  });
  const navigations = watchNavigations({
    async isOn() {
      await ready;
      return isOn();
    },
    async isBlocked() {
      await ready;
      return (await routing.failure()) === 'permission-missing';
    },
    async open({ name, port }) {
      await ready;
      await visits.open(name, port);
      return visits.passes(name);
    },
  });

  const namesPage = startNamesPage({
    isOn,
    settings: () => settings,
    names,
    askHost: host.request,
    saveMyName,
    pendingWrites: createPendingWrites(pendingWritesItem, Date.now),
    lookAtMyName: () => void lookAtMyName(),
    language: () => settings.language ?? browser.i18n.getUILanguage(),
    host,
    after,
    ready: () => ready,
  });

  async function lookAtRules(): Promise<void> {
    if (!isOn()) return;
    const gate = await untilDone(() => shutGate(which, settings.search?.off));
    if (isOn()) routing.setGate(gate);
  }
  const onPermission = (): void => void ready.then(lookAtRules);
  browser.permissions.onAdded.addListener(onPermission);
  browser.permissions.onRemoved.addListener(onPermission);

  async function onHostState(state: HostState): Promise<void> {
    report({ kind: 'host', host: state });
    switch (state.state) {
      case 'connecting':
        return;
      case 'connected': {
        // First of all: who waits for the host goes on in this very turn and asks where names go.
        void routing.setSocks(state.hello.socks);
        void browser.alarms.clear(LOOK_AGAIN);
        await Promise.all([lookAtNode(), ready.then(lookAtMyName)]);
        return;
      }
      case 'down':
        calls.hostGone({ kind: state.failure });
        // Its ports may be anybody's from now on. In this very turn, or a host that is back already would be shut out by it.
        void routing.setSocks(undefined);
        void untilDone(namesPage.shut);
        // With nothing open nobody keeps a worker awake to look for a host that comes back.
        if (isOn()) void browser.alarms.create(LOOK_AGAIN, { periodInMinutes: 1 });
        return;
      default:
        assertNever(state);
    }
  }

  async function onHostEvent(event: HostEvent): Promise<void> {
    await ready;
    switch (event.event) {
      case 'route.wanted':
        elsewhere.seen(event.name);
        await visits.routeWanted(event.name, event.reason);
        return;
      case 'node.changed':
        report({ kind: 'node', node: event.status });
        return;
      case 'network.changed':
        // Chromium loads its PAC anew, and ours holds for the moment only in which it is set.
        await routing.reapply();
        return;
      case 'route.failed':
        // The browser reports the failed navigation too, and that brings the gate back.
        return;
      case 'call.ready':
      case 'call.moved':
      case 'call.closed':
        calls.hostEvent(event);
        return;
      default:
        assertNever(event);
    }
  }

  const elsewhere = createElsewhereCheck({
    after,
    random: () => crypto.getRandomValues(new Uint8Array(8)),
    async request(name) {
      await letCheck(name);
      await fetch(`http://${name}/`, { cache: 'no-store' });
    },
  });

  async function checkOtherTool(): Promise<boolean> {
    const state = await host.connect();
    const reached = state.state === 'connected' && (await elsewhere.check());
    const port = reached ? state.hello.socks.port : undefined;
    await elsewhereItem.set(port);
    routing.setElsewhere(port);
    return reached;
  }

  async function onProxyChange(): Promise<void> {
    await routing.reapply();
    // What the other tool does with our names may have changed with its setting.
    if ((await elsewhereItem.get()) !== undefined) await checkOtherTool();
  }

  async function lookAtNode(): Promise<void> {
    const node = await host.request('status', {});
    if (node.ok) report({ kind: 'node', node: node.value });
  }

  const lookAtMyName = createMyNameLook({
    own: () => settings.myName,
    shown: myNameItem,
    readName: names.read,
    askHost: host.request,
  });

  /** The host needs none of what is waited for here: where its port leads is routing's queue, and no name passes before the rules are there. */
  async function switchOn(): Promise<void> {
    routing.resume();
    host.resume();
    void host.connect();
    await Promise.all([lookAtRules(), untilDone(callsHere.takeLinks)]);
  }

  /** A step of switching off, which is not begun any more once it is on again; what the browser does of it late is put right. */
  function whileOff(step: () => Promise<void>): Promise<void> {
    return untilDone(async () => (isOn() ? undefined : step()), {
      patience: LONG_PATIENCE,
      onLate: () => void lookAtRules(),
    });
  }

  /** Waits for steps that the browser may leave unanswered, but not for ever. */
  function inTime(...steps: readonly Promise<void>[]): Promise<void> {
    return new Promise((resolve) => {
      after(LONG_PATIENCE, resolve);
      void Promise.allSettled(steps).then(() => resolve());
    });
  }

  async function switchOff(): Promise<void> {
    report({ kind: 'switched-off' });
    const rulesAsked = inTime(whileOff(callsHere.switchOff), visits.clear());
    // Shut first: what loses its connection now is asked for again by the browser itself, past every rule.
    await routing.setSocks(undefined);
    // The proxy is given back also by a browser that is silent about its rules: until then the closed port keeps every name in.
    await rulesAsked;
    host.stop();
    await routing.release();
    await inTime(whileOff(removeGate));
    void browser.alarms.clear(LOOK_AGAIN);
    report({ kind: 'switched-off' });
  }

  /** What an open page asks for would go out as for any unknown name once everything is given back. */
  async function closePages(): Promise<void> {
    report({ kind: 'switched-off' });
    await navigations.catchUp();
  }

  function readAll(own?: Settings): Promise<Settings> {
    return untilDone(() => readSettings(own, readKeptPreset), { patience: LONG_PATIENCE });
  }

  async function start(): Promise<void> {
    const isFresh = untilDone(aliveItem.get).then((alive) => !alive);
    routing.shutFirst(isFresh);
    void isFresh.then(() => untilDone(() => aliveItem.set(true)));
    const pageShut = untilDone(namesPage.shut);
    settings = await readAll();
    if (!isOn()) {
      await openSetChain();
      await switchOff();
      return;
    }
    await Promise.all([switchOn(), openSetChain(), restore(), pageShut]);
    if (await isFresh) await untilDone(navigations.catchUp);
  }

  /** Opens the chain that is set. */
  async function openSetChain(): Promise<void> {
    chain = openChain(settings, await untilDone(readRecords));
  }

  /** Takes over what a former life of the worker had stored. */
  async function restore(): Promise<void> {
    routing.setElsewhere(await untilDone(elsewhereItem.get));
    await untilDone(callsHere.restore);
    const [open, accepted] = await untilDone(() =>
      Promise.all([visitsItem.get(), acceptedItem.get()]),
    );
    await visits.restore(open, accepted);
  }

  async function onSettings(next: Settings): Promise<void> {
    const before = settings;
    settings = next;
    const isOther = JSON.stringify(before.chain) !== JSON.stringify(next.chain);
    if (isOther) {
      chain?.close();
      chain = undefined;
      report({ kind: 'chain-unknown' });
      await visits.clear();
      await openSetChain();
    }
    if ((before.enabled !== false) !== isOn())
      await (isOn() ? switchOn() : closePages().then(switchOff, switchOff));
    if (before.replaceProxy !== next.replaceProxy) await routing.reapply();
    if (JSON.stringify(before.search) !== JSON.stringify(next.search)) await lookAtRules();
    if (before.links?.base !== next.links?.base && isOn()) await callsHere.takeLinks();
    // Nobody has to wait for this one: it reads the chain.
    if ((isOther || before.myName !== next.myName) && isOn()) void lookAtMyName();
  }

  let ready = start();
  function changeSettings(own?: Settings): void {
    // One change after the other, and whoever asks meanwhile waits: switching off must not meet switching on.
    const change = async (): Promise<void> => onSettings(await readAll(own));
    ready = ready.then(change, change);
  }
  settingsItem.watch(changeSettings);
  // The browser may say late what is preset.
  presetItem.watch(() => changeSettings());
  browser.storage.onChanged.addListener((_changes, area) => {
    if (area === 'managed') void askPreset();
  });
  // Nothing to do in them, but without them nobody would start the background with the browser.
  browser.runtime.onStartup.addListener(() => {});
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install')
      void browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
  });
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === LOOK_AGAIN) void ready.then(() => (isOn() ? host.connect() : undefined));
  });

  takeCommands({
    ready: () => ready,
    isOn,
    names,
    visits,
    whenSilent: routing.whenStuck,
    calls,
    navigations,
    namesPage,
    chain: () => chain,
    checkOtherTool,
    async refresh() {
      await host.connect();
      await Promise.all([lookAtRules(), lookAtNode(), routing.reapply(), lookAtMyName()]);
    },
  });
}
