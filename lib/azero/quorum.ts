import { CHAIN_HEDGE_DELAY } from '../protocol/limits.ts';
import type { Result } from '../result.ts';
import type { Answered, Ask, EndpointFault, Operators } from './endpoint.ts';
import { commonBlock } from './finalized.ts';
import { type Delay, race } from './race.ts';
import type { Operator } from './resolve-chain.ts';

/** What several operators together say. */
export type Verdict<T> =
  /** As many operators as the quorum says the same. */
  | { readonly kind: 'agreed'; readonly value: T; readonly by: readonly string[] }
  /** All who answered say the same, but they are too few. */
  | {
      readonly kind: 'too-few';
      readonly value: T;
      readonly by: readonly string[];
      readonly faults: readonly EndpointFault[];
    }
  /** They still say different things at one finalized block; nobody can tell who is right. */
  | { readonly kind: 'disagreed'; readonly between: readonly string[] }
  | { readonly kind: 'silent'; readonly faults: readonly EndpointFault[] };

type Opinion<T> = { readonly operator: Operator; readonly value: T; readonly url: string };

/**
 * Puts one question to as many operators as the quorum needs, to more when one fails, differs or is slow. It runs at
 * each node's best block, where honest nodes may differ for seconds; then the same question is put again at a finalized
 * block that a quorum of them knows. Answers are the same when their JSON is.
 */
export async function askQuorum<T>(deps: {
  readonly operators: readonly Operator[];
  readonly quorum: number;
  readonly ask: Operators;
  readonly delay: Delay;
  /** The question at the best block (no element) or at the block with this hash. */
  readonly question: (block: readonly string[]) => Ask<T>;
}): Promise<Verdict<T>> {
  const { operators, quorum, ask } = deps;
  const read = new AbortController();
  const heats = await race({
    candidates: operators,
    atOnce: quorum,
    hedgeAfter: CHAIN_HEDGE_DELAY,
    delay: deps.delay,
    signal: read.signal,
    ask: (operator, signal) => ask.ask(operator, deps.question([]), signal),
    judge: (said) => {
      const { opinions, faults } = sort(said, operators);
      const largest = largestGroup(opinions);
      if (largest.length >= quorum) return 'done';
      return faults.length > 0 || largest.length < opinions.length ? 'more' : 'wait';
    },
  });
  const { opinions, faults } = sort(heats, operators);
  const agreed = largestGroup(opinions);
  const [first] = agreed;
  if (first === undefined) return { kind: 'silent', faults };
  if (agreed.length >= quorum) return { kind: 'agreed', value: first.value, by: names(agreed) };
  if (agreed.length === opinions.length) {
    return { kind: 'too-few', value: first.value, by: names(agreed), faults };
  }
  return (await askFinalized(deps, opinions)) ?? { kind: 'disagreed', between: names(opinions) };
}

/** The same question to those who differed, at one finalized block; undefined where that settles nothing. */
async function askFinalized<T>(
  deps: Parameters<typeof askQuorum<T>>[0],
  differing: readonly Opinion<T>[],
): Promise<Verdict<T> | undefined> {
  const { signal } = new AbortController();
  const common = await commonBlock(deps.ask, differing, deps.quorum, signal);
  if (common === undefined) return undefined;
  const question = deps.question([common.hash]);
  const answers = await Promise.all(
    common.knownBy.map(async ({ operator, url }) => {
      const answer = await deps.ask.askEndpoint(url, question, signal);
      return answer.ok ? [{ operator, url, value: answer.value }] : [];
    }),
  );
  const agreed = largestGroup(answers.flat());
  const [first] = agreed;
  return first !== undefined && agreed.length >= deps.quorum
    ? { kind: 'agreed', value: first.value, by: names(agreed) }
    : undefined;
}

/** What they said, in the order of the settings: who answers sooner changes no word of what a person reads. */
function sort<T>(
  heats: readonly {
    readonly candidate: Operator;
    readonly result: Result<Answered<T>, readonly EndpointFault[]>;
  }[],
  operators: readonly Operator[],
): { readonly opinions: readonly Opinion<T>[]; readonly faults: readonly EndpointFault[] } {
  const opinions: Opinion<T>[] = [];
  const faults: EndpointFault[] = [];
  const ordered = heats.toSorted(
    (a, b) => operators.indexOf(a.candidate) - operators.indexOf(b.candidate),
  );
  for (const { candidate: operator, result } of ordered) {
    if (result.ok) opinions.push({ operator, ...result.value });
    else faults.push(...result.error);
  }
  return { opinions, faults };
}

/** The opinions that most operators share. */
function largestGroup<T>(opinions: readonly Opinion<T>[]): readonly Opinion<T>[] {
  const groups = Map.groupBy(opinions, ({ value }) => JSON.stringify(value));
  return [...groups.values()].reduce((a, b) => (b.length > a.length ? b : a), []);
}

function names(opinions: readonly Opinion<unknown>[]): readonly string[] {
  return opinions.map(({ operator }) => operator.name);
}
