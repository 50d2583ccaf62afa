/** Speaks with the installed host as a browser would: starts the launcher, frames over its pipes. */
import { type ChildProcess, spawn } from 'node:child_process';
import * as v from 'valibot';
import { type Answer, HOST_PROTOCOL, REQUESTS, Reply } from '../../lib/protocol/host.ts';
import { CHECK_REQUESTS, type CheckAnswer } from '../../lib/protocol/host-checks.ts';
import { type NodeStatus } from '../../lib/protocol/host-values.ts';
import {
  HOST_HELLO_DEADLINE,
  HOST_REQUEST_DEADLINE,
  MAX_MESSAGE_FROM_HOST,
  MAX_MESSAGE_TO_HOST,
} from '../../lib/protocol/limits.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { encodeFrame, FrameReader } from '../framing.ts';
import type { TalkFailure } from './checks.ts';
import { causeOf } from './files.node.ts';

/** What the host answered: to `hello`, to `status` if `hello` went well, and about its ports if the node is up. */
export interface Talk {
  readonly hello: Result<Answer<'hello'>, TalkFailure>;
  readonly status: Result<NodeStatus, TalkFailure> | null;
  readonly ports: Result<CheckAnswer<'check.ports'>, TalkFailure> | null;
}

/** How long the host has to end after its input was closed, in milliseconds; browsers kill it sooner or later too. */
const END_DEADLINE = 2_000;
/** How much of what it complains about is kept, in bytes. */
const MAX_COMPLAINT = 2_000;

/** The environment of a browser started from a desktop: the same, with a bare PATH. */
export function bareEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return process.platform === 'win32' ? env : { ...env, PATH: '/usr/bin:/bin:/usr/sbin:/sbin' };
}

/** Starts `command`, says hello, asks for the status and the ports, and ends the host again. */
export async function talk(
  command: readonly [string, ...string[]],
  env: NodeJS.ProcessEnv,
): Promise<Talk> {
  const [program, ...args] = command;
  let child: ChildProcess;
  try {
    // Node starts no batch files without a shell; all arguments are our own constants.
    const batch = program.endsWith('.bat');
    child = spawn(batch ? `"${program}"` : program, args, {
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
      // A group of its own: what a broken launcher started must end with it.
      detached: process.platform !== 'win32',
      shell: batch,
      windowsHide: true,
    });
  } catch (error) {
    return { hello: err({ kind: 'not-started', cause: causeOf(error) }), ...NOTHING_MORE };
  }
  const wire = wireOf(child);
  try {
    const hello = await wire.ask(0, 'hello', HOST_HELLO_DEADLINE, {
      protocol: HOST_PROTOCOL,
      version: 'doctor',
      browser: 'chromium',
      capabilities: [],
    });
    if (!hello.ok) return { hello, ...NOTHING_MORE };
    const greeting = v.safeParse(REQUESTS.hello.answer, hello.value);
    if (!greeting.success) return { hello: err({ kind: 'not-understood' }), ...NOTHING_MORE };
    const status = await understood(
      REQUESTS.status.answer,
      wire.ask(1, 'status', HOST_REQUEST_DEADLINE, {}),
    );
    const isUp = status.ok && status.value.state === 'up';
    const ports = isUp
      ? await understood(
          CHECK_REQUESTS['check.ports'].answer,
          wire.ask(2, 'check.ports', HOST_REQUEST_DEADLINE, {}),
        )
      : null;
    return { hello: ok(greeting.output), status, ports };
  } finally {
    await ended(child);
  }
}

const NOTHING_MORE = { status: null, ports: null };

async function understood<T>(
  schema: v.GenericSchema<unknown, T>,
  asked: Promise<Result<unknown, TalkFailure>>,
): Promise<Result<T, TalkFailure>> {
  const answer = await asked;
  if (!answer.ok) return answer;
  const read = v.safeParse(schema, answer.value);
  return read.success ? ok(read.output) : err({ kind: 'not-understood' });
}

interface Wire {
  ask(
    id: number,
    kind: string,
    deadline: number,
    ask: unknown,
  ): Promise<Result<unknown, TalkFailure>>;
}

function wireOf(child: ChildProcess): Wire {
  const reader = new FrameReader(MAX_MESSAGE_FROM_HOST);
  let complaint = '';
  let over: TalkFailure | null = null;
  let waiting: { readonly id: number; done(result: Result<unknown, TalkFailure>): void } | null =
    null;
  const end = (failure: TalkFailure): void => {
    over ??= failure;
    waiting?.done(err(over));
  };
  child.once('error', (error) => end({ kind: 'not-started', cause: causeOf(error) }));
  child.once('close', (code) => end({ kind: 'ended', code, complaint: complaint.trim() }));
  child.stdin?.on('error', () => {}); // A host that ended closes it; its end is told by `close`.
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString('utf8')).slice(-MAX_COMPLAINT);
  });
  child.stdout?.on('data', (chunk: Buffer) => {
    const read = reader.push(chunk);
    if (!read.ok) return end({ kind: 'not-understood' });
    for (const message of read.value) {
      const reply = v.safeParse(Reply, message);
      // Events may come at any time; only replies matter here.
      if (!reply.success || reply.output.id !== waiting?.id) continue;
      const { output } = reply;
      waiting.done(
        output.ok
          ? ok(output.answer)
          : err({ kind: 'refused', failure: output.failure, detail: output.detail ?? '' }),
      );
    }
  });
  return {
    ask: (id, kind, deadline, ask) =>
      new Promise((resolve) => {
        if (over !== null) return resolve(err(over));
        const timer = setTimeout(() => waiting?.done(err({ kind: 'silent' })), deadline);
        waiting = {
          id,
          done(result) {
            clearTimeout(timer);
            waiting = null;
            resolve(result);
          },
        };
        child.stdin?.write(encodeFrame({ id, kind, ask }, MAX_MESSAGE_TO_HOST) ?? '');
      }),
  };
}

/** Closes the host's input, which tells it to end, and kills its group if it doesn't. */
function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
      return resolve();
    }
    const timer = setTimeout(() => {
      kill(child);
      child.stdout?.destroy();
      child.stderr?.destroy();
    }, END_DEADLINE);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.stdin?.end();
  });
}

function kill(child: ChildProcess): void {
  try {
    if (process.platform === 'win32' || child.pid === undefined) child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended by itself in between.
  }
}
