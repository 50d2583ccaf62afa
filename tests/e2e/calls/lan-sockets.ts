/** The sockets of a machine that somebody on its LAN can reach. */
import type { NodeName } from '../harness/addresses.ts';
import { run } from '../harness/process.ts';
import type { World } from '../harness/world.ts';

/** A socket that packets of the LAN can reach. */
export interface LanSocket {
  readonly port: number;
  readonly program: string;
}

/** The sockets of a machine that packets of others can reach: not on loopback, not on the overlay's own address. */
export async function socketsOnLan(world: World, node: NodeName): Promise<LanSocket[]> {
  const show = ['netns', 'exec', world.namespaces[node], 'ss', '-Hlntup'];
  return (await run('ip', show)).split('\n').flatMap((line) => {
    const address = line.split(/\s+/)[4] ?? '';
    if (address === '' || /^(?:127\.|\[::1\]|10\.115\.0\.1:)/.test(address)) return [];
    const program = /users:\(\("([^"]+)/.exec(line)?.[1] ?? '';
    return [{ port: Number(/:(\d+)$/.exec(address)?.[1]), program }];
  });
}
