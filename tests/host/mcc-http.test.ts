import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { ALICE, DEMO, type MccState, US } from './native-host.ts';

const MAIN = fileURLToPath(new URL('../../native-host/main.node.ts', import.meta.url));
const MCC = fileURLToPath(new URL('../stand-ins/mcc/mcc', import.meta.url));
const APP = 'https://copybara.staex.io';
const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

interface Answer {
  readonly status: number | undefined;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // oxlint-disable-next-line no-unsafe-type-assertion -- a server that listens on TCP has this
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The real program in a process of its own; ends with the test. */
async function serve(state: MccState = DEMO): Promise<{
  readonly port: number;
  readonly ask: (
    path: string,
    headers?: Record<string, string>,
    method?: string,
  ) => Promise<Answer>;
  readonly setMcc: (state: MccState) => void;
  readonly stop: () => Promise<number | null>;
}> {
  const folder = mkdtempSync(join(tmpdir(), 'copybara-mcc-http-'));
  const stateFile = join(folder, 'mcc.json');
  const setMcc = (next: MccState): void => writeFileSync(stateFile, JSON.stringify(next));
  setMcc(state);
  const port = await freePort();
  const config = { mcc: [MCC, '--state', stateFile], mccTimeoutMs: 1000, mccHttp: { port } };
  writeFileSync(join(folder, 'host.json'), JSON.stringify(config));
  const child = spawn(process.execPath, [MAIN, 'serve-http'], {
    env: { ...process.env, COPYBARA_HOST_CONFIG: join(folder, 'host.json') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });
  const [line] = await once(child.stdout, 'data');
  expect(String(line)).toContain(`http://127.0.0.1:${port} for ${APP}`);
  return {
    port,
    setMcc,
    ask: (path, headers = { origin: APP }, method = 'GET') =>
      new Promise((resolve, reject) => {
        const asked = request(
          { host: '127.0.0.1', port, path, method, headers, agent: false },
          (response) => {
            let body = '';
            response.setEncoding('utf8');
            response.on('data', (text: string) => (body += text));
            response.on('end', () =>
              resolve({ status: response.statusCode, body, headers: response.headers }),
            );
          },
        );
        asked.on('error', reject);
        asked.end();
      }),
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

test('the web app asks its two questions and gets what the script gave it', async () => {
  const { ask, stop } = await serve();
  const id = await ask('/id');
  expect([id.status, id.body]).toEqual([200, JSON.stringify(US)]);
  expect(id.headers).toMatchObject({
    'access-control-allow-origin': APP,
    'content-type': 'application/json',
    vary: 'Origin',
    'cache-control': 'no-store',
  });
  const resolved = await ask(`/resolve?node-id=${ALICE}`);
  expect([resolved.status, resolved.body]).toEqual([200, '"127.77.0.2"']);
  expect(await stop()).toBe(0);
});

test('nobody else learns anything: no other page, no rebound name, no plain client', async () => {
  const { ask } = await serve();
  for (const headers of [
    {},
    { origin: 'https://other.example' },
    { origin: 'null' },
    { origin: APP, host: 'rebound.example' },
  ]) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const answer = await ask('/id', headers);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(answer.body).not.toContain(US);
  }
  const preflight = await ask(
    '/id',
    { origin: APP, 'access-control-request-private-network': 'true' },
    'OPTIONS',
  );
  expect(preflight.status).toBe(204);
  expect(preflight.headers['access-control-allow-private-network']).toBe('true');
  expect((await ask('/id', { origin: APP }, 'POST')).status).toBe(405);
});

test.each([
  ['empty', 502, 'mcc-empty'],
  ['hang', 504, 'mcc-timeout'],
  ['no-socket', 503, 'mcc-daemon-down'],
])('a failure of mcc is no empty text: %s', async (mode, status, cause) => {
  const { ask } = await serve({ ...DEMO, mode });
  const answer = await ask('/id');
  expect([answer.status, answer.body.split(/[:\n]/)[0]]).toEqual([status, cause]);
  expect(answer.headers['content-type']).toMatch('text/plain');
  // What the app does with it fails, and shows the words.
  expect(() => JSON.parse(answer.body)).toThrow(cause.slice(0, 3));
});

test('a node that mcc does not know is not found, and a bad id is not asked', async () => {
  const { ask } = await serve({ id: US, addresses: {} });
  expect(await ask(`/resolve?node-id=${ALICE}`)).toMatchObject({ status: 404 });
  expect(await ask('/resolve?node-id=--help')).toMatchObject({ status: 400 });
});

test.runIf(isRoot)('a process of another user gets nothing', async () => {
  const { port } = await serve();
  const program = `require('http').get({host:'127.0.0.1',port:${port},path:'/id',headers:{origin:'${APP}'}},
    (r) => r.on('data', (d) => process.stdout.write(d))).on('error', (e) => process.stdout.write(e.code))`;
  const [own, other] = await Promise.all([
    promisify(execFile)(process.execPath, ['-e', program]),
    promisify(execFile)('setpriv', [
      '--reuid=65534',
      '--regid=65534',
      '--clear-groups',
      process.execPath,
      '-e',
      program,
    ]),
  ]);
  expect(own.stdout).toBe(JSON.stringify(US));
  expect(other.stdout).toBe('ECONNRESET');
});

test.runIf(isRoot)('a process of another user that only waits takes up no place', async () => {
  const { port } = await serve();
  const script = `use IO::Socket::INET;
    my @all = map { IO::Socket::INET->new("127.0.0.1:${port}") or die } 1..9;
    for (@all) { sysread $_, my $got, 99; print $got // '' } print 'closed'`;
  const user = ['--reuid=65534', '--regid=65534', '--clear-groups'];
  // Without a word: who is let in and says nothing is told so, after a while.
  const { stdout } = await promisify(execFile)('setpriv', [...user, 'perl', '-e', script]);
  expect(stdout).toBe('closed');
});

test('a client that asks for nothing is let go', async () => {
  const { port } = await serve();
  const socket = connect(port, '127.0.0.1');
  socket.write('GET /id HTTP/1.1\r\n');
  socket.on('error', () => undefined);
  let said = '';
  socket.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(socket, 'close');
  expect(said).toMatch(/^HTTP\/1\.1 408 /);
});

test('a port that is taken is said, and where to change it', async () => {
  const { port } = await serve();
  const folder = mkdtempSync(join(tmpdir(), 'copybara-mcc-http-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'host.json'), JSON.stringify({ mccHttp: { port } }));
  const env = { ...process.env, COPYBARA_HOST_CONFIG: join(folder, 'host.json') };
  const second = promisify(execFile)(process.execPath, [MAIN, 'serve-http'], { env });
  await expect(second).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('mccHttp.port'),
  });
});
