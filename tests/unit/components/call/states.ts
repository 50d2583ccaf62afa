import type { CallProps } from '../../../../components/call/call-props.ts';
import { callIdFromBytes } from '../../../../lib/call/call-id-bytes.ts';
import type {
  CallActions,
  CallState,
  MediaStreamLike,
  Notice,
  Sending,
} from '../../../../lib/call/call-state.ts';
import { parseCredentials } from '../../../../lib/call/credentials.ts';
import { fingerprintFromBytes } from '../../../../lib/call/fingerprint-bytes.ts';
import type { Acquaintance } from '../../../../lib/call/handshake.ts';
import type { Answer, Offer } from '../../../../lib/call/link-bytes.ts';
import { NEW_SESSION } from '../../../../lib/call/session.ts';
import type { EndCause } from '../../../../lib/call/session-end.ts';
import { type Media, NO_MEDIA, type Troubles } from '../../../../lib/call/session-media.ts';
import type { Call, Peer, Phase, Plan } from '../../../../lib/call/session-state.ts';
import { PAGE_SENTENCES } from '../../../../lib/i18n/page-sentences.ts';
import { createTranslator } from '../../../../lib/i18n/translate.ts';
import { ALICE, ALICE_NODE, OWN_NODE } from '../states.ts';
import { END_CAUSES, NOTICES, TROUBLES } from './kinds.ts';
import { BOB, NOW, name } from './people.ts';

// The call's window in every state it has: what the accessibility checks and the gallery look at.

function sure<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a fixture is wrong');
  return value;
}

const LONG = name(`${'m'.repeat(32)}.azero`);

const callId = sure(callIdFromBytes(Uint8Array.of(1, 2, 3, 4, 5, 6)));
const ourFingerprint = sure(fingerprintFromBytes(new Uint8Array(32).fill(0xa7)));
const theirFingerprint = sure(fingerprintFromBytes(new Uint8Array(32).fill(0x3c)));
const parsed = parseCredentials('abcd', 'a'.repeat(24));
const credentials = sure(parsed.ok ? parsed.value : undefined);

const OFFER: Offer = {
  kind: 'offer',
  callId,
  expiresAt: NOW + 52 * 60_000 + 8_000,
  caller: ALICE,
  callee: BOB,
  credentials,
  fingerprint: ourFingerprint,
  tag: '0'.repeat(14),
};
const ANSWER: Answer = {
  kind: 'answer',
  callId,
  credentials,
  fingerprint: theirFingerprint,
  tag: '0'.repeat(16),
};
const PLAN: Plan = { callId, ours: ALICE, theirs: BOB };
const PEER: Peer = {
  name: BOB,
  nodeId: ALICE_NODE,
  nodes: { caller: OWN_NODE, callee: ALICE_NODE },
  confirmedBy: ['Azero Foundation', 'Dwellir'],
  remembered: undefined,
};
const CALL: Call = {
  role: 'caller',
  offer: OFFER,
  answer: ANSWER,
  peer: PEER,
  key: '0'.repeat(64),
  acquaintance: 'same',
};
const IN_CALL: Phase = { name: 'in-call', call: CALL, since: NOW - 187_000 };

const nothing = (): void => {};
export const ACTIONS: CallActions = {
  dial: nothing,
  setOurs: nothing,
  acceptOperator: nothing,
  answer: nothing,
  decline: nothing,
  block: nothing,
  hangUp: nothing,
  callAgain: nothing,
  callAnother: nothing,
  paste: nothing,
  dismissNotice: nothing,
  setMedia: nothing,
  hush: nothing,
  choose: nothing,
  setPreferences: nothing,
  shareScreen: nothing,
  stopScreen: nothing,
  setNote: nothing,
  forgetPerson: nothing,
  forgetCall: nothing,
  forgetAll: nothing,
  exportAll: nothing,
};

const troubled = (troubles: Troubles): Media => ({ ...NO_MEDIA, troubles });
const BOTH_ON: Media = { asked: true, asking: false, audio: true, video: true, troubles: {} };
const SENDS: Sending = { audio: true, video: true, screen: false, held: false };
const SILENT: Sending = { audio: false, video: false, screen: false, held: false };

/** Pictures for the streams: canvases in the gallery, empty streams in the tests. */
export type Pictures = {
  readonly theirs: MediaStreamLike;
  readonly own: MediaStreamLike;
  readonly screen: MediaStreamLike;
};

