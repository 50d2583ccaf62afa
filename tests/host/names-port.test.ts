// Who holds the port of the names page, against real programs that do.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { hostFiles } from '../../native-host/install/install.node.ts';
import { namesPageChecks } from '../../native-host/install/names-page-checks.node.ts';
import type { Roots } from '../../native-host/install/places.ts';

const HOLD =
  'import net from "node:net"; const [port, host] = process.argv.slice(-2); net.createServer().listen({ port, host }, () => console.log("there"));';

let home = '';
let roots: Roots;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'copybara-names-'));
  roots = {
    system: 'linux',
    home,
    config: join(home, '.config'),
    data: join(home, '.local/share'),
  };
  const { namesPage, host } = hostFiles(roots);
  mkdirSync(dirname(namesPage), { recursive: true });
  writeFileSync(namesPage, '<!doctype html>');
  writeFileSync(host, HOLD);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** A port that nobody has now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Another process that listens there until the test ends. */
async function heldBy(script: readonly string[], port: number, address: string): Promise<number> {
  const child = spawn(process.execPath, [...script, String(port), address], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill());
  await once(child.stdout, 'data');
  return child.pid ?? 0;
}

describe('the port', () => {
  test('that nobody has', async () => {
    const [page, port] = await namesPageChecks({ roots }, await freePort());
    expect([page?.state, port?.state]).toEqual(['ok', 'ok']);
  });

  test.each(['127.0.0.1', '::1', '0.0.0.0'])('that a program holds at %s', async (address) => {
    const number = await freePort();
    const pid = await heldBy(['--input-type=module', '-e', HOLD], number, address);
    const [, port] = await namesPageChecks({ roots }, number);
    expect(port).toMatchObject({ id: 'names-port', state: 'bad', detail: `process ${pid}` });
    expect(port?.text).toMatch(/another program of yours \(\S/);
  });

  test('that our own host has for the moment', async () => {
    const number = await freePort();
    await heldBy([hostFiles(roots).host], number, '127.0.0.1');
    const [, port] = await namesPageChecks({ roots }, number);
    expect(port).toMatchObject({ id: 'names-port', state: 'note' });
  });
});

test('a file that is not there is told', async () => {
  rmSync(hostFiles(roots).namesPage);
  const [page] = await namesPageChecks({ roots }, await freePort());
  expect(page).toMatchObject({ id: 'names-page', state: 'bad' });
});
