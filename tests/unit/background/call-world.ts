import type { NameRecord, ReadError } from '../../../lib/azero/registry.ts';
import type { Place } from '../../../lib/background/call-errands.ts';
import { type CallPort, type Calls, createCalls } from '../../../lib/background/calls.ts';
import type { AskHost } from '../../../lib/background/visits.ts';
import type { AzeroName } from '../../../lib/names/name.ts';
import type { ToWindow } from '../../../lib/protocol/call-port.ts';
import type { CallWindow, StoredErrand } from '../../../lib/protocol/calls.ts';
import { err, ok, type Result } from '../../../lib/result.ts';
import { createClock, settle } from '../../fakes/clock.ts';
import { sure } from '../call/arbitraries.ts';
import { COPYBARA, STAEX } from '../call/people.ts';
import { VECTORS } from '../call/vectors.ts';

const [FIRST, SECOND] = VECTORS.calls;

/** The links of the first vector and of another call, whole. */
export const LINKS = {
  offer: `${VECTORS.base}#${sure(FIRST).offer.payload}`,
  answer: `${VECTORS.base}#${sure(FIRST).answer.payload}`,
  otherOffer: `${VECTORS.base}#${sure(SECOND).offer.payload}`,
};
/** The ids of these two calls. */
export const ID = sure(FIRST).callId;
export const OTHER_ID = sure(SECOND).callId;

/** What follows the `#` of a link. */
export function payloadOf(link: string): string {
  return link.split('#')[1] ?? '';
}

/** A window of the test: what it was sent, and a way to speak as it. */
export type FakeWindow = {
  readonly tabId: number;
  readonly sent: ToWindow[];
  readonly port: CallPort;
  /** Asks, and resolves with what came back for it. */
  ask(what: string, ask?: unknown): Promise<ToWindow | undefined>;
  live(call: unknown): Promise<void>;
};

/** A browser, a host and a chain that do what the test says. */
export function createCallWorld() {
  const clock = createClock();
  const asked: string[] = [];
  const focused: number[] = [];
  const opened: number[] = [];
  const blocked = new Set<string>();
  const toldBlocked: string[] = [];
  /** How many links got no window, each time that the person was told of it. */
  const toldUnopened: number[] = [];
  const reads: { name: string; acceptOne: boolean; fresh: boolean }[] = [];
  const records = new Map<string, Result<NameRecord, ReadError>>();
  const state = {
    on: true,
    errands: [] as readonly StoredErrand[],
    calls: [] as readonly CallWindow[],
    gone: new Set<number>(),
    /** How often what windows left behind was removed. */
    swept: 0,
    nextTab: 10,
    /** Holds back what the browser says of new windows. */
    slowWindows: undefined as Promise<void> | undefined,
    answers: {
      'call.open': ok({
        turnUrl: 'turn:10.0.0.1:3478?transport=udp',
        username: 'u',
        credential: 'c',
        peerVirtual: { address: '198.18.0.1', port: 5000 },
      }),
      'call.arm': ok({}),
      'call.close': ok({}),
      status: ok({ state: 'up', nodeId: COPYBARA.nodeId, address: '10.0.0.1' }),
    } as Record<string, unknown>,
    /** Holds back the host's answers. */
    slowHost: undefined as Promise<void> | undefined,
  };
  for (const person of [STAEX, COPYBARA]) {
    records.set(
      person.name,
      ok({ name: person.name, nodeId: person.nodeId, confirmedBy: ['A', 'B'], readAt: 5 }),
    );
  }

  const askHost: AskHost = async (kind, ask) => {
    asked.push(`${kind} ${JSON.stringify(ask)}`);
    if (kind !== 'call.close') await state.slowHost;
    // The double answers whatever the test has laid down for the kind.
    return state.answers[kind] as never;
  };

  const make = (): Calls =>
    createCalls({
      askHost,
      after: clock.after,
      async readName(name, how) {
        reads.push({ name, ...how });
        return records.get(name) ?? err({ kind: 'name-not-registered' });
      },
      isOn: () => state.on,
      linkBases: () => [VECTORS.base],
      async openWindow(): Promise<Place> {
        const tabId = (state.nextTab += 1);
        opened.push(tabId);
        await state.slowWindows;
        return { tabId, windowId: tabId + 100 };
      },
      async focusTab(tabId) {
        if (!state.gone.has(tabId)) focused.push(tabId);
        return !state.gone.has(tabId);
      },
      isBlocked: async (name: AzeroName) => blocked.has(name),
      async tellBlocked(name) {
        toldBlocked.push(name);
      },
      async tellUnopened() {
        await settle();
        toldUnopened.push(toldUnopened.length + 1);
        return toldUnopened.length === 1;
      },
      removeFiles() {
        state.swept += 1;
      },
      saveErrands(errands) {
        state.errands = errands;
      },
      saveCalls(calls) {
        state.calls = calls;
      },
    });

  function connect(calls: Calls, tabId: number): FakeWindow {
    const sent: ToWindow[] = [];
    const place = { tabId, windowId: tabId + 100 };
    const port = calls.connect(place, (message) => sent.push(message));
    let nextId = 0;
    return {
      tabId,
      sent,
      port,
      async ask(what, ask = {}) {
        const id = nextId++;
        port.receive({ kind: 'request', id, what, ask });
        await settle();
        return sent.find((message) => 'id' in message && message.id === id);
      },
      async live(call) {
        port.receive({ kind: 'live', call });
        await settle();
      },
    };
  }

  return {
    clock,
    asked,
    focused,
    opened,
    blocked,
    toldBlocked,
    toldUnopened,
    reads,
    records,
    state,
    make,
    connect,
  };
}

/** A call that lives, as its window tells of it. */
export function liveCall(word: string, more: object = {}): object {
  return {
    callId: ID,
    theirs: STAEX.name,
    role: 'callee',
    word,
    stage: 'early',
    begunAt: 1,
    ...more,
  };
}
