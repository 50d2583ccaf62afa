import { describe, expect, test } from 'vitest';
import { connectHost } from '../../../lib/host/client.ts';
import { classifyClose } from '../../../lib/host/failure.ts';
import type { Transport } from '../../../lib/host/transport.ts';
import type { HostEvent } from '../../../lib/protocol/host.ts';
import { HOST_HELLO_DEADLINE, HOST_REQUEST_DEADLINE } from '../../../lib/protocol/limits.ts';
import { createClock, settle } from '../../fakes/clock.ts';

const HELLO = {
  protocol: 1,
  version: '0.1.0',
  platform: 'linux',
  capabilities: [],
  socks: { port: 1234 },
};

function setUp() {
  const sent: unknown[] = [];
  const events: HostEvent[] = [];
  const downs: string[] = [];
  const clock = createClock();
  let receive: (message: unknown) => void = () => {};
  let end: (reason: string) => void = () => {};
  let closed = false;
  const transport: Transport = (onMessage, onClose) => {
    receive = onMessage;
    end = onClose;
    return {
      send: (message) => void sent.push(message),
      close: () => {
        closed = true;
      },
    };
  };
  const connection = connectHost({
    transport,
    after: clock.after,
    browser: 'chromium',
    version: '0.1.0',
    onEvent: (event) => void events.push(event),
    onDown: (failure) => void downs.push(failure),
  });
  return {
    connection,
    clock,
    sent,
    events,
    downs,
    isClosed: () => closed,
    receive: (message: unknown) => receive(message),
    end: (reason: string) => end(reason),
  };
}

describe('a connection to the host', () => {
  test('says hello first and takes the answer', async () => {
    const { connection, sent, receive } = setUp();
    expect(sent).toEqual([
      { id: 0, kind: 'hello', ask: expect.objectContaining({ protocol: 1, browser: 'chromium' }) },
    ]);
    receive({ id: 0, ok: true, answer: HELLO });
    expect(await connection.hello).toEqual({ ok: true, value: HELLO });
  });

  test('gives up on a host that says nothing', async () => {
    const { connection, clock, downs, isClosed } = setUp();
    await clock.advance(HOST_HELLO_DEADLINE);
    expect(await connection.hello).toEqual({ ok: false, error: { kind: 'host-silent' } });
    expect(downs).toEqual(['host-silent']);
    expect(isClosed()).toBe(true);
  });

  test.each([
    [{ id: 0, ok: true, answer: { ...HELLO, protocol: 2 } }],
    [{ id: 0, ok: false, failure: 'unsupported' }],
  ])('finds a host of another protocol incompatible: %j', async (reply) => {
    const { connection, receive, downs } = setUp();
    receive(reply);
    expect(await connection.hello).toMatchObject({
      ok: false,
      error: { kind: 'host-incompatible' },
    });
    expect(downs).toEqual(['host-incompatible']);
  });

  test('pairs replies with requests by id, whatever their order', async () => {
    const { connection, receive } = setUp();
    receive({ id: 0, ok: true, answer: HELLO });
    const status = connection.request('status', {});
    const proxy = connection.request('system-proxy', {});
    receive({ id: 2, ok: true, answer: { kind: 'none' } });
    receive({ id: 1, ok: true, answer: { state: 'down', cause: 'mcc-timeout' } });
    expect(await proxy).toEqual({ ok: true, value: { kind: 'none' } });
    expect(await status).toEqual({ ok: true, value: { state: 'down', cause: 'mcc-timeout' } });
  });

  test('takes no answer of another shape', async () => {
    const { connection, receive } = setUp();
    receive({ id: 0, ok: true, answer: HELLO });
    const status = connection.request('status', {});
    receive({ id: 1, ok: true, answer: { state: 'up', nodeId: '<script>', address: '10.0.0.1' } });
    expect(await status).toEqual({ ok: false, error: { kind: 'host-incompatible' } });
  });

  test('a request has a deadline, and a late reply is dropped', async () => {
    const { connection, clock, receive, downs } = setUp();
    receive({ id: 0, ok: true, answer: HELLO });
    const status = connection.request('status', {});
    await clock.advance(HOST_REQUEST_DEADLINE);
    expect(await status).toEqual({ ok: false, error: { kind: 'host-silent' } });
    receive({ id: 1, ok: true, answer: { state: 'down', cause: 'mcc-timeout' } });
    expect(downs).toEqual([]);
  });

  test('fails everything that waits when the host goes, and says so once', async () => {
    const { connection, receive, end, downs } = setUp();
    receive({ id: 0, ok: true, answer: HELLO });
    await connection.hello;
    const status = connection.request('status', {});
    end('Native host has exited.');
    end('again');
    expect(await status).toEqual({ ok: false, error: { kind: 'host-stopped' } });
    expect(await connection.request('status', {})).toEqual({
      ok: false,
      error: { kind: 'host-stopped' },
    });
    expect(downs).toEqual(['host-stopped']);
  });

  test('hands on events after hello, drops what it does not know', async () => {
    const { connection, receive, events } = setUp();
    receive({ event: 'route.wanted', name: 'alice.azero', reason: 'unknown' });
    receive({ id: 0, ok: true, answer: HELLO });
    await connection.hello;
    receive({ event: 'route.wanted', name: 'Alice.a0', reason: 'unknown' });
    receive({ event: 'route.wanted', name: 'nothing of ours', reason: 'unknown' });
    receive({ event: 'something-newer' });
    receive('noise');
    expect(events).toEqual([{ event: 'route.wanted', name: 'alice.azero', reason: 'unknown' }]);
  });

  test('survives a transport that can not even start', async () => {
    const downs: string[] = [];
    const connection = connectHost({
      transport: () => {
        throw new Error('Access to the specified native messaging host is forbidden.');
      },
      after: createClock().after,
      browser: 'chromium',
      version: '0',
      onEvent: () => {},
      onDown: (failure) => void downs.push(failure),
    });
    await settle();
    expect(await connection.hello).toEqual({ ok: false, error: { kind: 'host-forbidden' } });
    expect(downs).toEqual(['host-forbidden']);
  });
});

describe('the end of a connection in one word', () => {
  test.each([
    ['Specified native messaging host not found.', false, 'host-not-installed'],
    ['No such native application io.staex.copybara', false, 'host-not-installed'],
    ['Access to the specified native messaging host is forbidden.', false, 'host-forbidden'],
    [
      'This extension does not have permission to use native application io.staex.copybara',
      false,
      'host-forbidden',
    ],
    ['Failed to start native messaging host.', false, 'host-start-failed'],
    ['File at path "/x" does not exist, or is not executable', false, 'host-start-failed'],
    ['Native host has exited.', false, 'host-start-failed'],
    ['Native host has exited.', true, 'host-stopped'],
    ['', true, 'host-stopped'],
  ])('%s (hello: %s) is %s', (reason, saidHello, expected) => {
    expect(classifyClose(reason, saidHello)).toBe(expected);
  });
});
