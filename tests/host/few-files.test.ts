import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { eventually, startHost } from './native-host.ts';

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
