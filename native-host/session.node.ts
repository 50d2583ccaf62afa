import type { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import { MAX_MESSAGE_FROM_HOST, MAX_MESSAGE_TO_HOST } from '../lib/protocol/limits.ts';
import type { Result } from '../lib/result.ts';
import type { ConfigError, HostConfig } from './config.ts';
import { DEFAULT_CONFIG } from './config.ts';
import { encodeFrame, FrameReader } from './framing.ts';
import { createHost } from './host.node.ts';
import { HANDLER_DEADLINE, MAX_REQUESTS_UNDER_WAY, MAX_UNREAD_OUTPUT } from './limits.ts';
import { createLog } from './log.node.ts';
import { createRouter, type Handlers } from './router.ts';

/** Speaks native messaging over standard input and output until the browser ends it; then the process exits. */
export function runSession(load: () => Result<HostConfig, ConfigError>, version: string): void {
  const settings = load();
  const log = createLog((settings.ok ? settings.value : DEFAULT_CONFIG).log, () => new Date());
  if (!settings.ok) log('error', 'config-bad', { detail: settings.error.detail });

  const output = process.stdout;
  const send = (message: object): void => {
    const frame = encodeFrame(message, MAX_MESSAGE_FROM_HOST);
    if (frame) output.write(frame);
    else if ('id' in message)
      send({ id: message.id, ok: false, failure: 'internal', detail: 'too large' });
    if (output.writableLength > MAX_UNREAD_OUTPUT) end('browser-does-not-read', 1);
  };

  const host = createHost(settings, version, log, send);
  const handlers: Handlers = {
    ...host.handlers,
    async status(ask) {
      const status = await host.handlers.status(ask);
      const down = status.ok && status.value.state === 'down';
      // The person may just have put the settings right: the browser starts a host that reads them. Nothing that works is cut off.
      if (down && !isDeepStrictEqual(load(), settings)) {
        setImmediate(() => end('settings-changed', 0));
      }
      return status;
    },
  };
  const route = createRouter(handlers, within);
  const reader = new FrameReader(MAX_MESSAGE_TO_HOST);
  const input: Readable = process.stdin;
  let underWay = 0;

  const take = async (message: unknown): Promise<void> => {
    underWay += 1;
    if (underWay >= MAX_REQUESTS_UNDER_WAY) input.pause();
    const reply = await route(message);
    underWay -= 1;
    if (underWay < MAX_REQUESTS_UNDER_WAY) input.resume();
    if (reply) send(reply);
    else log('error', 'message-without-id');
  };

  const end = (event: string, code: number): void => {
    log(code === 0 ? 'info' : 'error', event);
    host.close();
    // What is not written by now, the browser no longer wants.
    process.exit(code);
  };

  input.on('data', (chunk: Buffer) => {
    const messages = reader.push(chunk);
    if (!messages.ok) return end(messages.error.kind, 1);
    for (const message of messages.value) void take(message);
  });
  input.on('end', () => end('browser-gone', 0));
  input.on('error', () => end('browser-gone', 0));
  output.on('error', () => end('browser-gone', 0));
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => end('signal', 0));
  process.on('uncaughtException', (error) => {
    log('debug', 'uncaught', { stack: error.stack });
    end('uncaught', 1);
  });
}

function within<T>(work: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), HANDLER_DEADLINE);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
