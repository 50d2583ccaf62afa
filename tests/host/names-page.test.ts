import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { NAMES_PAGE_HOST } from '../../lib/protocol/ids.ts';
import {
  type NamesPageOptions,
  NamesPageServer,
} from '../../native-host/names-page/server.node.ts';

const PAGE = '<!doctype html><title>names</title><script type="module">1</script>';
const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
const uid = process.getuid?.();

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // oxlint-disable-next-line no-unsafe-type-assertion -- a server that listens on TCP has this
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

interface Served {
  readonly server: NamesPageServer;
  readonly port: number;
  readonly token: (connect?: readonly string[]) => Promise<string>;
}

async function serve(options: Partial<NamesPageOptions> = {}): Promise<Served> {
  const port = options.port ?? (await freePort());
  const server = new NamesPageServer({
    port,
    readPage: async () => PAGE,
    uid,
    log: () => undefined,
    ...options,
  });
  onTestFinished(() => server.close());
  async function token(connect: readonly string[] = []): Promise<string> {
    const opened = await server.open(connect);
    return opened.ok ? opened.value : expect.unreachable(opened.error);
  }
  return { server, port, token };
}

interface Answer {
  readonly status: number | undefined;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Asks as a browser does that opens the page in a tab; rejects where the connection is cut. */
function ask(
  port: number,
  path: string,
  {
    address = '127.0.0.1',
    method = 'GET',
    headers = {},
  }: { address?: string; method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const all = { host: `${NAMES_PAGE_HOST}:${port}`, 'sec-fetch-dest': 'document', ...headers };
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: address, port, path, method, headers: all, agent: false },
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
  });
}

async function occupy(host: string, port: number): Promise<Server> {
  const server = createServer().listen({ host, port });
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return server;
}

test('the page is served once to who brings the token, and then nothing listens any more', async () => {
  const { server, port, token } = await serve();
  const good = await token(['https://rpc.example']);
  expect(server.isOpen).toBe(true);
  const answer = await ask(port, `/?${good}`);
  expect(answer).toMatchObject({ status: 200, body: PAGE });
  expect(answer.headers['content-security-policy']).toContain('connect-src https://rpc.example;');
  await expect.poll(() => server.isOpen).toBe(false);
  await expect(ask(port, `/?${good}`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('a token that was used is refused, as is one that was guessed', async () => {
  const { port, token } = await serve();
  const [used, other] = [await token(), await token()];
  expect(used).not.toBe(other);
  expect((await ask(port, `/?${used}`)).status).toBe(200);
  const again = await ask(port, `/?${used}`);
  expect(again.status).toBe(403);
  expect(again.body).not.toContain('script');
  expect((await ask(port, `/?${'0'.repeat(64)}`)).status).toBe(403);
  // None of that has used up the other one.
  expect((await ask(port, `/?${other}`)).status).toBe(200);
});

test('a token runs out, and with the last one the port is left', async () => {
  const { server, port, token } = await serve({ ttl: 50 });
  const late = await token();
  await expect.poll(() => server.isOpen).toBe(false);
  await expect(ask(port, `/?${late}`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('frames, scripts, forms and other hosts get nothing, also with the token', async () => {
  const { port, token } = await serve();
  const path = `/?${await token()}`;
  const status = async (how: Parameters<typeof ask>[2]) => (await ask(port, path, how)).status;
  expect(await status({ headers: { host: `evil.example:${port}` } })).toBe(421);
  expect(await status({ headers: { host: `127.0.0.1:${port}` } })).toBe(421);
  expect(await status({ method: 'POST' })).toBe(405);
  expect(await status({ headers: { 'sec-fetch-dest': 'iframe' } })).toBe(403);
  expect(await status({ headers: { 'sec-fetch-dest': 'empty' } })).toBe(403);
  expect((await ask(port, '/')).status).toBe(404);
  const refused = await ask(port, '/');
  expect(refused.headers).toMatchObject({
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  });
  expect(refused.headers['access-control-allow-origin']).toBeUndefined();
  expect(await status({})).toBe(200);
});

test('both loopback addresses answer, since browsers take the name for either', async () => {
  const { port, token } = await serve();
  expect((await ask(port, `/?${await token()}`)).status).toBe(200);
  const again = await token();
  expect((await ask(port, `/?${again}`, { address: '::1' })).status).toBe(200);
});

test.each(['127.0.0.1', '::1'])(
  'a port that is taken on %s is told, and no other is taken',
  async (taken) => {
    const port = await freePort();
    await occupy(taken, port);
    const { server } = await serve({ port, claim: 0 });
    expect(await server.open([])).toEqual({ ok: false, error: 'names-port-in-use' });
    expect(server.isOpen).toBe(false);
    // Nothing was left half open.
    await occupy(taken === '::1' ? '127.0.0.1' : '::1', port);
  },
);

test('two hosts take turns: the second waits for the moment that the first needs', async () => {
  const first = await serve();
  const second = await serve({ port: first.port });
  const good = await first.token();
  const waiting = second.token();
  expect((await ask(first.port, `/?${good}`)).status).toBe(200);
  expect((await ask(first.port, `/?${await waiting}`)).status).toBe(200);
});

test('a host without the page says so', async () => {
  const { server } = await serve({ readPage: async () => undefined });
  expect(await server.open([])).toEqual({ ok: false, error: 'names-page-missing' });
  expect(server.isOpen).toBe(false);
});

test.runIf(isRoot).each(['127.0.0.1', '::1'])(
  "another user's process gets nothing at %s, also with the token",
  async (address) => {
    const { port, token } = await serve();
    const good = await token();
    const script = `fetch('http://${address.includes(':') ? '[::1]' : address}:${port}/?${good}', { headers: { host: '${NAMES_PAGE_HOST}:${port}' } })
      .then(async (r) => process.stdout.write('status ' + r.status + await r.text()), (e) => process.stdout.write('cut ' + e.cause?.code))`;
    const run = promisify(execFile);
    const { stdout } = await run('setpriv', [
      '--reuid=65534',
      '--regid=65534',
      '--clear-groups',
      process.execPath,
      '-e',
      script,
    ]);
    expect(stdout).toMatch(/^cut /);
    // Our own has lost nothing by it.
    expect((await ask(port, `/?${good}`, { address })).status).toBe(200);
  },
);

test.runIf(isRoot).each(['127.0.0.1', '::1'])(
  "another user's process that only waits takes up no place at %s",
  async (address) => {
    const { port, token } = await serve();
    await token();
    const script = `use IO::Socket::IP;
      my @all = map { IO::Socket::IP->new(PeerHost => '${address}', PeerPort => ${port}) or die } 1..9;
      for (@all) { sysread $_, my $got, 99; print $got // '' } print 'closed'`;
    const user = ['--reuid=65534', '--regid=65534', '--clear-groups'];
    const run = promisify(execFile);
    // Without a word: who is let in and says nothing is told so, after a while.
    expect((await run('setpriv', [...user, 'perl', '-e', script])).stdout).toBe('closed');
  },
);
