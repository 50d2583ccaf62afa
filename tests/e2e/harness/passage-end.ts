/** The far end of a passage: whoever connects to the socket at `path` is connected to `port` of this machine's 127.0.0.1. */
import { createConnection, createServer } from 'node:net';
import { serviceConfig, serviceReady, textOf } from './service.ts';

const config = serviceConfig();
const port = Number(textOf(config, 'port'));
createServer((near) => {
  const far = createConnection(port, '127.0.0.1');
  near.on('error', () => far.destroy());
  far.on('error', () => near.destroy());
  near.pipe(far).pipe(near);
}).listen(textOf(config, 'path'), serviceReady);
