/**
 * A page of one document and 20 files of 20 kB, as a process: `node site.ts ADDRESS` prints its port. Nothing may be kept by the
 * browser but the connections. Ends when standard input closes.
 */
import { createServer } from 'node:http';

const [address = '127.0.0.1'] = process.argv.slice(2);
const FILES = 20;
const file = Buffer.alloc(20_000, '/');
const scripts = Array.from(
  { length: FILES },
  (_, index) => `<script async src="/${index}.js"></script>`,
);
const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>site</title>${scripts.join('')}<p>Hello</p></html>`;

const server = createServer({ keepAliveTimeout: 120_000, noDelay: true }, (request, response) => {
  const script = request.url?.endsWith('.js');
  response.writeHead(200, {
    'content-type': script ? 'text/javascript' : 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(script ? file : page);
});
server.listen(0, address, () => {
  const at = server.address();
  process.stdout.write(`${typeof at === 'object' ? at?.port : ''}\n`);
});
process.stdin.resume().on('end', () => process.exit(0));
