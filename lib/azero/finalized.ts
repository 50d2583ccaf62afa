import { err, ok } from '../result.ts';
import type { Ask, Operators } from './endpoint.ts';
import type { Operator } from './resolve-chain.ts';

/** A node that takes part, by operator and the endpoint that answered for it. */
export type Participant = { readonly operator: Operator; readonly url: string };

/**
 * How far behind its own finalized head a node may accept a common block, in blocks (a second each on Aleph Zero).
 * Without a limit, a liar could name an old block at which its stale answer was true, and honest nodes would confirm it.
 */
const MAX_LAG = 60;

const HASH = /^0x[0-9a-f]{64}$/i;

/**
 * A finalized block that at least `quorum` of the participants know as finalized and recent, each by its own word; the
 * one that most know, of these the latest. Undefined where there is none.
 */
export async function commonBlock<P extends Participant>(
  ask: Operators,
  participants: readonly P[],
  quorum: number,
  signal: AbortSignal,
): Promise<{ readonly hash: string; readonly knownBy: readonly P[] } | undefined> {
  const heads = await Promise.all(
    participants.map(async (participant) => {
      const head = await ask.askEndpoint(participant.url, finalizedHead, signal);
      return { participant, head: head.ok ? head.value : undefined };
    }),
  );
  const hashes = new Set(heads.flatMap(({ head }) => head ?? []));
  const views = await Promise.all(
    heads.map(async ({ participant, head }) => {
      const numbers = new Map<string, number>();
      await Promise.all(
        Array.from(hashes, async (hash) => {
          const number = await ask.askEndpoint(participant.url, blockNumber(hash), signal);
          if (number.ok) numbers.set(hash, number.value);
        }),
      );
      return { participant, numbers, own: head === undefined ? undefined : numbers.get(head) };
    }),
  );
  const blocks = Array.from(hashes, (hash) => {
    const knowing = views.filter(({ numbers, own }) => {
      const number = numbers.get(hash);
      return number !== undefined && own !== undefined && number <= own && own - number <= MAX_LAG;
    });
    const number = Math.min(...knowing.map(({ numbers }) => numbers.get(hash) ?? 0));
    return { hash, number, knownBy: knowing.map(({ participant }) => participant) };
  });
  return blocks
    .filter(({ knownBy }) => knownBy.length >= quorum)

    .toSorted((a, b) => b.knownBy.length - a.knownBy.length || b.number - a.number)[0];
}

/** The hash of the finalized block that a node knows last. */
export const finalizedHead: Ask<string> = async (call) => {
  const head = await call('chain_getFinalizedHead', []);
  if (!head.ok) return head;
  return typeof head.value === 'string' && HASH.test(head.value)
    ? ok(head.value.toLowerCase())
    : err('garbage');
};

/** The number of the block with this hash; `garbage` where the node does not know it. */
export function blockNumber(hash: string): Ask<number> {
  return async (call) => {
    const header = await call('chain_getHeader', [hash]);
    if (!header.ok) return header;
    const { value } = header;
    const number =
      typeof value === 'object' && value !== null && 'number' in value ? value.number : '';
    // A node that does not know the block says null.
    return typeof number === 'string' && /^0x[0-9a-f]{1,12}$/i.test(number)
      ? ok(Number.parseInt(number, 16))
      : err('garbage');
  };
}
