import * as v from 'valibot';
import type { After } from '../host/client.ts';
import type { AzeroName } from '../names/name.ts';
import {
  CALL_ASKS,
  type CallAnswer,
  type CallAsk,
  type CallRequestKind,
  FromWindow,
  type ToWindow,
} from '../protocol/call-port.ts';
import type { CallWindow, LiveCall, StoredErrand } from '../protocol/calls.ts';
import type { HostEvent } from '../protocol/host.ts';
import type { Failure, LinkRefusal } from '../protocol/ui.ts';
import { err, ok, type Result } from '../result.ts';
import { createCallErrands, type Place } from './call-errands.ts';
import { type CallLinksOptions, createCallLinks } from './call-links.ts';
import { readCallNodes } from './call-nodes.ts';
import { createCallRelays } from './call-relays.ts';
import { hostFailure } from './failures.ts';
import type { Names } from './names.ts';
import type { AskHost } from './visits.ts';

/** What calls need of the world. */
export type CallsOptions = {
  readonly readName: Names['read'];
  readonly askHost: AskHost;
  readonly after: After;
  /** Whether Copybara is switched on. */
  readonly isOn: () => boolean;
  /** Opens a window with the page of a call. */
  readonly openWindow: () => Promise<Place>;
  /** Brings a tab and its window to the front; whether it is there. */
  readonly focusTab: (tabId: number) => Promise<boolean>;
  /** Removes what windows that are gone have received and not saved. */
  readonly removeFiles: () => void;
  /** Stores for what each window was opened, for the next life of the worker. */
  readonly saveErrands: (errands: readonly StoredErrand[]) => void;
  /** Stores and shows the calls that live. */
  readonly saveCalls: (calls: readonly CallWindow[]) => void;
} & Pick<CallLinksOptions<never>, 'linkBases' | 'isBlocked' | 'tellBlocked' | 'tellUnopened'>;

/** The background's end of one window's port. */
export type CallPort = {
  /** A message of the window, whatever it holds. */
  receive(message: unknown): void;
  /** The port has closed: the window is gone, or is being reloaded. */
  closed(): void;
};

/** The calls of this browser: their windows, what each has open at the host, and how far each has come. */
export type Calls = {
  /** Takes over what a former life of the worker had stored. */
  restore(errands: readonly StoredErrand[], calls: readonly CallWindow[]): void;
  /** A window has connected; `send` hands it a message. */
  connect(place: Place, send: (message: ToWindow) => void): CallPort;
  /** A tab is gone for good. */
  tabGone(tabId: number): void;
  /** Opens a window in which this name can be called. `isPrivate`, here and below: it began in a private window. */
  start(to: AzeroName | undefined, isPrivate?: boolean): Promise<void>;
  /** Takes a text in which there should be a call link; says why it leads to no call. */
  takeLink(text: string, isPrivate?: boolean): Promise<LinkRefusal | undefined>;
  /** The same for a link that was opened: a window says why it leads to no call. */
  openLink(text: string, isPrivate?: boolean): Promise<void>;
  /** Shows the window of a call that lives. */
  show(callId: string): Promise<void>;
  /** What the host says of its calls; other events are none of ours. */
  hostEvent(event: HostEvent): void;
  /** The host is gone, and every relay with it. */
  hostGone(failure: Failure): void;
  /** Copybara is being switched off: no call goes on. */
  end(): Promise<void>;
};

/** How long the window of a call may take to come back to a worker that woke up, in milliseconds. */
const COMES_BACK = 10_000;

/** How long a window that is gone may still hold what it had, in milliseconds. */
const LETS_GO = 2_000;

type Window = {
  readonly place: Place;
  readonly send: (message: ToWindow) => void;
  live: LiveCall | undefined;
  /** Whether it has told of its call itself, in this life of the worker. */
  begun: boolean;
};

type Handlers = {
  readonly [K in CallRequestKind]: (
    window: Window,
    ask: CallAsk<K>,
  ) => Promise<Result<CallAnswer<K>, Failure>>;
};

