/** What a browser, or something that pretends to be one, writes to the native host: frames, cut anywhere. */
import { strict as assert } from 'node:assert';
import { encodeFrame, FrameReader } from '../../../native-host/framing.ts';
import { fuzz } from './fuzz.ts';
import { joined, type Random } from './random.ts';

const LIMIT = 16 * 1024;

interface Input {
  readonly pieces: readonly Uint8Array[];
  /** The messages, where nothing was changed; `too-large` where one of them must not be taken. */
  readonly messages: readonly unknown[] | 'too-large' | undefined;
}

function message(random: Random): unknown {
  if (random.once(5)) return random.text(random.length(LIMIT * 2), 'abc {}[]":,\\');
  return {
    id: random.below(1000),
    kind: random.pick(['hello', 'status', 'route.set', '__proto__']),
    ask: random.once(2) ? {} : { name: 'alice.azero', deep: [[[random.bits()]]] },
  };
}

function make(random: Random): Input {
  if (random.once(4)) {
    return { pieces: random.cut(random.bytes(random.length(LIMIT * 2))), messages: undefined };
  }
  const messages = Array.from({ length: 1 + random.below(4) }, () => message(random));
  const frames = messages.map((one) => encodeFrame(one, LIMIT * 4) ?? new Uint8Array());
  const whole = joined(...frames);
  if (random.once(2)) return { pieces: random.cut(random.mutate(whole)), messages: undefined };
  const fits = frames.every((frame) => frame.length - 4 <= LIMIT);
  return { pieces: random.cut(whole), messages: fits ? messages : 'too-large' };
}

fuzz<Input>({
  make,
  check({ pieces, messages }) {
    const reader = new FrameReader(LIMIT);
    const read: unknown[] = [];
    let failed: string | undefined;
    for (const piece of pieces) {
      const result = reader.push(piece);
      if (result.ok) {
        assert.equal(failed, undefined, 'it went on after an error');
        read.push(...result.value);
      } else {
        assert.equal(result.error.kind, failed ?? result.error.kind, 'another error');
        failed = result.error.kind;
      }
    }
    if (messages === 'too-large') {
      assert.equal(failed, 'frame-too-large');
    } else if (messages) {
      assert.equal(failed, undefined);
      assert.equal(JSON.stringify(read), JSON.stringify(messages));
    }
  },
});
