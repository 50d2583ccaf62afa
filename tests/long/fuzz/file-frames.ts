/** What the other side of a proven call may put on the files' channel, and what becomes of the files by it. */
import { strict as assert } from 'node:assert';
import { decodeFrame, encodeFrame, MAX_FRAME_CONTENT } from '../../../lib/call/file-frame.ts';
import { type Files, NEW_FILES } from '../../../lib/call/files.ts';
import {
  FILE_WINDOW,
  type FilesEvent,
  MAX_FILES_REFUSALS,
} from '../../../lib/call/files-events.ts';
import { stepFiles } from '../../../lib/call/files-step.ts';
import { fuzz } from './fuzz.ts';
import type { Random } from './random.ts';

const SIZE = 100_000;

function play(events: readonly FilesEvent[], from: Files): Files {
  return events.reduce((files, event) => stepFiles(files, event)[0], from);
}

/** One file is on its way, one is offered, and one was declined. */
const begun = play(
  [
    { kind: 'link', link: 'open' },
    ...[1, 2, 3].map((id): FilesEvent => {
      const words = { about: 'files', kind: 'offer', id, name: 'a', size: SIZE, type: '' } as const;
      return { kind: 'heard', words, at: 0 };
    }),
    { kind: 'accept', id: 1 },
    { kind: 'place-made', id: 1 },
    { kind: 'decline', id: 3 },
  ],
  NEW_FILES,
);

function frame(random: Random): Uint8Array<ArrayBuffer> {
  if (random.once(6)) return Uint8Array.from(random.bytes(random.length(MAX_FRAME_CONTENT + 100)));
  const bytes = Uint8Array.from(random.bytes(1 + random.below(40)));
  const id = random.once(3) ? random.bits() : 1 + random.below(4);
  const run = random.once(3) ? random.below(2 ** 24) : 1;
  const offset = random.once(3) ? random.bits() * random.below(2 ** 21) : random.below(3) * 20;
  const valid = encodeFrame({ id, run, offset, bytes });
  return random.once(2) ? valid : Uint8Array.from(random.mutate(valid));
}

fuzz({
  make: (random) => Array.from({ length: 1 + random.below(4) }, () => frame(random)),
  check(messages) {
    let files = begun;
    let kept = 0;
    for (const message of messages) {
      const decoded = decodeFrame(message);
      if (decoded.ok) {
        // One frame has one form.
        assert.deepEqual(encodeFrame(decoded.value), message);
        assert.ok(decoded.value.bytes.length <= MAX_FRAME_CONTENT);
      }
      const [after, effects] = stepFiles(
        files,
        decoded.ok ? { kind: 'frame', frame: decoded.value } : { kind: 'bad-frame' },
      );
      for (const effect of effects) {
        // Only what was accepted is stored, without a gap, and never more than was announced.
        if (effect.kind !== 'store') continue;
        assert.deepEqual([effect.id, effect.offset], [1, kept]);
        kept += effect.bytes.length;
        assert.ok(kept <= Math.min(SIZE, FILE_WINDOW));
      }
      files = after;
    }
    assert.equal(files.transfers.length, 3);
    assert.ok(files.refused <= messages.length && files.refused < MAX_FILES_REFUSALS);
  },
});
