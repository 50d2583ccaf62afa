/** One call carried out: runs the session (lib/call/session.ts) and does what it says. */
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { assertNever } from '../result.ts';
import { createCallRequests } from './call-requests.ts';
import type { Notice, Sending, Streams } from './call-state.ts';
import { type ChatRun, createChatRun } from './chat-run.browser.ts';
import { createConnection } from './connection.browser.ts';
import type { WindowDevices } from './devices.browser.ts';
import { createFilesRun, type FilesRun } from './files-run.browser.ts';
import type { CallMemory } from './memory.ts';
import { createProvenCall, type ProvenCall } from './proven-call.browser.ts';
import type { Quality } from './quality.ts';
import type { WindowScreen } from './screen.browser.ts';
import { NEW_SESSION, step } from './session.ts';
import type { Effect, Event } from './session-events.ts';
import type { Session, Timer } from './session-state.ts';
import { readWords, type Words } from './talk.ts';
import { FULL_BUDGET, spendTalk, type TalkBudget } from './talk-budget.ts';
import type { Vault } from './vault.browser.ts';
import type { Wire } from './wire.ts';

/** What a call needs of its window. */
export type RunParts = {
  readonly wire: Wire;
  readonly devices: WindowDevices;
  readonly screen: WindowScreen;
  readonly hushed: ReadonlySignal<boolean>;
  /** That of the person's own name. */
  readonly certificate: () => Promise<RTCCertificate>;
  readonly memory: CallMemory;
  readonly vault: Vault;
  readonly tell: (notice: Notice) => void;
  readonly focus: () => void;
};

/** A call of this window. */
export type CallRun = {
  readonly session: ReadonlySignal<Session>;
  readonly own: ReadonlySignal<Sending>;
  readonly their: ReadonlySignal<Sending>;
  readonly theirStreams: ReadonlySignal<Streams>;
  readonly quality: ReadonlySignal<Quality | undefined>;
  readonly chat: Pick<ChatRun, 'chat' | 'actions'>;
  readonly files: Pick<FilesRun, 'files' | 'actions'>;
  readonly dispatch: (event: Event) => void;
  /** The window begins another call, or goes away: nothing of this one is left. */
  readonly close: () => void;
};

const SILENT = { audio: false, video: false, screen: false };

