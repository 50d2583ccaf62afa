import { createServer, type Server } from 'node:http';

/** A small site of one person, as her own node would serve it. */
export type DemoSite = { readonly server: Server; readonly port: number };

const STYLE = `
  :root { color-scheme: light dark; font: 18px/1.6 system-ui, sans-serif; }
  body { max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem; }
  h1 { font-size: 2.4rem; line-height: 1.1; }
  code { background: color-mix(in srgb, currentColor 10%, transparent); padding: .1em .35em; border-radius: .3em; }
`;

/** Serves a person's site on an address; on port 80 where this process may, otherwise on 8080. */
export async function startSite(name: string, friend: string, address: string): Promise<DemoSite> {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    const port = request.socket.localPort === 80 ? '' : `:${request.socket.localPort}`;
    response.end(`<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${STYLE}</style>
<h1>Hello, this is ${name}</h1>
<p>This page came from the node that <code>${name}</code> names on chain, over (a simulated) Staex:
no DNS, no certificate authority, no server in between.</p>
<p>My friend lives at <a href="http://${friend}${port}/">${friend}</a>.</p></html>`);
  });
  for (const port of [80, 8080]) {
    const listening = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, address, () => resolve(true));
    });
    if (listening) return { server, port };
  }
  throw new Error(
    `neither port 80 nor port 8080 of ${address} can be used: is another demo running?`,
  );
}
