/** Somebody on this machine who waits where the names page lives, and everything that reached it. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

/** A server in the place of the host's. */
export interface Squatter {
  /** What it was asked for: method, host and target. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

/** Takes a port on both loopback addresses and serves a page that any wallet would inject into. */
export async function squat(port: number): Promise<Squatter> {
  const asked: string[] = [];
  const servers: Server[] = [];
  for (const host of ['127.0.0.1', '::1']) {
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.headers.host} ${request.url}`);
      response.setHeader('content-type', 'text/html');
      response.setHeader('access-control-allow-origin', '*');
      response.end('<title>squatter</title><script>document.title = "squatter ran"</script>');
    });
    server.listen({ host, port });
    // oxlint-disable-next-line no-await-in-loop -- two
    await once(server, 'listening');
    servers.push(server);
  }
  return {
    asked,
    async stop() {
      await Promise.all(
        servers.map(async (server) => {
          server.closeAllConnections();
          await new Promise((resolve) => server.close(resolve));
        }),
      );
    },
  };
}