/** The window in one phase, with nobody's devices on. */
function stateOf(phase: Phase, media: Media = NO_MEDIA): CallState {
  return {
    session: { ...NEW_SESSION, phase, media },
    ours: ALICE,
    dialling: undefined,
    isPrivate: false,
    link: undefined,
    devices: {
      microphones: [{ id: 'a', label: 'Built-in microphone' }],
      cameras: [
        { id: 'b', label: 'Integrated camera' },
        { id: 'c', label: '' },
      ],
      speakers: [{ id: 'd', label: 'Headphones' }],
      chosen: { microphone: '', camera: 'b', speaker: '' },
    },
    preferences: {
      noiseSuppression: true,
      echoCancellation: true,
      startAs: 'video',
      pushToTalk: false,
      sounds: true,
    },
    hushed: false,
    own: SILENT,
    their: SILENT,
    ownStreams: { camera: undefined, screen: undefined },
    theirStreams: { camera: undefined, screen: undefined },
    quality: undefined,
    notice: undefined,
    people: [],
    pastCalls: [],
  };
}

/** The props of one phase. */
function propsOf(phase: Phase, change: Partial<CallState> = {}): CallProps {
  return {
    t: createTranslator('en', PAGE_SENTENCES.call),
    state: { ...stateOf(phase), ...change },
    actions: ACTIONS,
    shell: {
      copy: async () => true,
      share: nothing,
      mail: nothing,
      openHelp: nothing,
      closeWindow: nothing,
      pictureInPicture: { open: false, toggle: nothing },
      canShareScreen: true,
    },
    now: NOW,
    chat: { content: 'Chat', unseen: 2, onShow: nothing },
    files: { content: 'Files', unseen: 0, onShow: nothing },
  };
}

const KNOWN: Partial<CallState> = {
  people: [
    { name: BOB, note: '', blocked: false, provenAt: NOW - 2 * 86_400_000 },
    {
      name: name('carol.azero'),
      note: 'Garden club, speaks softly',
      blocked: false,
      provenAt: NOW,
    },
    { name: name('mallory.azero'), note: '', blocked: true, provenAt: undefined },
  ],
  pastCalls: [
    {
      id: '1',
      name: BOB,
      role: 'caller',
      at: NOW - 3_600_000,
      duration: 754_000,
      cause: 'hung-up',
    },
    {
      id: '2',
      name: name('carol.azero'),
      role: 'callee',
      at: NOW - 86_400_000,
      duration: undefined,
      cause: 'missed',
    },
  ],
};
const IDLE: Phase = { name: 'idle' };
const LINK = `https://copybara.staex.io/c#${'EAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0-P0BBQkNERUZH'.slice(0, 95)}`;

function ended(cause: EndCause, plan: Plan | undefined = PLAN): CallProps {
  return propsOf({ name: 'ended', cause, plan });
}
function ringing(acquaintance: Acquaintance, peer: Peer = PEER): CallProps {
  const offer = { ...OFFER, caller: peer.name, callee: ALICE };
  return propsOf({ name: 'ringing', offer, peer, acquaintance, readAt: 0, wait: 3_000_000 }, KNOWN);
}
function waiting(change: Partial<CallState> = {}): CallProps {
  const phase: Phase = {
    name: 'waiting',
    role: 'caller',
    offer: OFFER,
    peer: PEER,
    wait: 3_600_000,
  };
  return propsOf(phase, { link: LINK, ...change });
}
function told(notice: Notice): CallProps {
  return waiting({ notice });
}

