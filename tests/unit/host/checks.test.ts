import { describe, expect, test } from 'vitest';
import { connectChecks } from '../../../lib/host/checks.ts';
import { parseNodeId } from '../../../lib/node-id.ts';
import { createClock, settle } from '../../fakes/clock.ts';

const NODE = 'gbkjnr7ydpj13bwjf8wcpwkemrnpfch0cfdtsvvgwpedjaa3we70';
const HELLO = {
  protocol: 1,
  version: '0.1.0',
  platform: 'linux',
  capabilities: ['checks'],
  socks: { port: 1234 },
};

function setUp() {
  const sent: unknown[] = [];
  let receive: (message: unknown) => void = () => {};
  const host = connectChecks({
    transport: (onMessage) => {
      receive = onMessage;
      return { send: (message) => void sent.push(message), close: () => void sent.push('closed') };
    },
    after: createClock().after,
    browser: 'firefox',
    version: '0.1.0',
  });
  return { host, sent, receive: (message: unknown) => receive(message) };
}

describe('a host of a page’s own', () => {
  test('is told that it only checks, and asked after its hello', async () => {
    const { host, sent, receive } = setUp();
    expect(sent).toEqual([
      { id: 0, kind: 'hello', ask: expect.objectContaining({ browser: 'firefox' }) },
    ]);
    expect(JSON.stringify(sent)).toContain('"checks-only"');
    const nodeId = parseNodeId(NODE);
    const looked = host.check('check.peer', {
      nodeId: nodeId.ok ? nodeId.value : expect.unreachable(),
    });
    receive({ id: 0, ok: true, answer: HELLO });
    await settle();
    expect(sent[1]).toEqual({ id: 1, kind: 'check.peer', ask: { nodeId: NODE } });
    const answer = { sent: 1, heard: true, answered: false };
    receive({ id: 1, ok: true, answer });
    expect(await looked).toEqual({ ok: true, value: answer });
    host.close();
    expect(sent[2]).toBe('closed');
  });

  test('says so where it is too old to check, or answers nonsense', async () => {
    const old = setUp();
    const ports = old.host.check('check.ports', {});
    old.receive({ id: 0, ok: true, answer: { ...HELLO, capabilities: [] } });
    expect(await ports).toEqual({ ok: false, error: { kind: 'host-incompatible' } });
    expect(old.sent).toHaveLength(1);

    const strange = setUp();
    const loop = strange.host.check('check.loop', {});
    strange.receive({ id: 0, ok: true, answer: HELLO });
    await settle();
    const turnUrl = 'turn:stun.example:1?transport=udp';
    strange.receive({ id: 1, ok: true, answer: { turnUrl, ends: {}, peerVirtual: {} } });
    expect(await loop).toEqual({ ok: false, error: { kind: 'host-incompatible' } });
  });

  test('hands on why there is no answer', async () => {
    const { host, receive } = setUp();
    const ports = host.check('check.ports', {});
    receive({ id: 0, ok: true, answer: HELLO });
    await settle();
    receive({ id: 1, ok: false, failure: 'mcc-daemon-down' });
    expect(await ports).toEqual({ ok: false, error: { kind: 'mcc-daemon-down' } });
  });
});
