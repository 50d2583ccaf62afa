import { execFileSync } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { eventually, startHost } from './native-host.ts';

const SOCK_DIAG = fileURLToPath(
  new URL('../../native-host/socks/sock-diag.node.ts', import.meta.url),
);

test.runIf(process.platform === 'linux')(
  'a host that may open no more files lives on, and works again when it may',
  async () => {
    const host = await startHost({ prefix: ['sh', '-c', 'ulimit -n 64; exec "$@"', 'sh'] });
    expect(await host.request('status')).toMatchObject({ answer: { state: 'up' } });
    const clients: Socket[] = [];
    onTestFinished(() => {
      for (const client of clients) client.destroy();
    });
    const closed: Socket[] = [];
    for (let count = 0; count < 200; count++) {
      const client = connect({ host: '127.0.0.1', port: host.port });
      client.on('error', () => undefined);
      client.on('close', () => closed.push(client));
      client.resume();
      clients.push(client);
    }
    // Who can't be taken any more is turned away.
    await eventually(() => closed.length > 0, 'too many clients');
    // Its interfaces are looked at once in three seconds while nothing is in use; clients that say nothing stay for five.
    await eventually(() => closed.length === clients.length, 'the greeting times out');
    for (;;) {
      const reply = await host.request('status');
      if (JSON.stringify(reply).includes('"state":"up"')) break;
    }
    expect(host.stderr).not.toContain('uncaught');
  },
);

test.runIf(process.platform === 'linux')(
  'without a process that asks whose a client is, nobody knows, and nothing fails',
  () => {
    const script = `
      const { startSockDiag } = await import(process.argv[1]);
      const { openSync } = await import('node:fs');
      try { for (;;) openSync('/dev/null'); } catch {}
      console.log(await startSockDiag().owner(1, 2));`;
    const node = [process.execPath, '--input-type=module', '-e', script, SOCK_DIAG];
    const output = execFileSync('sh', ['-c', 'ulimit -n 64; exec "$@"', 'sh', ...node]);
    expect(output.toString()).toBe('undefined\n');
  },
);