/** The window in every state, with these pictures. */
export function callStates(pictures: Pictures): Readonly<Record<string, CallProps>> {
  const { theirs, own, screen } = pictures;
  const seen: Partial<CallState> = {
    session: { ...stateOf(IN_CALL, BOTH_ON).session },
    own: SENDS,
    their: SENDS,
    ownStreams: { camera: own, screen: undefined },
    theirStreams: { camera: theirs, screen: undefined },
    quality: {
      word: 'good',
      numbers: { roundTrip: 23.4, lostPercent: 0.1, jitter: 2, received: 2_412_000, sent: 310_000 },
    },
  };
  const inCall = (change: Partial<CallState> = {}): CallProps =>
    propsOf(IN_CALL, { ...seen, ...change });
  const connecting = (phase: Phase): CallProps =>
    propsOf(phase, {
      session: stateOf(phase, BOTH_ON).session,
      ownStreams: { camera: own, screen: undefined },
    });
  const voice = stateOf(IN_CALL, { ...BOTH_ON, video: false }).session;
  const asking: Media = { ...NO_MEDIA, asked: true, asking: true };
  const first = waiting();
  const answered: Phase = {
    name: 'waiting',
    role: 'callee',
    call: { ...CALL, role: 'callee', acquaintance: 'new' },
    wait: 3_600_000,
    yielding: false,
  };
  return {
    'dial-nobody': propsOf(IDLE, KNOWN),
    'dial-first': propsOf(IDLE),
    'dial-named': propsOf(IDLE, { dialling: BOB, ...KNOWN }),
    'dial-no-own-name': propsOf(IDLE, { ours: undefined, dialling: BOB }),
    'dial-bad-link': propsOf(IDLE, { notice: { kind: 'link-refused', why: 'malformed' } }),
    dialling: propsOf(
      { name: 'dialling', step: 'opening', plan: PLAN, peer: PEER },
      {
        session: stateOf({ name: 'dialling', step: 'opening', plan: PLAN, peer: PEER }, asking)
          .session,
      },
    ),
    'dialling-asking': propsOf({
      name: 'dialling',
      step: 'asking',
      plan: PLAN,
      operator: 'Dwellir',
    }),
    checking: propsOf({ name: 'checking', step: 'reading', offer: OFFER, ours: BOB }),
    'checking-asking': propsOf({
      name: 'checking',
      step: 'asking',
      offer: OFFER,
      ours: BOB,
      operator: 'Dwellir',
    }),
    'waiting-caller': waiting({
      session: stateOf(first.state.session.phase, BOTH_ON).session,
      ownStreams: { camera: own, screen: undefined },
    }),
    'waiting-no-camera': first,
    'waiting-late': { ...first, now: OFFER.expiresAt + 30_000 },
    'waiting-callee': propsOf(answered, { link: LINK }),
    'ringing-new': ringing('new'),
    'ringing-same': ringing('same'),
    'ringing-changed': ringing('changed'),
    'ringing-long': ringing('new', { ...PEER, name: LONG }),
    answering: propsOf({ name: 'answering', step: 'opening', offer: OFFER, peer: PEER }),
    connecting: connecting({ name: 'connecting', call: CALL, failing: false, reached: true }),
    'connecting-rough': connecting({
      name: 'connecting',
      call: CALL,
      failing: true,
      reached: false,
    }),
    proving: connecting({
      name: 'proving',
      call: CALL,
      proof: { role: 'caller', key: '', nonce: '', answered: false, proven: false },
      failing: false,
    }),
    'in-call': inCall(),
    'in-call-changed': inCall({
      session: stateOf(
        { name: 'in-call', call: { ...CALL, acquaintance: 'changed' }, since: NOW - 187_000 },
        BOTH_ON,
      ).session,
    }),
    'in-call-voice': inCall({
      session: voice,
      their: { ...SENDS, video: false, audio: false },
      own: { ...SENDS, video: false },
      ownStreams: { camera: undefined, screen: undefined },
    }),
    'in-call-long': inCall({
      session: stateOf(
        { name: 'in-call', call: { ...CALL, peer: { ...PEER, name: LONG } }, since: NOW },
        BOTH_ON,
      ).session,
      their: { ...SENDS, video: false, audio: false },
    }),
    'in-call-muted': inCall({
      hushed: true,
      quality: {
        word: 'poor',
        numbers: {
          roundTrip: undefined,
          lostPercent: undefined,
          jitter: undefined,
          received: 0,
          sent: 0,
        },
      },
    }),
    'in-call-push': inCall({
      hushed: true,
      preferences: { ...stateOf(IN_CALL).preferences, pushToTalk: true },
    }),
    'in-call-screen': inCall({
      their: { ...SENDS, screen: true },
      theirStreams: { camera: theirs, screen },
    }),
    'in-call-screen-only': inCall({
      their: { ...SENDS, video: false, screen: true },
      theirStreams: { camera: undefined, screen },
    }),
    'in-call-sharing': inCall({ own: { ...SENDS, screen: true } }),
    'in-call-held': inCall({ their: { ...SENDS, held: true } }),
    'in-call-notice': inCall({ notice: { kind: 'screen-refused' } }),
    'in-call-small-window': {
      ...inCall(),
      shell: {
        ...inCall().shell,
        pictureInPicture: { open: true, toggle: nothing },
      },
    },
    reconnecting: inCall({
      session: stateOf(
        { name: 'reconnecting', call: CALL, since: NOW - 187_000, failed: false },
        BOTH_ON,
      ).session,
    }),
    ...Object.fromEntries(NOTICES.map((notice, index) => [`notice-${index}`, told(notice)])),
    ...Object.fromEntries(
      TROUBLES.map((trouble) => [
        `trouble-${trouble}`,
        inCall({
          session: stateOf(IN_CALL, troubled({ microphone: trouble, camera: trouble })).session,
        }),
      ]),
    ),
    'trouble-camera-only': inCall({
      session: stateOf(IN_CALL, { ...troubled({ camera: 'device-busy' }), audio: true }).session,
    }),
    'trouble-of-each': inCall({
      session: stateOf(IN_CALL, troubled({ microphone: 'unplugged', camera: 'device-busy' }))
        .session,
    }),
    ...Object.fromEntries(
      Object.entries(END_CAUSES).map(([word, cause]) => [`ended-${word}`, ended(cause)]),
    ),
  };
}
