import { expect, it, onTestFinished, vi } from 'vitest';
import { parseNodeId } from '../../lib/node-id.ts';
import { ok } from '../../lib/result.ts';
import { parseIpv4 } from '../../native-host/ipv4.ts';
import { CallService } from '../../native-host/peer/call-service.node.ts';
import { UdpRelay } from '../../native-host/turn/udp-server.node.ts';
import { freePeerPort, runtimeFolder } from './call-pair.ts';
import { ALICE } from './native-host.ts';

const LIMIT = 32;

it('has no more calls than it may, however many are opened at once', async () => {
  const node = parseNodeId(ALICE);
  const address = parseIpv4('127.0.0.1');
  if (!node.ok || address === undefined) throw new Error('no address');
  vi.stubEnv('XDG_RUNTIME_DIR', runtimeFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
  // `mcc` answers nobody before all have asked.
  const answer = Promise.withResolvers<void>();
  const service = new CallService({
    overlay: {
      async reach() {
        await answer.promise;
        return ok({ address, source: undefined });
      },
      reachForPacket: () => ({ address, source: undefined }),
      setInUse: () => {},
      ownAddress: address,
    },
    peerPort: freePeerPort(),
    log: () => {},
    tell: () => {},
    makeRelay: (onPayload) => new UdpRelay(onPayload),
  });
  onTestFinished(() => service.closeAll());
  const open = (number: number) =>
    service.open({
      callId: number.toString(16).padStart(12, '0'),
      peerNodeId: node.value,
      role: 'caller',
    });
  const first = Array.from({ length: LIMIT + 8 }, (_, number) => open(number));
  // The same call again takes its own place and no further one.
  const again = open(0);
  answer.resolve();
  const opened = (await Promise.all(first)).map((result) =>
    result.ok ? 'open' : result.error.cause,
  );
  expect(opened.filter((how) => how === 'open')).toHaveLength(LIMIT);
  expect(opened.filter((how) => how === 'too-many-calls')).toHaveLength(8);
  expect((await again).ok).toBe(true);
  expect((await open(LIMIT + 20)).ok).toBe(false);
  service.close({ callId: '000000000005' });
  expect((await open(LIMIT + 20)).ok).toBe(true);
});
