import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  CHAT_RATE,
  CHAT_WINDOW,
  type Chat,
  type ChatEffect,
  type ChatEvent,
  ChatWords,
  MAX_CHAT_REFUSALS,
  MAX_CHAT_TEXT,
  MAX_THEIR_CHARACTERS,
  markOf,
  NEW_CHAT,
  stepChat,
  tooLongBy,
  unreadOf,
} from '../../../lib/call/chat.ts';

/** One side: its chat, what it has said and not yet been heard, and when it wants to be woken. */
class Side {
  chat: Chat = NEW_CHAT;
  outbox: ChatWords[] = [];
  wake: number | undefined;
  at = 1_000_000;

  does(...events: ChatEvent[]): this {
    for (const event of events) {
      const [chat, effects] = stepChat(this.chat, event);
      this.chat = chat;
      for (const effect of effects) this.#carry(effect);
    }
    return this;
  }

  #carry(effect: ChatEffect): void {
    if (effect.kind === 'say') this.outbox.push(v.parse(ChatWords, effect.words));
    else this.wake = this.at + effect.ms;
  }

  says(...texts: string[]): this {
    for (const draft of texts) {
      this.does({ kind: 'typed', draft }, { kind: 'send', at: this.at });
    }
    return this;
  }

  hears(other: Side): this {
    for (const words of other.outbox.splice(0)) this.does({ kind: 'heard', words, at: this.at });
    return this;
  }

  texts(from: 'own' | 'theirs'): string[] {
    return this.chat.entries.filter((entry) => entry.from === from).map(({ text }) => text);
  }
}

const open: ChatEvent = { kind: 'link', link: 'open' };
const side = (): Side => new Side().does(open);
const text = (id: number, words = 'hi'): ChatWords => ({
  about: 'chat',
  kind: 'text',
  id,
  text: words,
});

/** Lets two sides talk until nothing is on its way; gives how many ms that took. */
function settle(a: Side, b: Side): number {
  const began = a.at;
  for (;;) {
    b.hears(a);
    a.hears(b);
    if (a.outbox.length + b.outbox.length > 0) continue;
    const next = Math.min(a.wake ?? Number.POSITIVE_INFINITY, b.wake ?? Number.POSITIVE_INFINITY);
    if (next === Number.POSITIVE_INFINITY) return a.at - began;
    a.at = next;
    b.at = next;
    for (const one of [a, b]) {
      if (one.wake === next) {
        one.wake = undefined;
        one.does({ kind: 'woken', at: next });
      }
    }
  }
}

