import { describe, expect, it, vi } from 'vitest';
import { createWire, type OpenPort, type WireEvent } from '../../../lib/call/wire.ts';
import type { LiveCall } from '../../../lib/protocol/calls.ts';
import { settle } from '../../fakes/clock.ts';
import { OFFER } from './people.ts';

const LIVE: LiveCall = {
  callId: OFFER.callId,
  theirs: OFFER.caller,
  role: 'callee',
  word: 'ringing',
  stage: 'early',
  begunAt: 1,
};

/** A background whose ends of ports the test holds. */
function background() {
  const ports: {
    sent: unknown[];
    say: (message: unknown) => void;
    end: () => void;
    closed: boolean;
  }[] = [];
  let refuses = false;
  const open: OpenPort = (onMessage, onClose) => {
    if (refuses) throw new Error('Extension context invalidated.');
    const port = { sent: Array<unknown>(), say: onMessage, end: onClose, closed: false };
    ports.push(port);
    return {
      send: (message) => port.sent.push(message),
      close: () => {
        port.closed = true;
      },
    };
  };
  return {
    ports,
    open,
    refuse: () => {
      refuses = true;
    },
    last: () => {
      const port = ports.at(-1);
      if (port === undefined) throw new Error('no port');
      return port;
    },
  };
}

function connected() {
  const there = background();
  const events: WireEvent[] = [];
  const onGone = vi.fn<() => void>();
  const wire = createWire(there.open, (event) => events.push(event), onGone);
  return { there, events, onGone, wire };
}

describe('a request', () => {
  it('gets its own answer, whatever the order', async () => {
    const { there, wire } = connected();
    const first = wire.request('begin', {});
    const second = wire.request('paste', { text: 'x' });
    const port = there.last();
    expect(port.sent).toEqual([
      { kind: 'request', id: 0, what: 'begin', ask: {} },
      { kind: 'request', id: 1, what: 'paste', ask: { text: 'x' } },
    ]);
    port.say({ kind: 'reply', id: 1, ok: true, answer: {} });
    port.say({ kind: 'reply', id: 0, ok: true, answer: { kind: 'none' } });
    expect(await first).toEqual({ ok: true, value: { kind: 'none' } });
    expect(await second).toEqual({ ok: true, value: {} });
    expect(there.ports.length).toBe(1);
  });

  it('is refused with the failure that the background names', async () => {
    const { there, wire } = connected();
    const asked = wire.request('arm', { callId: OFFER.callId, key: '00'.repeat(32) });
    there.last().say({ kind: 'refusal', id: 0, failure: { kind: 'host-stopped' } });
    expect(await asked).toEqual({
      ok: false,
      error: { kind: 'refused', failure: { kind: 'host-stopped' } },
    });
  });

  it('fails where the answer is none', async () => {
    const { there, wire } = connected();
    const asked = wire.request('begin', {});
    there.last().say({ kind: 'reply', id: 0, ok: true, answer: { kind: 'riddle' } });
    expect(await asked).toEqual({
      ok: false,
      error: { kind: 'refused', failure: { kind: 'internal' } },
    });
  });

  it('takes one answer only, and none that nobody asked for', async () => {
    const { there, wire } = connected();
    const asked = wire.request('begin', {});
    const port = there.last();
    port.say({ kind: 'reply', id: 7, ok: true, answer: { kind: 'dial' } });
    port.say({ kind: 'reply', id: 0, ok: true, answer: { kind: 'none' } });
    port.say({ kind: 'reply', id: 0, ok: true, answer: { kind: 'dial' } });
    expect(await asked).toEqual({ ok: true, value: { kind: 'none' } });
  });

  it('fails when the background ends, and the next one opens the way anew', async () => {
    const { there, wire, onGone } = connected();
    const asked = wire.request('begin', {});
    there.last().end();
    expect(await asked).toEqual({ ok: false, error: { kind: 'worker-gone' } });
    expect(onGone).toHaveBeenCalledTimes(1);
    const again = wire.request('begin', {});
    expect(there.ports.length).toBe(2);
    there.last().say({ kind: 'reply', id: 1, ok: true, answer: { kind: 'none' } });
    expect((await again).ok).toBe(true);
  });

  it('fails where there is no background any more', async () => {
    const { there, wire } = connected();
    there.refuse();
    expect(await wire.request('begin', {})).toEqual({
      ok: false,
      error: { kind: 'worker-gone' },
    });
    expect(() => wire.reopen()).not.toThrow();
  });

  it('fails where the port closes in this very moment', async () => {
    const wire = createWire(
      () => ({
        send: () => {
          throw new Error('Attempting to use a disconnected port object');
        },
        close: () => {},
      }),
      () => {},
      () => {},
    );
    expect((await wire.request('begin', {})).ok).toBe(false);
  });
});

describe('what the background says by itself', () => {
  it('is heard, unless it is nothing that we know', () => {
    const { there, wire, events } = connected();
    wire.reopen();
    there.last().say({ kind: 'focus' });
    there.last().say({ kind: 'peer-ready', callId: OFFER.callId });
    there.last().say({ kind: 'peer-ready', callId: 'x' });
    there.last().say({ kind: 'dance' });
    there.last().say('focus');
    there.last().say(undefined);
    expect(events).toEqual([{ kind: 'focus' }, { kind: 'peer-ready', callId: OFFER.callId }]);
  });

  it('is not heard of a background that was replaced', () => {
    const { there, wire, events, onGone } = connected();
    wire.reopen();
    const old = there.last();
    old.end();
    wire.reopen();
    old.say({ kind: 'focus' });
    old.end();
    expect(events).toEqual([]);
    expect(onGone).toHaveBeenCalledTimes(1);
  });
});

describe('where the call is', () => {
  it('is told, and told again to a background that comes later', () => {
    const { there, wire } = connected();
    wire.tell(undefined);
    wire.reopen();
    wire.tell(LIVE);
    wire.keepAwake();
    expect(there.last().sent).toEqual([{ kind: 'live', call: LIVE }, { kind: 'alive' }]);
    there.last().end();
    wire.reopen();
    wire.reopen();
    expect(there.ports.length).toBe(2);
    expect(there.last().sent).toEqual([{ kind: 'live', call: LIVE }]);
  });

  it('is not told where there is none any more', () => {
    const { there, wire } = connected();
    wire.reopen();
    wire.tell(LIVE);
    wire.tell(undefined);
    expect(there.last().sent.at(-1)).toEqual({ kind: 'live', call: undefined });
    there.last().end();
    wire.reopen();
    expect(there.last().sent).toEqual([]);
  });
});

describe('the end', () => {
  it('closes the port, fails what waits, and opens nothing again', async () => {
    const { there, wire, onGone } = connected();
    const asked = wire.request('begin', {});
    wire.close();
    expect(there.last().closed).toBe(true);
    expect(await asked).toEqual({ ok: false, error: { kind: 'worker-gone' } });
    there.last().end();
    wire.reopen();
    await settle();
    expect(there.ports.length).toBe(1);
    expect(onGone).not.toHaveBeenCalled();
    expect((await wire.request('begin', {})).ok).toBe(false);
  });
});
