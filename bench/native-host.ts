/** The real native host over pipes, as a browser starts it, with a simulated `mcc`. */
import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectHost, type HostConnection } from '../lib/host/client.ts';
import type { Transport } from '../lib/host/transport.ts';
import { type AzeroName, parseName } from '../lib/names/name.ts';
import { type NodeId, nodeIdFromBytes } from '../lib/node-id.ts';
import { MAX_MESSAGE_FROM_HOST, MAX_MESSAGE_TO_HOST } from '../lib/protocol/limits.ts';
import { encodeFrame, FrameReader } from '../native-host/framing.ts';

const MCC = fileURLToPath(new URL('../tests/stand-ins/mcc/mcc.mjs', import.meta.url));
/** The host as `npm run build` leaves it; COPYBARA_BENCH_HOST names another file, to compare two. */
const HOST =
  process.env['COPYBARA_BENCH_HOST'] ??
  fileURLToPath(new URL('../.output/native-host/copybara-host.mjs', import.meta.url));

/** A host that runs. */
export interface RunningHost {
  readonly connection: HostConnection;
  readonly pid: number;
  /** Its SOCKS port on 127.0.0.1. */
  readonly port: number;
  /** Closes its input, as a browser that ends; resolves when it is gone. */
  stop(): Promise<void>;
}

/** A name in its normal form; throws for anything else. */
export function nameOf(text: string): AzeroName {
  const name = parseName(text);
  if (!name.ok) throw new Error(`no name: ${text}`);
  return name.value;
}

/** A node id of a new key. */
export function newNodeId(): NodeId {
  const { publicKey } = generateKeyPairSync('ed25519');
  const id = nodeIdFromBytes(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32));
  if (!id.ok) throw new Error('an Ed25519 key is 32 bytes');
  return id.value;
}

/** Writes the settings of a host for which each node has the address given; the file's path. `folder` must exist. */
export function writeHostConfig(
  folder: string,
  own: { readonly id: NodeId; readonly address: string },
  others: Readonly<Record<NodeId, string>>,
  extra: Readonly<Record<string, unknown>> = {},
): string {
  const state = join(folder, 'mcc.json');
  const config = join(folder, 'host.json');
  const addresses = { [own.id]: own.address, ...others };
  writeFileSync(state, JSON.stringify({ id: own.id, addresses }));
  const mcc = [process.execPath, MCC, '--state', state];
  writeFileSync(config, JSON.stringify({ mcc, allowLoopback: true, ...extra }));
  return config;
}

/** Starts the host for Chromium, so with its check of who connects; `node` are arguments for Node itself. */
export async function startHost(
  config: string,
  node: readonly string[] = [],
): Promise<RunningHost> {
  const child = spawn(process.execPath, [...node, HOST], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, COPYBARA_HOST_CONFIG: config },
  });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const transport: Transport = (onMessage, onClose) => {
    const reader = new FrameReader(MAX_MESSAGE_FROM_HOST);
    child.stdout.on('data', (chunk: Buffer) => {
      const messages = reader.push(chunk);
      if (!messages.ok) throw new Error(messages.error.kind);
      for (const message of messages.value) onMessage(message);
    });
    child.once('close', (code) => onClose(`it ended with ${code}`));
    return {
      send: (message) => void child.stdin.write(encodeFrame(message, MAX_MESSAGE_TO_HOST) ?? ''),
      close: () => void child.stdin.end(),
    };
  };
  const connection = connectHost({
    transport,
    after: (ms, task) => {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
    browser: 'chromium',
    version: 'bench',
    onEvent: () => {},
    onDown: () => {},
  });
  const hello = await connection.hello;
  if (!hello.ok || child.pid === undefined) {
    child.kill();
    throw new Error(`the host said no hello: ${hello.ok ? '' : hello.error.kind}`);
  }
  return {
    connection,
    pid: child.pid,
    port: hello.value.socks.port,
    stop: async () => {
      connection.close();
      await gone;
    },
  };
}

/** Lets a host know a name's node; throws when it can't be reached. */
export async function setRoute(host: RunningHost, name: string, nodeId: NodeId): Promise<void> {
  const set = await host.connection.request('route.set', { name: nameOf(name), nodeId });
  if (!set.ok) throw new Error(`no route: ${set.error.kind} ${set.error.detail ?? ''}`);
}
