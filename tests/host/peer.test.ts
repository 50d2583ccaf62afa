import { spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  armCall,
  connectPages,
  freePeerPort,
  HERE,
  openCall,
  openPage,
  reaches,
  runtimeFolder,
  startPeer,
  THERE,
} from './call-pair.ts';
import { ALICE, US } from './native-host.ts';
import type { TurnClient } from './turn-client.ts';

/** Says something new until it arrives. */
async function comesThrough(from: TurnClient, to: TurnClient): Promise<boolean> {
  for (let times = 0; times < 20; times++) {
    if (await reaches(from, to, `hello ${times} ${Math.random()}`)) return true;
    while (await to.receive(1));
  }
  return false;
}

/** Three browsers of one person on one machine, and as many elsewhere; each has a call. */
async function threeEach() {
  const port = freePeerPort();
  const [ours, theirs] = [runtimeFolder(), runtimeFolder()];
  const pairs = [];
  for (const callId of ['000000000001', '000000000002', 'ffffffffffff']) {
    const here = await startPeer(HERE, port, ours);
    const there = await startPeer(THERE, port, theirs);
    pairs.push(await connectPages(here, there, callId));
  }
  const [first, second, third] = pairs;
  if (!first || !second || !third) throw new Error('unreachable');
  return { first, second, third, ours };
}

describe('the port that hosts of one machine share', () => {
  test('carries the call of each, and goes over to another when its owner is killed', async () => {
    const { first, second, third } = await threeEach();
    for (const { page, peer } of [first, second, third]) {
      expect(await reaches(page, peer, 'there')).toBe(true);
      expect(await reaches(peer, page, 'and back')).toBe(true);
    }
    first.here.child.kill('SIGKILL');
    await first.here.ended;
    for (const { page, peer } of [second, third]) {
      expect(await comesThrough(page, peer)).toBe(true);
      expect(await comesThrough(peer, page)).toBe(true);
    }
    // And when it ends as the browser ends it.
    second.here.child.stdin?.end();
    expect(await second.here.ended).toBe(0);
    expect(await second.there.event('call.closed')).toMatchObject({ reason: 'peer-closed' });
    expect(await comesThrough(third.page, third.peer)).toBe(true);
    expect(await comesThrough(third.peer, third.page)).toBe(true);
    expect(third.here.events).toEqual([]);
  });

  test('gives a large datagram whole, also to a host that is attached', async () => {
    const { second } = await threeEach();
    const bytes = Buffer.alloc(2118, 7);
    second.page.send(bytes);
    expect(await second.peer.receive()).toEqual(bytes);
    second.peer.send(bytes);
    expect(await second.page.receive()).toEqual(bytes);
  });

  test('carries a call between two people at one node', async () => {
    const port = freePeerPort();
    const folder = runtimeFolder();
    const [one, other] = [await startPeer(HERE, port, folder), await startPeer(HERE, port, folder)];
    const callId = 'a1b2c3d4e5f6';
    const ours = await openCall(one, callId, US, 'caller');
    const theirs = await openCall(other, callId, US, 'callee');
    await Promise.all([armCall(one, callId), armCall(other, callId)]);
    await Promise.all([one.event('call.ready'), other.event('call.ready')]);
    const [page, peer] = [await openPage(ours, 'channel'), await openPage(theirs, 'indication')];
    expect(await reaches(page, peer, 'through the wall')).toBe(true);
    expect(await reaches(peer, page, 'yes?')).toBe(true);
  });

  test('gives a side of a call to whoever opened it last', async () => {
    const port = freePeerPort();
    const folder = runtimeFolder();
    const [one, other] = [await startPeer(HERE, port, folder), await startPeer(HERE, port, folder)];
    await openCall(one, 'a1b2c3d4e5f6', ALICE, 'caller');
    await openCall(other, 'a1b2c3d4e5f6', ALICE, 'caller');
    expect(await one.event('call.closed')).toMatchObject({ reason: 'replaced' });
    await openCall(one, 'a1b2c3d4e5f6', ALICE, 'caller');
    expect(await other.event('call.closed')).toMatchObject({ reason: 'replaced' });
  });

  test('is not to be had where a program holds it that does not share', async () => {
    const port = freePeerPort();
    await openCall(await startPeer(HERE, port), 'a1b2c3d4e5f6', ALICE, 'caller');
    const stranger = await startPeer(HERE, port);
    const ask = { callId: 'a1b2c3d4e5f6', peerNodeId: ALICE, role: 'caller' };
    const reply = await stranger.request('call.open', ask);
    expect(reply).toMatchObject({ ok: false, failure: 'peer-port-in-use' });
  });
});

describe('the local socket', () => {
  test('is in a folder that only its owner may enter', async () => {
    const folder = runtimeFolder();
    mkdirSync(join(folder, 'copybara'), { mode: 0o777 });
    chmodSync(join(folder, 'copybara'), 0o777);
    chmodSync(folder, 0o755);
    const host = await startPeer(HERE, freePeerPort(), folder);
    await openCall(host, 'a1b2c3d4e5f6', ALICE, 'caller');
    expect(lstatSync(join(folder, 'copybara')).mode & 0o777).toBe(0o700);
    const [name = ''] = readdirSync(join(folder, 'copybara'));
    const place = join(folder, 'copybara', name);
    expect(lstatSync(place).mode & 0o777).toBe(0o600);
    if (process.getuid?.() !== 0) return;
    const script = `require('node:net').connect(${JSON.stringify(place)})
      .on('connect', () => console.log('in')).on('error', (error) => console.log(error.code))`;
    const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath];
    const { stdout } = spawnSync('setpriv', [...nobody, '-e', script], { encoding: 'utf8' });
    expect(stdout.trim()).toBe('EACCES');
  });

  test('hangs up on who speaks something else, and the call goes on', async () => {
    const folder = runtimeFolder();
    const port = freePeerPort();
    const here = await startPeer(HERE, port, folder);
    const { page, peer } = await connectPages(here, await startPeer(THERE, port));
    const [name = ''] = readdirSync(join(folder, 'copybara'));
    for (const noise of [Buffer.alloc(2), Buffer.alloc(5000, 255), Buffer.from('GET / HTTP/1.1')]) {
      const stream = createConnection(join(folder, 'copybara', name));
      onTestFinished(() => {
        stream.destroy();
      });
      stream.write(noise);
      await new Promise((resolve) => stream.on('close', resolve));
    }
    // Well-formed frames that say nothing sensible.
    const stream = createConnection(join(folder, 'copybara', name));
    for (const frame of ['0001ff', '000103', '000801aabbccddeeff09', '000803ffffffff0000aa']) {
      stream.write(Buffer.from(frame, 'hex'));
    }
    await new Promise<void>((resolve) => stream.end(() => resolve()));
    expect(await reaches(page, peer, 'still here')).toBe(true);
  });
});
