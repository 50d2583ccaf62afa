import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEW_SESSION, step } from '../../../lib/call/session.ts';
import type { Event } from '../../../lib/call/session-events.ts';
import type { Session } from '../../../lib/call/session-state.ts';
import { timersOf, waitsForPerson } from '../../../lib/call/session-timers.ts';
import { createLedger } from './ledger.ts';
import { anything, further, goodWords } from './play.ts';

const NOTHING = { relay: false, connection: false, devices: false, timers: 0 };

/** Choices of events; most bring the call further, so that runs come to its end and not only to its begin. */
const someChoices = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.nat()), {
  minLength: 5,
  maxLength: 50,
  size: 'max',
});

function choose(session: Session, [way, number]: readonly [number, number]): Event {
  const some = way > 0 ? further(session) : [];
  const events = some.length > 0 ? some : anything(session);
  const event = events[number % events.length];
  if (event === undefined) throw new Error('nothing can happen');
  return event;
}

function isProof(session: Session, event: Event): boolean {
  if (session.phase.name !== 'proving' || event.kind !== 'channel-message') return false;
  const [, echo] = goodWords(session);
  return echo.kind === 'channel-message' && echo.text === event.text;
}

/** Plays choices; `look` sees the session after each. */
function run(
  choices: readonly (readonly [number, number])[],
  look: (session: Session, ledger: ReturnType<typeof createLedger>) => void,
): Session {
  const ledger = createLedger();
  let session = NEW_SESSION;
  for (const choice of choices) {
    const event = choose(session, choice);
    // A timer that does not run fires no more; the event of one that was stopped may still be under way.
    const next = step(session, event);
    ledger.take(session, event, isProof(session, event), next);
    [session] = next;
    look(session, ledger);
  }
  return session;
}

const RUNS = { numRuns: 2000 };

describe('whatever happens', () => {
  it('comes to every state in very many of these runs', () => {
    const runs = new Map<string, number>();
    fc.assert(
      fc.property(someChoices, (choices) => {
        const seen = new Set<string>();
        run(choices, ({ phase }) => seen.add(phase.name));
        for (const name of seen) runs.set(name, (runs.get(name) ?? 0) + 1);
      }),
      RUNS,
    );
    for (const name of [
      'dialling',
      'checking',
      'ringing',
      'answering',
      'waiting',
      'connecting',
      'proving',
      'in-call',
      'reconnecting',
      'ended',
    ]) {
      expect(runs.get(name) ?? 0, name).toBeGreaterThan(RUNS.numRuns / 20);
    }
  }, 30_000);

  it('has only effects that make sense, and media only for whom has proven herself', () => {
    fc.assert(
      fc.property(someChoices, (choices) => {
        run(choices, (session, ledger) => {
          const running = [...ledger.timers().keys()].toSorted();
          expect(running).toEqual([...session.timers].toSorted());
        });
      }),
      RUNS,
    );
  }, 30_000);

  it('stays in no state for ever without a person, and leaves nothing on at the end', () => {
    fc.assert(
      fc.property(someChoices, (choices) => {
        run(choices, (session, ledger) => {
          const { phase } = session;
          if (phase.name === 'ended') {
            expect(ledger.open()).toEqual(NOTHING);
          } else {
            const limits = timersOf(phase).filter(({ timer }) => timer !== 'revive');
            expect(limits.length > 0 || waitsForPerson(phase), phase.name).toBe(true);
          }
        });
      }),
      RUNS,
    );
  }, 30_000);

  it('ends by its timers alone, in the time they say, or waits for a person', () => {
    fc.assert(
      fc.property(someChoices, (choices) => {
        let session = run(choices, () => undefined);
        const due = new Map(timersOf(session.phase).map(({ timer, ms }) => [timer, ms]));
        let steps = 0;
        while (session.timers.length > 0) {
          const [timer, at] = [...due].toSorted(([, a], [, b]) => a - b)[0] ?? [];
          if (timer === undefined || at === undefined) throw new Error('a timer without a time');
          due.delete(timer);
          const [next, effects] = step(session, { kind: 'timer', timer });
          for (const effect of effects) {
            if (effect.kind === 'start-timer') due.set(effect.timer, at + effect.ms);
            if (effect.kind === 'stop-timer') due.delete(effect.timer);
          }
          session = next;
          steps += 1;
          expect(steps).toBeLessThan(100);
        }
        expect(session.phase.name === 'ended' || waitsForPerson(session.phase)).toBe(true);
      }),
      RUNS,
    );
  }, 30_000);

  it('ends at once when the window closes or the person hangs up, and stays ended', () => {
    fc.assert(
      fc.property(
        someChoices,
        fc.constantFrom<Event>({ kind: 'close-window' }, { kind: 'hang-up' }),
        (choices, last) => {
          const ledger = createLedger();
          let session = NEW_SESSION;
          const take = (event: Event): void => {
            const next = step(session, event);
            ledger.take(session, event, isProof(session, event), next);
            [session] = next;
          };
          for (const choice of choices) take(choose(session, choice));
          take(last);
          expect(session.phase.name).toBe('ended');
          expect(ledger.open()).toEqual(NOTHING);
          const { phase } = session;
          for (const event of anything(session)) {
            take(event);
            expect(session.phase).toBe(phase);
            expect(ledger.open()).toEqual(NOTHING);
          }
        },
      ),
      { numRuns: 500 },
    );
  }, 30_000);

  it('is the same after the session was stored', () => {
    fc.assert(
      fc.property(someChoices, (choices) => {
        let session = NEW_SESSION;
        let stored = NEW_SESSION;
        for (const choice of choices) {
          const event = choose(session, choice);
          [session] = step(session, event);
          [stored] = step(JSON.parse(JSON.stringify(stored)) as Session, event);
          expect(stored).toEqual(session);
        }
      }),
      { numRuns: 500 },
    );
  }, 30_000);
});
