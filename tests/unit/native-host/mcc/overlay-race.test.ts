import { expect, onTestFinished, test } from 'vitest';
import { parseNodeId } from '../../../../lib/node-id.ts';
import { type Ipv4, parseIpv4 } from '../../../../native-host/ipv4.ts';
import { Overlay } from '../../../../native-host/mcc/overlay.node.ts';
import type { MccRun } from '../../../../native-host/mcc/parse.ts';
import { settle } from '../../../fakes/clock.ts';

function nodeId(text: string) {
  const parsed = parseNodeId(text);
  return parsed.ok ? parsed.value : expect.unreachable();
}

const US = nodeId('gbkjnr7ydpj13bwjf8wcpwkemrnpfch0cfdtsvvgwpedjaa3we70');
const ALICE = nodeId('h8syf1xcv3rveegh00p89ew8sqbzkr4ckpjz3zs4xxr5tvf4hs4g');
const OWN = '10.115.0.1';

function ip(text: string): Ipv4 {
  return parseIpv4(text) ?? expect.unreachable(text);
}

function printed(text: string): MccRun {
  return { kind: 'exited', code: 0, stdout: `${text}\n`, stderr: '' };
}

test('an address that moves while the way to it is looked at is not given', async () => {
  let now = 0;
  const closed: string[] = [];
  const answers: ((run: MccRun) => void)[] = [];
  const ways: ((source: Ipv4) => void)[] = [];
  const overlay = new Overlay({
    driver: {
      async ask([question, node]) {
        if (question === 'id') return printed(US);
        if (node === US) return printed(OWN);
        return new Promise((resolve) => answers.push(resolve));
      },
      close: () => undefined,
    },
    command: ['mcc'],
    allowLoopback: false,
    interfaces: () => [{ name: 'tun0', address: ip(OWN), prefix: 16 }],
    routeSource: () => new Promise((resolve) => ways.push(resolve)),
    watchNetwork: () => () => undefined,
    now: () => now,
    onAddress: (_, address) => void closed.push(address ?? 'all'),
    onOwnAddress: () => undefined,
    onInterfaces: () => undefined,
    onStatus: () => undefined,
  });
  onTestFinished(() => overlay.close());
  async function lookAtWays(): Promise<void> {
    await settle();
    while (ways.length > 0) {
      ways.shift()?.(ip(OWN));
      // oxlint-disable-next-line no-await-in-loop -- another look may follow from this one
      await settle();
    }
  }

  const first = overlay.reach(ALICE);
  await settle();
  answers.shift()?.(printed('10.115.0.2'));
  await lookAtWays();
  expect(await first).toMatchObject({ value: { address: '10.115.0.2' } });

  // Old enough to be asked again, and young enough to be used meanwhile.
  now = 6_000;
  const second = overlay.reach(ALICE);
  await settle();
  expect([answers.length, ways.length]).toEqual([1, 1]);
  answers.shift()?.(printed('10.115.0.3'));
  await settle();
  expect(closed).toEqual(['10.115.0.3']);
  await lookAtWays();
  expect(await second).toMatchObject({ value: { address: '10.115.0.3' } });
});
