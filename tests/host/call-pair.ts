import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { onTestFinished } from 'vitest';
import { REQUESTS, TURN_TCP } from '../../lib/protocol/host.ts';
import { ALICE, type StartOptions, startHost, type TestHost, US } from './native-host.ts';
import { TurnClient } from './turn-client.ts';

/** Two machines on loopback, where nothing but the hosts' own rules keep them apart. */
export const OURS = '127.77.0.1';
const THEIRS = '127.77.0.2';
const addresses = { [US]: OURS, [ALICE]: THEIRS };
export const HERE = { id: US, addresses };
export const THERE = { id: ALICE, addresses };
export const KEY = '5a'.repeat(32);

export type Access = v.InferOutput<(typeof REQUESTS)['call.open']['answer']>;

/** A folder that stands for one person's XDG_RUNTIME_DIR. */
export function runtimeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'copybara-run-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A port that no other test file uses at the same time. */
export function freePeerPort(): number {
  return 20_000 + Math.floor(Math.random() * 9_000);
}

/** A host whose pages reach their relay over UDP, or over TCP. */
export async function startPeer(
  state: NonNullable<StartOptions['state']>,
  peerPort: number,
  folder = runtimeFolder(),
  over: 'udp' | 'tcp' = 'udp',
): Promise<TestHost> {
  const capabilities = over === 'tcp' ? [TURN_TCP] : [];
  return startHost({ state, config: { peerPort }, env: { XDG_RUNTIME_DIR: folder }, capabilities });
}

/** Opens one side of a call. */
export async function openCall(
  host: TestHost,
  callId: string,
  peerNodeId: string,
  role: 'caller' | 'callee',
): Promise<Access> {
  const reply = await host.request('call.open', { callId, peerNodeId, role });
  if (!reply.ok) throw new Error(`call.open: ${reply.failure} ${reply.detail ?? ''}`);
  return v.parse(REQUESTS['call.open'].answer, reply.answer);
}

export async function armCall(host: TestHost, callId: string, key = KEY): Promise<void> {
  const reply = await host.request('call.arm', { callId, key });
  if (!reply.ok) throw new Error(`call.arm: ${reply.failure}`);
}

/** A page with its allocation, on the channel or, as Firefox likes it, with indications. */
export async function openPage(access: Access, by: 'channel' | 'indication'): Promise<TurnClient> {
  const client = new TurnClient(access);
  onTestFinished(() => client.close());
  const code = await client.allocate();
  if (code !== 0) throw new Error(`Allocate: ${code}`);
  const permitted = by === 'channel' ? await client.bindChannel() : await client.permit();
  if (permitted !== 0) throw new Error(`${by}: ${permitted}`);
  return client;
}

export interface Pair {
  readonly here: TestHost;
  readonly there: TestHost;
  readonly page: TurnClient;
  readonly peer: TurnClient;
  readonly callId: string;
}

/** A call between the two machines, both pages connected to their relays, both hosts ready. */
export async function connectPages(
  here: TestHost,
  there: TestHost,
  callId = 'a1b2c3d4e5f6',
): Promise<Pair> {
  const ours = await openCall(here, callId, ALICE, 'caller');
  const theirs = await openCall(there, callId, US, 'callee');
  await Promise.all([armCall(here, callId), armCall(there, callId)]);
  await Promise.all([here.event('call.ready'), there.event('call.ready')]);
  const page = await openPage(ours, 'channel');
  const peer = await openPage(theirs, 'indication');
  return { here, there, page, peer, callId };
}

/** Whether what one page says reaches the other. */
export async function reaches(from: TurnClient, to: TurnClient, text: string): Promise<boolean> {
  from.send(Buffer.from(text));
  return (await to.receive(400))?.toString() === text;
}