/** A call in its window, before anything of it has happened. */
export function createRun(parts: RunParts): CallRun {
  const { wire, devices, screen, memory } = parts;
  const session = signal<Session>(NEW_SESSION);
  const proven = signal<ProvenCall | undefined>(undefined);
  const held = signal(false);
  const timers = new Map<Timer, ReturnType<typeof setTimeout>>();
  const queue: Event[] = [];
  const say = (words: Words): void => void connection.send(JSON.stringify(words));
  const chat = createChatRun(say);
  const files = createFilesRun(parts.vault, say);
  const requests = createCallRequests(wire, memory, dispatch, Date.now);
  let busy = false;
  let budget: TalkBudget | undefined = FULL_BUDGET;

  const said = computed(() => ({
    audio: devices.tracks.value.microphone !== undefined && !parts.hushed.value,
    video: devices.tracks.value.camera !== undefined,
    screen: screen.shared.value !== undefined,
  }));

  const connection = createConnection(parts.certificate, (event) => {
    // From the proof on, messages are for those who talk.
    if (event.kind === 'channel-message' && proven.value !== undefined) {
      hear(event.text);
    } else dispatch(event);
  });

  function hear(text: string): void {
    const words = readWords(text);
    budget = budget && spendTalk(budget, words, Date.now());
    if (budget === undefined) dispatch({ kind: 'browser-failed', detail: 'their talk: too much' });
    if (budget === undefined || words === undefined) return;
    switch (words.about) {
      case 'chat':
        return chat.hear(words);
      case 'files':
        return files.hear(words);
      default:
        proven.peek()?.hear(words);
    }
  }

  function dispatch(event: Event): void {
    queue.push(event);
    if (busy) return;
    busy = true;
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      performance.mark(`call:${next.kind}`);
      const [after, effects] = step(session.peek(), next);
      attempt(() => {
        session.value = after;
      });
      for (const todo of effects) attempt(() => carryOut(todo));
      if (after.phase.name === 'ended') leave();
    }
    busy = false;
  }

  /** What throws must not keep what comes after it from being done: turning the camera off, for one. */
  function attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      queue.push({ kind: 'browser-failed', detail: String(error).slice(0, 300) });
    }
  }

  function carryOut(todo: Effect): void {
    switch (todo.kind) {
      case 'read-nodes':
        return void requests.readNodes(todo);
      case 'open-relay':
        return void requests.openRelay(todo);
      case 'arm':
        return void requests.arm(todo);
      case 'close-relay':
        return void wire.request('close', { callId: todo.callId });
      case 'describe-offer':
        return void connection.describeOffer(todo.relay);
      case 'describe-answer':
        return void connection.describeAnswer(todo.relay, todo.theirs);
      case 'apply-answer':
        return void connection.applyAnswer(todo.theirs);
      case 'start-ice':
        return void connection.startIce();
      case 'revive-connection':
        return void connection.revive();
      case 'close-connection':
        return connection.close();
      case 'send':
        return void connection.send(todo.text);
      case 'ask-media':
        return void devices.ask(todo.wants);
      case 'stop-media':
        return devices.stop();
      case 'start-media':
        return startMedia();
      case 'update-media':
        return sendMedia();
      case 'hold-media':
      case 'resume-media':
        held.value = todo.kind === 'hold-media';
        setLink(held.value ? 'held' : 'open');
        return sendMedia();
      case 'start-timer':
        return startTimer(todo.timer, todo.ms);
      case 'stop-timer':
        return stopTimer(todo.timer);
      case 'remember-used':
        return keep(memory.keepUsed(todo));
      case 'remember-peer':
        return keep(memory.keepPeer(todo));
      case 'tell':
        return parts.tell({ kind: 'answer-refused', refusal: todo.refusal });
      case 'focus':
        return parts.focus();
      default:
        return assertNever(todo);
    }
  }

  function startMedia(): void {
    const { phase } = session.peek();
    const peer = connection.peer();
    if (phase.name !== 'in-call' || peer === undefined) return;
    const call = createProvenCall(peer, (text) => void connection.send(text));
    // First of all, and before the window is drawn anew: the other side's picture waits for it.
    connection.takePlaces(() => call.openMedia());
    proven.value = call;
    sendMedia();
    chat.setLink('open');
    const channel = connection.takeFiles(files.receive);
    if (channel !== undefined) files.open(channel);
  }

  function setLink(link: 'open' | 'held' | 'ended'): void {
    chat.setLink(link);
    files.setLink(link);
  }

  function sendMedia(): void {
    if (held.peek()) {
      proven.peek()?.hold();
      return;
    }
    const { microphone, camera } = devices.tracks.peek();
    const { video, sound } = screen.shared.peek() ?? { video: undefined, sound: undefined };
    proven.peek()?.send({ microphone, camera, screen: video, screenSound: sound }, said.peek());
  }

  function keep(kept: Promise<void>): void {
    kept.catch(() => parts.tell({ kind: 'not-kept', what: 'call' }));
  }

  function startTimer(timer: Timer, ms: number): void {
    stopTimer(timer);
    timers.set(
      timer,
      setTimeout(() => {
        timers.delete(timer);
        dispatch({ kind: 'timer', timer });
      }, ms),
    );
  }

  function stopTimer(timer: Timer): void {
    clearTimeout(timers.get(timer));
    timers.delete(timer);
  }

  /** After the end: what the session does not know of. */
  function leave(): void {
    const ends = [
      () => screen.stop(),
      () => proven.value?.close(),
      () => {
        proven.value = undefined;
        held.value = false;
      },
      () => setLink('ended'),
    ];
    for (const end of ends) attempt(end);
  }

  // The screen and the hushed microphone are not the session's matter.
  const stopFollowing = effect(() => {
    void said.value;
    void screen.shared.value;
    sendMedia();
  });
  const stopLooking = effect(() => {
    const seen = proven.value?.quality.value;
    if (seen !== undefined) files.look(seen.numbers.roundTrip);
  });

  return {
    session,
    own: computed(() => ({ ...said.value, held: held.value })),
    their: computed(() => ({ ...(proven.value?.their.value ?? SILENT), held: held.value })),
    theirStreams: computed(() => {
      const streams = proven.value?.theirStreams.value;
      const isShown = proven.value?.their.value.screen === true;
      return { camera: streams?.camera, screen: isShown ? streams?.screen : undefined };
    }),
    quality: computed(() => proven.value?.quality.value),
    chat,
    files,
    dispatch,
    close() {
      dispatch({ kind: 'close-window' });
      stopFollowing();
      stopLooking();
      files.close();
    },
  };
}
