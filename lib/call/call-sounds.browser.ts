import { melodyOf, type Note, notesOf } from './call-sounds.ts';
import type { Phase } from './session-state.ts';

/** The sounds of a call: they follow its phases. */
export type CallSounds = {
  /** Plays what this phase sounds like, once for each change; `heard`: whether the person wants sounds. */
  follow(phase: Phase, heard: boolean): void;
};

/** How fast a note swells, in s: at once would crack. */
const SWELL = 0.012;
/** How loud a note is when it counts as died away. */
const SILENT = 0.0001;

/** Sounds made by the browser itself, so that no file is loaded. `open` is called when there is first something to hear. */
export function createCallSounds(open: () => AudioContext): CallSounds {
  let context: AudioContext | undefined;
  let playing: GainNode | undefined;
  let last: Phase['name'] = 'idle';
  let lastHeard = true;

  function stop(): void {
    playing?.disconnect();
    playing = undefined;
  }

  function play(notes: readonly Note[]): void {
    context ??= open();
    // Without a press in this window a browser may stay silent; what is seen says the same.
    if (context.state === 'suspended') context.resume().catch(() => {});
    const all = context.createGain();
    all.connect(context.destination);
    const start = context.currentTime + 0.02;
    for (const note of notes) strike(context, all, start, note);
    playing = all;
  }

  return {
    follow(phase, heard) {
      if (!heard && lastHeard) stop();
      lastHeard = heard;
      if (phase.name === last) return;
      const melody = melodyOf(last, phase);
      last = phase.name;
      stop();
      if (melody !== undefined && heard) play(notesOf(melody));
    },
  };
}

/** A sine and, quieter and shorter, its fourth harmonic: wood, not glass. */
function strike(context: AudioContext, to: GainNode, start: number, note: Note): void {
  const parts = [
    { pitch: note.pitch, volume: note.volume, length: note.length },
    { pitch: note.pitch * 4, volume: note.volume * 0.12, length: note.length * 0.3 },
  ];
  for (const { pitch, volume, length } of parts) {
    const tone = context.createOscillator();
    const level = context.createGain();
    const from = start + note.at;
    tone.frequency.value = pitch;
    level.gain.setValueAtTime(SILENT, from);
    level.gain.exponentialRampToValueAtTime(volume, from + SWELL);
    level.gain.exponentialRampToValueAtTime(SILENT, from + length);
    tone.connect(level).connect(to);
    tone.start(from);
    tone.stop(from + length);
  }
}
