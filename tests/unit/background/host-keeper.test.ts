import { beforeEach, describe, expect, test } from 'vitest';
import {
  createHostKeeper,
  type HostKeeper,
  type HostState,
} from '../../../lib/background/host-keeper.ts';
import type { HostConnection, HostConnectionOptions } from '../../../lib/host/client.ts';
import type { HostEvent } from '../../../lib/protocol/host.ts';
import type { HostLinkFailure } from '../../../lib/protocol/ui.ts';
import { err, ok } from '../../../lib/result.ts';
import { createClock, settle } from '../../fakes/clock.ts';

type Handlers = Pick<HostConnectionOptions, 'onEvent' | 'onDown'>;

const hello = {
  protocol: 1 as const,
  version: '1',
  platform: 'linux',
  capabilities: [],
  socks: { port: 1080 },
};

let clock: ReturnType<typeof createClock>;
let connections: { handlers: Handlers; closed: boolean }[];
let states: HostState[];
let events: HostEvent[];
let starts: 'up' | HostLinkFailure;
let keeper: HostKeeper;

function connect(handlers: Handlers): HostConnection {
  const mine = { handlers, closed: false };
  connections.push(mine);
  const failure = starts === 'up' ? undefined : starts;
  if (failure !== undefined) queueMicrotask(() => handlers.onDown(failure));
  return {
    hello: Promise.resolve(failure === undefined ? ok(hello) : err({ kind: failure })),
    request: async () => err({ kind: 'unsupported' }),
    exchange: async () => err({ kind: 'unsupported' }),
    close: () => {
      mine.closed = true;
    },
  };
}

beforeEach(() => {
  clock = createClock();
  connections = [];
  states = [];
  events = [];
  starts = 'up';
  keeper = createHostKeeper({
    connect,
    after: clock.after,
    onState: (state) => void states.push(state),
    onEvent: (event) => void events.push(event),
  });
});

describe('keeping the host', () => {
  test('connects once, however many ask', async () => {
    await Promise.all([keeper.connect(), keeper.request('status', {}), keeper.connect()]);
    expect(connections).toHaveLength(1);
    expect(states.map(({ state }) => state)).toEqual(['connecting', 'connected']);
  });

  test('comes back after a host that stopped, waiting longer each time it fails', async () => {
    await keeper.connect();
    starts = 'host-start-failed';
    connections[0]?.handlers.onDown('host-stopped');
    await clock.advance(200);
    expect(connections).toHaveLength(2);
    await clock.advance(999);
    expect(connections).toHaveLength(2);
    await clock.advance(1);
    expect(connections).toHaveLength(3);
  });

  test('does not hammer for a host that is not installed, but asks when somebody needs it', async () => {
    starts = 'host-not-installed';
    expect(await keeper.request('status', {})).toEqual(err({ kind: 'host-not-installed' }));
    await clock.advance(600_000);
    expect(connections).toHaveLength(1);
    starts = 'up';
    await keeper.request('status', {});
    expect(keeper.state().state).toBe('connected');
  });

  test('a former connection has no say', async () => {
    await keeper.connect();
    keeper.stop();
    keeper.resume();
    await keeper.connect();
    const [former] = connections;
    former?.handlers.onDown('host-stopped');
    former?.handlers.onEvent({ event: 'route.failed', name: 'x' as never, cause: 'node-silent' });
    await settle();
    expect(keeper.state().state).toBe('connected');
    expect(events).toEqual([]);
    expect(former?.closed).toBe(true);
  });

  test('does not start a host again and again that ends soon after its hello', async () => {
    const end = (): void => connections.at(-1)?.handlers.onDown('host-stopped');
    await keeper.connect();
    for (let second = 0; second < 60; second += 1) {
      end();
      // oxlint-disable-next-line no-await-in-loop -- one second after the other
      await clock.advance(1_000);
    }
    expect(connections.length).toBeLessThan(9);
    // One that ran for a while is there again at once.
    await clock.advance(60_000);
    const before = connections.length;
    end();
    await clock.advance(200);
    expect(connections).toHaveLength(before + 1);
  });

  test('stopped, it stays away, whoever still asks for something', async () => {
    await keeper.connect();
    keeper.stop();
    expect(await keeper.request('status', {})).toEqual(err({ kind: 'host-stopped' }));
    expect(await keeper.connect()).toEqual({ state: 'down', failure: 'host-stopped' });
    await clock.advance(600_000);
    expect(connections).toHaveLength(1);
    keeper.resume();
    expect(await keeper.connect()).toMatchObject({ state: 'connected' });
  });
});
