import type { Phase } from './session-state.ts';

/** One struck note, like that of a marimba. Times in s. */
export type Note = {
  /** In Hz. */
  readonly pitch: number;
  readonly at: number;
  /** Until it has died away. */
  readonly length: number;
  /** 0 to 1, the loudest peak of all. */
  readonly volume: number;
};

/** What is heard: notes, played `times` times, one beginning every `every` seconds. */
export type Melody = {
  readonly notes: readonly Note[];
  readonly every: number;
  readonly times: number;
};

const C4 = 261.63;
const E4 = 329.63;
const G4 = 392;
const A4 = 440;
const C5 = 523.25;
const D5 = 587.33;
const E5 = 659.26;
const G5 = 783.99;
const A5 = 880;

function once(...notes: readonly Note[]): Melody {
  return { notes, every: 0, times: 1 };
}

/** While one's own link is on its way. It ends after two minutes: a messenger may take longer than patience for a tone. */
const RING_BACK: Melody = {
  notes: [
    { pitch: A4, at: 0, length: 1.2, volume: 0.1 },
    { pitch: E4, at: 0.35, length: 1.6, volume: 0.08 },
  ],
  every: 5,
  times: 24,
};

/** While somebody calls, for a minute and a half. */
const RING: Melody = {
  notes: [
    { pitch: E5, at: 0, length: 0.9, volume: 0.3 },
    { pitch: G5, at: 0.18, length: 0.9, volume: 0.3 },
    { pitch: A5, at: 0.36, length: 1.1, volume: 0.32 },
    { pitch: G5, at: 0.9, length: 0.9, volume: 0.26 },
    { pitch: D5, at: 1.08, length: 1.2, volume: 0.26 },
  ],
  every: 3.6,
  times: 25,
};

const CONNECTED = once(
  { pitch: G4, at: 0, length: 0.6, volume: 0.22 },
  { pitch: C5, at: 0.12, length: 0.7, volume: 0.24 },
  { pitch: E5, at: 0.24, length: 1, volume: 0.24 },
);
const CUT = once({ pitch: C4, at: 0, length: 0.9, volume: 0.2 });
const MENDED = once(
  { pitch: G4, at: 0, length: 0.6, volume: 0.18 },
  { pitch: C5, at: 0.12, length: 0.8, volume: 0.2 },
);
const ENDED = once(
  { pitch: E5, at: 0, length: 0.6, volume: 0.2 },
  { pitch: C5, at: 0.14, length: 0.7, volume: 0.2 },
  { pitch: G4, at: 0.28, length: 1.1, volume: 0.2 },
);

/** What is heard when a call goes from one phase to another; undefined: nothing, and what was heard ends. */
export function melodyOf(before: Phase['name'], after: Phase): Melody | undefined {
  switch (after.name) {
    case 'waiting':
      return after.role === 'caller' ? RING_BACK : undefined;
    case 'ringing':
      return RING;
    case 'in-call':
      return before === 'reconnecting' ? MENDED : CONNECTED;
    case 'reconnecting':
      return CUT;
    case 'ended':
      return before === 'idle' || before === 'ringing' ? undefined : ENDED;
    case 'idle':
    case 'dialling':
    case 'checking':
    case 'answering':
    case 'connecting':
    case 'proving':
      return undefined;
  }
}

/** Every note of a melody with its repeats. */
export function notesOf({ notes, every, times }: Melody): readonly Note[] {
  return Array.from({ length: times }, (_, round) =>
    notes.map((note) => ({ ...note, at: note.at + round * every })),
  ).flat();
}