/** Makes the calls of a browser in which there is none yet. */
export function createCalls(options: CallsOptions): Calls {
  const windows = new Set<Window>();
  const errands = createCallErrands(options.openWindow, options.saveErrands);
  const relays = createCallRelays<Window>(options.askHost);
  /** Calls of a former life of the worker whose windows have not come back yet. */
  let asleep: readonly CallWindow[] = [];

  function liveCalls(): readonly CallWindow[] {
    const awake = [...windows].flatMap(({ live, place }) => (live ? [{ ...live, ...place }] : []));
    return [...awake, ...asleep];
  }

  const saveCalls = (): void => options.saveCalls(liveCalls());

  function forgetAsleep(isOver: (call: CallWindow) => boolean): void {
    if (!asleep.some(isOver)) return;
    asleep = asleep.filter((call) => !isOver(call));
    saveCalls();
  }

  async function show(tabId: number): Promise<boolean> {
    if (!(await options.focusTab(tabId))) return false;
    for (const { place, send } of windows) if (place.tabId === tabId) send({ kind: 'focus' });
    return true;
  }

  const tabOfLive = (callId: string): number | undefined =>
    liveCalls().find((call) => call.callId === callId)?.tabId;

  const links = createCallLinks<Window>({
    ...options,
    async openWindow(errand, from) {
      if (from === undefined || from.live) return errands.open(errand);
      errands.use(from.place.tabId, errand);
      from.send({ kind: 'errand', errand });
    },
    unanswered: errands.unanswered,
    showTab: show,
    async showCall(callId) {
      const tabId = tabOfLive(callId) ?? errands.tabOf(callId);
      return tabId !== undefined && show(tabId);
    },
    async giveAnswer(callId, payload, from) {
      const waiting = [...windows].find(({ live }) => live?.callId === callId);
      // A window that is in another call says itself that this answer is not for it.
      const taker = waiting ?? (from?.live && from);
      taker?.send({ kind: 'answer', payload });
      if (taker) await options.focusTab(taker.place.tabId);
      return taker !== undefined;
    },
  });

  function goesOn(window: Window, call: LiveCall | undefined): void {
    const begins = !window.begun;
    window.begun = call !== undefined;
    window.live = call;
    saveCalls();
    if (call === undefined) return;
    errands.goesOn(window.place.tabId, call);
    for (const other of windows) {
      if (other === window) continue;
      other.send({ kind: 'other-call', other: call });
      if (begins && other.live) window.send({ kind: 'other-call', other: other.live });
    }
  }

  const off: Failure = { kind: 'switched-off' };

  const handlers: Handlers = {
    begin: async ({ place }) => ok(await errands.of(place.tabId)),
    'read-nodes': async (_, ask) => {
      if (!options.isOn()) return ok({ state: 'unread', whose: 'ours', failure: off });
      return ok(await readCallNodes(ask, options.readName, options.askHost));
    },
    open: async (window, ask) => {
      if (!options.isOn()) return err(off);
      const opened = await relays.open(window, ask);
      return opened.ok ? opened : err(hostFailure(opened.error));
    },
    arm: async (window, ask) => {
      const failure = await relays.arm(window, ask);
      return failure === undefined ? ok({}) : err(hostFailure(failure));
    },
    close: async (window, { callId }) => {
      await relays.close(window, callId);
      return ok({});
    },
    paste: async (window, { text, isPrivate }) => {
      const refused = await links.take(text, isPrivate, window);
      return ok(refused === undefined ? {} : { refused });
    },
  };

  async function answer<K extends CallRequestKind>(
    window: Window,
    what: K,
    ask: unknown,
  ): Promise<Result<CallAnswer<K>, Failure>> {
    const schema: v.GenericSchema<unknown, CallAsk<K>> = CALL_ASKS[what];
    const asked = v.safeParse(schema, ask);
    return asked.success ? handlers[what](window, asked.output) : broke(what);
  }

  async function reply(window: Window, id: number, what: string, ask: unknown): Promise<void> {
    const result = isRequest(what) ? await answer(window, what, ask).catch(broke) : broke(what);
    // Who asked may have closed meanwhile, and another may live in its tab.
    if (!windows.has(window)) return;
    window.send(
      result.ok
        ? { kind: 'reply', id, ok: true, answer: result.value }
        : { kind: 'refusal', id, failure: result.error },
    );
  }

  function receive(window: Window, message: unknown): void {
    const read = v.safeParse(FromWindow, message);
    if (!read.success) return;
    switch (read.output.kind) {
      case 'request': {
        const { id, what, ask } = read.output;
        void reply(window, id, what, ask);
        return;
      }
      case 'live':
        goesOn(window, read.output.call);
        return;
      // That it came is all there is to it.
      case 'alive':
        return;
    }
  }

  function goneWith(failure: Failure): void {
    for (const { send } of windows) send({ kind: 'host-gone', failure });
  }

  return {
    restore(stored, calls) {
      errands.restore(stored);
      asleep = calls.filter(
        ({ tabId }) => ![...windows].some(({ place }) => place.tabId === tabId),
      );
      // The browser may have ended with a window in it.
      options.removeFiles();
      if (asleep.length > 0) options.after(COMES_BACK, () => forgetAsleep(() => true));
      saveCalls();
    },
    connect(place, send) {
      const live = asleep.find(({ tabId }) => tabId === place.tabId);
      asleep = asleep.filter((call) => call !== live);
      const window: Window = { place, send, live, begun: false };
      windows.add(window);
      return {
        receive: (message) => receive(window, message),
        closed() {
          windows.delete(window);
          void relays.closeAll(window);
          if (window.live) saveCalls();
        },
      };
    },
    tabGone(tabId) {
      // What it had received may lie there until its lock is free, a moment later.
      if (errands.tabGone(tabId)) options.after(LETS_GO, options.removeFiles);
      forgetAsleep((call) => call.tabId === tabId);
    },
    start: (to, isPrivate) => errands.open({ kind: 'dial', to, isPrivate }),
    takeLink: links.take,
    openLink: links.open,
    async show(callId) {
      const tabId = tabOfLive(callId);
      if (tabId !== undefined) await show(tabId);
    },
    hostEvent(event) {
      if (!('callId' in event)) return;
      const { callId } = event;
      const owner = relays.ownerOf(callId);
      if (event.event === 'call.closed') relays.closedByHost(callId);
      if (owner === undefined) return;
      switch (event.event) {
        case 'call.ready':
          owner.send({ kind: 'peer-ready', callId });
          return;
        // The window has nothing to do about it.
        case 'call.moved':
          return;
        case 'call.closed':
          owner.send({ kind: 'relay-closed', callId, reason: event.reason });
          return;
      }
    },
    hostGone(failure) {
      relays.clear();
      goneWith(failure);
    },
    async end() {
      goneWith(off);
      // Also tells the other side of each call, which would wait for us otherwise.
      await Promise.all([...windows].map((window) => relays.closeAll(window)));
    },
  };
}

function isRequest(what: string): what is CallRequestKind {
  return Object.hasOwn(CALL_ASKS, what);
}

/** What is left for bugs: a request that nobody of ours makes, storage or a browser's API that threw. */
function broke(detail: unknown): Result<never, Failure> {
  return err({ kind: 'internal', words: { detail: String(detail).slice(0, 300) } });
}
