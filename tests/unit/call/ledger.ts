import type { Effect, Event } from '../../../lib/call/session-events.ts';
import type { Session, Timer } from '../../../lib/call/session-state.ts';

/** What the world around a session would hold after its effects; it throws at an effect that makes no sense there. */
export function createLedger() {
  const timers = new Map<Timer, number>();
  let relay = false;
  let connection = false;
  let devices = false;
  let armed = false;
  let started = false;
  let held = false;
  let hadProof = false;

  function must(condition: boolean, what: string): void {
    if (!condition) throw new Error(what);
  }

  function carryOut(effect: Effect, before: Session, event: Event, after: Session): void {
    const isOver = before.phase.name === 'ended';
    const { kind } = effect;
    if (isOver) {
      must(
        ['stop-media', 'close-connection', 'close-relay', 'tell'].includes(kind),
        `${kind} after the end`,
      );
    }
    switch (kind) {
      case 'start-timer':
        must(!timers.has(effect.timer), `${effect.timer} runs already`);
        must(Number.isFinite(effect.ms) && effect.ms >= 0, `${effect.timer} has no time`);
        timers.set(effect.timer, effect.ms);
        return;
      case 'stop-timer':
        must(timers.delete(effect.timer), `${effect.timer} does not run`);
        return;
      case 'read-nodes':
      case 'focus':
      case 'tell':
        return;
      case 'open-relay':
        must(!relay, 'two relays');
        relay = true;
        return;
      case 'close-relay':
        must(relay || isOver, 'no relay to close');
        relay = false;
        return;
      case 'describe-offer':
      case 'describe-answer':
        must(relay && !connection, 'a connection without a relay, or two');
        connection = true;
        return;
      case 'close-connection':
        must(connection || isOver, 'no connection to close');
        connection = false;
        return;
      case 'arm':
        must(relay && connection && !armed, 'armed without a call, or twice');
        armed = true;
        return;
      case 'apply-answer':
      case 'start-ice':
        must(armed && after.phase.name === 'connecting', `${kind} before both links are known`);
        return;
      case 'send':
        must(before.phase.name === 'connecting' || before.phase.name === 'proving', 'no channel');
        must(effect.text.startsWith('copybara 1 '), 'something is said that is no proof');
        return;
      case 'revive-connection':
        must(after.phase.name === 'reconnecting', 'nothing to revive');
        return;
      case 'ask-media':
        must(
          event.kind === 'dial' ||
            event.kind === 'answer' ||
            event.kind === 'want-media' ||
            // Answer was pressed before, and what was read then was too old.
            (before.phase.name === 'checking' && before.phase.answering !== undefined),
          `devices are asked for by ${event.kind}`,
        );
        must(!['idle', 'checking', 'ringing', 'ended'].includes(after.phase.name), 'too early');
        devices = true;
        return;
      case 'stop-media':
        devices = false;
        return;
      case 'start-media':
        must(hadProof && !started, 'media before the proof, or twice');
        started = true;
        return;
      case 'update-media':
        must(started, 'media before the proof');
        return;
      case 'hold-media':
        must(started && !held, 'nothing to hold');
        held = true;
        return;
      case 'resume-media':
        must(started && held, 'nothing to resume');
        held = false;
        return;
      case 'remember-used':
        must(after.phase.name === 'connecting', 'a link is spent that was not used');
        return;
      case 'remember-peer':
        must(hadProof, 'somebody is remembered who has proven nothing');
        return;
    }
  }

  return {
    /** Carries out one step; `isProof`: the event is the other side's right echo. */
    take(
      before: Session,
      event: Event,
      isProof: boolean,
      step: readonly [Session, readonly Effect[]],
    ) {
      if (event.kind === 'timer') timers.delete(event.timer);
      if (event.kind === 'media-on') devices = event.audio || event.video || devices;
      if (isProof) hadProof = true;
      for (const effect of step[1]) carryOut(effect, before, event, step[0]);
    },
    /** Timers that run, in ms from their start. */
    timers: () => new Map(timers),
    /** What must be nothing at the end. */
    open: () => ({ relay, connection, devices, timers: timers.size }),
  };
}
