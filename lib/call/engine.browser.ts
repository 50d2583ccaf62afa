/** What runs a call's window: one call after the other, over one port to the background. */
import { computed, effect, signal, untracked } from '@preact/signals';
import type { AzeroName } from '../names/name.ts';
import type { Errand } from '../protocol/calls.ts';
import { assertNever } from '../result.ts';
import { askErrand } from './ask-errand.ts';
import { callIdFromBytes } from './call-id-bytes.ts';
import { type CallRun, createRun } from './call-run.browser.ts';
import type { Notice } from './call-state.ts';
import { createDevices } from './devices.browser.ts';
import type { Engine, EngineParts } from './engine-parts.browser.ts';
import { chatActionsOf, filesActionsOf } from './engine-talk.browser.ts';
import { followCalls } from './history.browser.ts';
import { later } from './later.browser.ts';
import { decodePayload, linkUrl } from './link.ts';
import { CALL_ID_BYTES } from './link-layout.ts';
import { MAX_LINK_TEXT } from './link-text.ts';
import { liveCall } from './live-call.ts';
import { privateMemory } from './memory.ts';
import { ownIdentity } from './own-identity.browser.ts';
import { createScreen } from './screen.browser.ts';
import type { Event } from './session-events.ts';
import type { Wants } from './session-media.ts';
import { planOf } from './session-move.ts';
import type { Session } from './session-state.ts';
import { createVault } from './vault.browser.ts';
import { createWire, type WireEvent } from './wire.ts';
import { asSessionEvent } from './wire-events.ts';

/** How often the background is kept awake while a call lives; Chromium lets it sleep after 30 s without a word. */
const AWAKE_INTERVAL = 20_000;
/** How often is looked for devices that came or went, in ms. */
const LOOK_INTERVAL = 3000;
/** The least time between two tries to reach a background that ends again and again. */
const REOPEN_PAUSE = 1000;

