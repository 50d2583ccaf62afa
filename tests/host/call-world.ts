import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { parseNodeId } from '../../lib/node-id.ts';
import { FIRST_VIEWS, NODES, OVERLAY_DEVICE, OWN_ADDRESS } from '../e2e/harness/addresses.ts';
import { attachNode, makeRouter, writeOverlay } from '../e2e/harness/overlay-router.ts';
import { run } from '../e2e/harness/process.ts';
import type { World } from '../e2e/harness/world.ts';
import { runtimeFolder } from './call-pair.ts';
import { ALICE, BOB, type MccState, startHost, type TestHost, US } from './native-host.ts';

export type Machine = 'A' | 'B' | 'C';
export const LAN_OURS = '192.168.77.1';
export const LAN_THEIRS = '192.168.77.2';
const LAN_GATEWAY = '192.168.77.3';
const AGENT = fileURLToPath(new URL('call-agent.ts', import.meta.url));
const IDS: Readonly<Record<Machine, string>> = { A: US, B: ALICE, C: BOB };

function nodeId(text: string) {
  const id = parseNodeId(text);
  if (!id.ok) throw new Error(text);
  return id.value;
}

/** Three machines with overlay interfaces of MTU 1100, behind firewalls that let through UDP to the hosts' port alone; A has a LAN. */
export async function buildCallWorld(): Promise<World> {
  const name = `cb-call-${process.pid}`;
  const [A, B, C, R, L] = ['A', 'B', 'C', 'R', 'L'].map((part) => `${name}-${part}`);
  if (!A || !B || !C || !R || !L) throw new Error('unreachable');
  const world: World = {
    dir: mkdtempSync(join(tmpdir(), 'copybara-calls-')),
    namespaces: { A, B, C, R, L },
    display: '',
    nodeIds: { A: nodeId(US), B: nodeId(ALICE), C: nodeId(BOB) },
  };
  for (const namespace of Object.values(world.namespaces)) {
    await run('ip', ['netns', 'add', namespace]);
    await run('ip', ['-n', namespace, 'link', 'set', 'lo', 'up']);
  }
  await makeRouter(world);
  for (const node of NODES) await attachNode(world, node);
  await writeOverlay(world, { views: { ...FIRST_VIEWS }, cut: {} });
  await inside(R, [`add table ip watch`, ...fragments('watch')]);
  for (const namespace of [A, B]) {
    const device = OVERLAY_DEVICE;
    await inside(namespace, [
      'add table ip watch',
      ...fragments('watch'),
      'add chain ip watch out { type filter hook output priority 0; policy accept; }',
      'add chain ip watch in { type filter hook input priority 0; policy accept; }',
      `add rule ip watch out oifname ${device} udp dport 9378 accept`,
      `add rule ip watch out oifname ${device} counter drop`,
      `add rule ip watch in iifname ${device} udp dport 9378 accept`,
      `add rule ip watch in iifname ${device} counter drop`,
    ]);
  }
  await run('ip', ['-n', A, '-batch', '-'], {
    input: [
      `link add lan0 type veth peer name lan0 netns ${L}`,
      `addr add ${LAN_OURS}/24 dev lan0`,
      `addr add ${LAN_GATEWAY}/24 dev lan0`,
      'link set lan0 up',
    ].join('\n'),
  });
  await run('ip', ['-n', L, '-batch', '-'], {
    input: [
      `addr add ${LAN_THEIRS}/24 dev lan0`,
      'link set lan0 up',
      // A stranger that says it has an address of A, and knows the way to A's others.
      `addr add ${LAN_OURS}/32 dev lo`,
      `route add ${OWN_ADDRESS}/32 via ${LAN_GATEWAY} src ${LAN_THEIRS}`,
    ].join('\n'),
  });
  return world;
}

export async function destroyCallWorld(world: World): Promise<void> {
  for (const namespace of Object.values(world.namespaces)) {
    await run('ip', ['netns', 'del', namespace]).catch(() => '');
  }
  rmSync(world.dir, { recursive: true, force: true });
}

function fragments(table: string): readonly string[] {
  return [
    `add chain ip ${table} pre { type filter hook prerouting priority -450; policy accept; }`,
    `add rule ip ${table} pre ip frag-off & 0x3fff != 0 counter comment "fragment"`,
  ];
}

async function inside(namespace: string, rules: readonly string[]): Promise<void> {
  const input = rules.join('\n');
  await run('ip', ['netns', 'exec', namespace, 'nft', '-f', '-'], { input });
}

/** How many fragments the router saw, and how many packets the firewalls of A and B dropped. */
export async function watched(world: World): Promise<{ fragments: number; dropped: number }> {
  let [seen, dropped] = [0, 0];
  for (const machine of ['A', 'B', 'R'] as const) {
    const command = [
      'netns',
      'exec',
      world.namespaces[machine],
      'nft',
      'list',
      'table',
      'ip',
      'watch',
    ];
    const text = await run('ip', command);
    for (const line of text.split('\n')) {
      const packets = Number(/counter packets (\d+)/.exec(line)?.[1] ?? 0);
      if (line.includes('fragment')) seen += packets;
      else dropped += packets;
    }
  }
  return { fragments: seen, dropped };
}

/** What a machine's mcc says; `views` are addresses by `viewer>peer`. */
export function mccOf(
  machine: Machine,
  views: Readonly<Record<string, string>> = FIRST_VIEWS,
): MccState {
  const addresses = Object.fromEntries(
    NODES.map((other) => [
      IDS[other],
      other === machine ? OWN_ADDRESS : (views[`${machine}>${other}`] ?? '10.115.254.254'),
    ]),
  );
  return { id: IDS[machine], addresses };
}

/** A real host on a machine. */
export async function startOn(
  world: World,
  machine: Machine,
  state = mccOf(machine),
): Promise<TestHost> {
  return startHost({
    state,
    config: { allowLoopback: false },
    prefix: ['ip', 'netns', 'exec', world.namespaces[machine]],
    env: { XDG_RUNTIME_DIR: runtimeFolder() },
  });
}

/** A process on a machine that does as it is told. */
export interface Agent {
  ask(command: string, about?: object): Promise<unknown>;
  /** The same where it is a text that is sent to the page's peer, or waited for. */
  say(text: string): Promise<unknown>;
  hear(patience?: number): Promise<string | undefined>;
}

export async function startAgent(world: World, machine: Machine | 'L'): Promise<Agent> {
  const namespace = world.namespaces[machine];
  const child = spawn('ip', ['netns', 'exec', namespace, process.execPath, AGENT], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const waiting: ((line: string) => void)[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.(line));
  const line = (): Promise<unknown> =>
    new Promise((resolve) => waiting.push((text) => resolve(JSON.parse(text))));
  await line();
  const ask = (command: string, about: object = {}): Promise<unknown> => {
    child.stdin.write(`${JSON.stringify({ ...about, do: command })}\n`);
    return line();
  };
  return {
    ask,
    say: (text) => ask('say', { hex: Buffer.from(text).toString('hex') }),
    async hear(patience = 500) {
      const hex = await ask('hear', { patience });
      return typeof hex === 'string' ? Buffer.from(hex, 'hex').toString() : undefined;
    },
  };
}