describe('a chat', () => {
  it('marks what was sent, then what arrived', () => {
    const [a, b] = [side(), side()];
    a.says('hello');
    expect(markOf(a.chat, 1)).toBe('sent');
    expect(a.chat.draft).toBe('');
    settle(a, b);
    expect(markOf(a.chat, 1)).toBe('delivered');
    expect(b.texts('theirs')).toEqual(['hello']);
    expect(unreadOf(b.chat)).toBe(1);
    expect(unreadOf(b.does({ kind: 'seen' }).chat)).toBe(0);
  });

  it('keeps what is typed and what was sent while the call is cut, and sends it after', () => {
    const [a, b] = [side(), side()];
    a.does({ kind: 'link', link: 'held' }).says('one', 'two');
    a.does({ kind: 'typed', draft: 'thr' });
    expect([a.outbox, markOf(a.chat, 2)]).toEqual([[], 'waiting']);
    a.does(open);
    settle(a, b);
    expect(b.texts('theirs')).toEqual(['one', 'two']);
    expect(a.chat.draft).toBe('thr');
  });

  it('tells what did not arrive before the end, and loses no draft', () => {
    const a = side().says('one', 'two');
    a.does({ kind: 'heard', words: { about: 'chat', kind: 'taken', upTo: 1 }, at: a.at });
    a.does({ kind: 'link', link: 'ended' }).says('three');
    expect([markOf(a.chat, 1), markOf(a.chat, 2)]).toEqual(['delivered', 'lost']);
    expect(a.chat.draft).toBe('three');
    expect(a.does(open).chat.link).toBe('ended');
  });

  it('sends nothing empty and nothing too long, which stays typed', () => {
    const long = 'x'.repeat(MAX_CHAT_TEXT + 3);
    const a = side().says(' \r\n ', long);
    expect([a.outbox, a.chat.draft === long, tooLongBy(long)]).toEqual([[], true, 3]);
    a.says('x'.repeat(MAX_CHAT_TEXT));
    expect(a.outbox.length).toBe(1);
  });

  it('drops what comes twice and answers it again', () => {
    const a = side();
    for (const id of [1, 2, 1, 2]) a.does({ kind: 'heard', words: text(id), at: a.at });
    expect(a.texts('theirs').length).toBe(2);
    expect(a.outbox.at(-1)).toEqual({ about: 'chat', kind: 'taken', upTo: 2 });
  });

  it('brings ten thousand messages in order, no faster than its rate', () => {
    const [a, b] = [side(), side()];
    const all = Array.from({ length: 10_000 }, (_, index) => `message ${index}`);
    a.says(...all);
    expect(a.outbox.length).toBe(CHAT_WINDOW);
    const took = settle(a, b);
    expect(b.texts('theirs')).toEqual(all);
    expect(markOf(a.chat, 10_000)).toBe('delivered');
    expect(took).toBeGreaterThan(((10_000 - 8 * CHAT_WINDOW) / CHAT_RATE) * 1000);
    expect(took).toBeLessThan((10_000 / CHAT_RATE) * 1100);
    expect(b.chat.refused).toBe(0);
  });

  it.each<[string, readonly ChatWords[]]>([
    ['a gap', [text(2)]],
    ['more taken than sent', [{ about: 'chat', kind: 'taken', upTo: 1 }]],
  ])('refuses %s, again and again until it hears no more', (_, words) => {
    const a = side();
    for (const one of words) a.does({ kind: 'heard', words: one, at: a.at });
    expect([a.chat.refused, a.chat.entries, a.chat.shut]).toEqual([1, [], undefined]);
    for (let more = 1; more < MAX_CHAT_REFUSALS; more += 1) {
      for (const one of words) a.does({ kind: 'heard', words: one, at: a.at });
    }
    expect(a.chat.shut).toBeDefined();
    a.does({ kind: 'heard', words: text(1), at: a.at });
    expect(a.chat.entries).toEqual([]);
  });

  it('hears no flood: who runs ahead of what was taken is refused and then shut out', () => {
    const a = side();
    for (let id = 1; id <= 1000; id += 1) a.does({ kind: 'heard', words: text(id), at: a.at });
    expect(a.chat.shut).toBe('flood');
    expect(a.chat.entries.length).toBeLessThanOrEqual(5 * CHAT_WINDOW);
  });

  it('bounds the memory that the other side takes, and keeps what one wrote oneself', () => {
    const a = side().says('mine');
    const long = 'x'.repeat(MAX_CHAT_TEXT);
    for (let id = 1; id <= 700; id += 1) {
      a.at += 1000;
      a.does({ kind: 'heard', words: text(id, long), at: a.at });
    }
    expect(a.chat.kept).toBeLessThanOrEqual(MAX_THEIR_CHARACTERS);
    expect(a.texts('own')).toEqual(['mine']);
    const theirs = a.chat.entries.filter(({ from }) => from === 'theirs');
    expect(theirs.length + a.chat.forgotten).toBe(700);
    expect(theirs.length).toBeGreaterThan(400);
    expect(theirs.at(-1)?.id).toBe(700);
  });

  it('gives both the same, whatever is cut, said twice or replaced', () => {
    const action = fc.oneof(
      fc.record({
        kind: fc.constant('say' as const),
        who: fc.nat(1),
        text: fc.string({ minLength: 1 }),
      }),
      fc.record({ kind: fc.constant('cut' as const), who: fc.nat(1) }),
      fc.record({ kind: fc.constant('mend' as const), who: fc.nat(1) }),
      fc.record({ kind: fc.constant('deliver' as const), who: fc.nat(1), count: fc.nat(5) }),
      fc.constant({ kind: 'replace' as const }),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const sides: [Side, Side] = [side(), side()];
        const said: [string[], string[]] = [[], []];
        for (const one of actions) {
          if (one.kind === 'replace') {
            // Another channel: whatever was on its way is gone, on both sides.
            for (const each of sides) {
              each.outbox = [];
              each.does({ kind: 'link', link: 'none' });
            }
            for (const each of sides) each.does(open);
            continue;
          }
          const [me, other] = one.who === 0 ? sides : [sides[1], sides[0]];
          if (one.kind === 'say') {
            me.says(one.text);
            if (one.text.trim() !== '') said[one.who === 0 ? 0 : 1].push(one.text);
          } else if (one.kind === 'deliver') {
            for (const words of me.outbox.splice(0, one.count)) {
              other.does({ kind: 'heard', words, at: other.at });
            }
          } else me.does({ kind: 'link', link: one.kind === 'cut' ? 'held' : 'open' });
        }
        for (const each of sides) each.does(open);
        settle(...sides);
        for (const [index, each] of sides.entries()) {
          expect(each.chat.refused).toBe(0);
          expect(each.chat.own.taken).toBe(each.chat.own.last);
          const heard = sides[1 - index]?.texts('theirs');
          expect(heard).toEqual(each.texts('own'));
          expect(heard?.length).toBe(said[index]?.length);
        }
      }),
    );
  });
});
