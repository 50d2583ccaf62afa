/** The browser's own ICE sockets, as somebody on the LAN sees them, and what a stranger there may send them. */
import { randomBytes } from 'node:crypto';
import { encodeMessage } from '../../../native-host/turn/message.ts';
import { CLASS } from '../../../native-host/turn/words.ts';
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

/** One side's ICE credentials. */
export interface IceSide {
  readonly ufrag: string;
  readonly pwd: string;
}

/** A Binding request (RFC 8445, section 7.2) of `from` to `to`, as hex; without them one that anybody may send. */
export function bindingRequest(sides?: { readonly from: IceSide; readonly to: IceSide }): string {
  const text = new TextEncoder();
  const attributes = sides
    ? [
        { type: 0x0006, value: text.encode(`${sides.to.ufrag}:${sides.from.ufrag}`) },
        { type: 0x0024, value: Uint8Array.of(110, 0, 30, 255) }, // PRIORITY, of a peer-reflexive candidate
        { type: 0x8029, value: new Uint8Array(8) }, // ICE-CONTROLLED
      ]
    : [];
  const bytes = encodeMessage({
    method: 0x001,
    cls: CLASS.request,
    transactionId: randomBytes(12),
    attributes,
    key: sides && text.encode(sides.to.pwd),
    fingerprint: true,
  });
  return Buffer.from(bytes).toString('hex');
}