/** Runs the calls of this window, from its errand on. */
export function createEngine(parts: EngineParts): Engine {
  const { ours, preferences } = parts;
  const isPrivate = signal(false);
  const memory = privateMemory(parts.memory, () => isPrivate.peek());
  const dialling = signal<AzeroName | undefined>(undefined);
  const notice = signal<Notice | undefined>(undefined);
  const hushed = signal(preferences.peek().pushToTalk);
  const devices = createDevices({
    report: (event) => run.peek().dispatch(event),
    tell: (told) => {
      if (lives.peek()) notice.value = told;
    },
    memory: parts.deviceMemory,
  });
  const screen = createScreen();
  const vault = createVault();
  const identity = ownIdentity(parts.certificate);
  const wire = createWire(parts.openPort, hear, () => {
    dispatch({ kind: 'worker-gone' });
    // A call that only rings goes on with a new background, which must know of it; one that ends at once gets a pause.
    const pause = Date.now() - lastGone < REOPEN_PAUSE ? REOPEN_PAUSE : 0;
    lastGone = Date.now();
    if (lives.peek()) setTimeout(() => wire.reopen(), pause);
  });
  let lastGone = 0;
  let errand: Errand = { kind: 'none' };
  let wants: Wants = { audio: true, video: true };
  const run = signal<CallRun>(newRun());
  const ownCamera = computed(() => devices.tracks.value.camera);
  // Nobody wants to hear herself, and another stream with each change of the microphone would make the picture flicker.
  const ownPicture = computed(() => ownCamera.value && new MediaStream([ownCamera.value]));
  const session = computed(() => run.value.session.value);
  const lives = computed(() => liveCall(session.value) !== undefined);

  function newRun(): CallRun {
    return createRun({
      wire,
      devices,
      screen,
      hushed,
      certificate,
      memory,
      vault,
      focus: parts.focus,
      tell: (told) => {
        notice.value = told;
      },
    });
  }

  /** Another call in this window. */
  function begin(event?: Event): void {
    run.peek().close();
    notice.value = undefined;
    run.value = newRun();
    if (event !== undefined) dispatch(event);
  }

  function dispatch(event: Event): void {
    run.peek().dispatch(event);
  }

  async function certificate(): Promise<RTCCertificate> {
    const name = planOf(session.peek().phase)?.ours;
    if (name === undefined) throw new Error('no call');
    const made = await identity.of(name);
    if (!made.kept) notice.value = { kind: 'not-kept', what: 'certificate' };
    return made.certificate;
  }

  function tellNotKept(): void {
    notice.value = { kind: 'not-kept', what: 'call' };
  }

  function hear(event: WireEvent): void {
    if (event.kind === 'focus') parts.focus();
    if (event.kind === 'errand' && !lives.peek()) {
      begin();
      takeErrand(event.errand);
    }
    const meant = asSessionEvent(event, session.peek());
    if (meant !== undefined) dispatch(meant);
  }

  async function openOffer(payload: string): Promise<void> {
    const link = decodePayload(payload);
    // What can't be read is not spent: the host knows a call that still goes on.
    const used = await memory.usedLinks().catch(() => []);
    if (!link.ok) notice.value = { kind: 'link-refused', why: link.error.kind };
    else if (link.value.kind === 'offer') {
      const here = { now: Date.now(), ours: ours.peek(), waiting: [], used };
      dispatch({ kind: 'offer-opened', offer: link.value, here });
    }
  }

  function takeErrand(next: Errand): void {
    errand = next;
    if (errand.isPrivate === true) isPrivate.value = true;
    switch (errand.kind) {
      case 'dial':
        dialling.value = errand.to;
        return;
      case 'offer':
        return void openOffer(errand.payload);
      case 'answer':
        notice.value = { kind: 'answer-refused', refusal: { kind: 'no-waiting-call' } };
        return;
      case 'bad-link':
        notice.value = { kind: 'link-refused', why: errand.why };
        return;
      case 'none':
        return;
      default:
        assertNever(errand);
    }
  }

  function dial(theirs: AzeroName): void {
    const callId = callIdFromBytes(crypto.getRandomValues(new Uint8Array(CALL_ID_BYTES)));
    if (callId === undefined) return;
    dispatch({ kind: 'dial', callId, ours: ours.peek(), theirs, wants, at: Date.now() });
  }

  async function share(): Promise<void> {
    const { name } = session.peek().phase;
    if (name !== 'in-call' && name !== 'reconnecting') return;
    if (!(await screen.share())) notice.value = { kind: 'screen-refused' };
  }

  async function paste(text: string): Promise<void> {
    if (text.length > MAX_LINK_TEXT) {
      notice.value = { kind: 'link-refused', why: 'too-long' };
      return;
    }
    const pasted = await wire.request('paste', { text, isPrivate: isPrivate.peek() });
    const refused = pasted.ok ? pasted.value.refused : undefined;
    if (refused !== undefined) notice.value = { kind: 'link-refused', why: refused };
    else if (!pasted.ok) notice.value = { kind: 'background-gone' };
  }

  const stops = [
    effect(() => {
      if (ours.value !== undefined) identity.prepare(ours.value);
    }),
    effect(() => {
      const { phase } = session.value;
      // Her own name was all that was missing.
      const isNameless =
        phase.name === 'ended' &&
        phase.cause.kind === 'refused' &&
        phase.cause.refusal.kind === 'no-own-name';
      if (ours.value === undefined || !isNameless || errand.kind !== 'offer') return;
      untracked(() => {
        begin();
        takeErrand(errand);
      });
    }),
    effect(() => wire.tell(liveCall(session.value))),
    effect(() => {
      if (!lives.value) return undefined;
      const timer = setInterval(() => wire.keepAwake(), AWAKE_INTERVAL);
      return () => clearInterval(timer);
    }),
    effect(() => {
      // Chromium on Linux tells of no device that only the sound server knows, as of those over Bluetooth.
      if (import.meta.env.FIREFOX || !lives.value) return undefined;
      const timer = setInterval(() => devices.look(), LOOK_INTERVAL);
      return () => clearInterval(timer);
    }),
    followCalls(session, (ended) => {
      memory.keepCall(ended).catch(tellNotKept);
    }),
    effect(() => {
      hushed.value = preferences.value.pushToTalk;
    }),
    effect(() => devices.hush(hushed.value)),
    effect(() => void devices.setSound(preferences.value)),
  ];

  void askErrand(wire, later, () => {
    notice.value = { kind: 'background-gone' };
  }).then((asked) => {
    if (asked === undefined) return;
    if (notice.peek()?.kind === 'background-gone') notice.value = undefined;
    takeErrand(asked);
  });

  const own = computed(() => run.value.own.value);
  const state = computed(() => ({
    session: session.value,
    ours: ours.value,
    dialling: dialling.value,
    link: linkOf(session.value, parts.linkBase.value),
    devices: devices.list.value,
    hushed: hushed.value,
    own: own.value,
    their: run.value.their.value,
    ownStreams: { camera: ownPicture.value, screen: screen.shared.value?.view },
    theirStreams: run.value.theirStreams.value,
    quality: run.value.quality.value,
    notice: notice.value,
    isPrivate: isPrivate.value,
  }));

  return {
    state,
    chat: computed(() => run.value.chat.chat.value),
    chatActions: chatActionsOf(() => run.peek()),
    files: computed(() => run.value.files.files.value),
    filesActions: filesActionsOf(() => run.peek()),
    lives,
    tellNotKept,
    actions: {
      dial(theirs, wanted) {
        wants = wanted;
        dial(theirs);
      },
      acceptOperator: () => dispatch({ kind: 'accept-operator' }),
      answer(wanted) {
        wants = wanted;
        dispatch({ kind: 'answer', wants, at: Date.now() });
      },
      decline: () => dispatch({ kind: 'decline' }),
      hangUp: () => dispatch({ kind: 'hang-up' }),
      callAgain() {
        const { phase } = session.peek();
        const theirs = planOf(phase)?.theirs ?? dialling.peek();
        if (phase.name === 'ended' && theirs !== undefined) {
          begin();
          dial(theirs);
        }
      },
      callAnother() {
        if (session.peek().phase.name !== 'ended') return;
        errand = { kind: 'none' };
        dialling.value = undefined;
        begin();
      },
      paste: (text) => void paste(text),
      dismissNotice() {
        notice.value = undefined;
      },
      setMedia(wanted) {
        wants = wanted;
        dispatch({ kind: 'want-media', wants });
      },
      hush(on) {
        hushed.value = on;
      },
      choose: (what, id) => void devices.choose(what, id),
      shareScreen: () => void share(),
      stopScreen: () => screen.stop(),
    },
    close() {
      run.peek().close();
      devices.stop();
      screen.stop();
      vault.close();
      for (const stop of stops) stop();
      wire.close();
    },
  };
}

function linkOf({ phase }: Session, base: string): string | undefined {
  if (phase.name !== 'waiting') return undefined;
  return linkUrl(phase.role === 'caller' ? phase.offer : phase.call.answer, base);
}
