import type { Result } from '../result.ts';
import type { Ask, EndpointFault, Operators } from './endpoint.ts';
import { commonBlock, finalizedHead } from './finalized.ts';
import type { Operator } from './resolve-chain.ts';

/** Where one endpoint stands. */
export type Standing =
  | { readonly kind: 'asking' }
  /** It says what the result says. */
  | { readonly kind: 'same' }
  /** It says something else, or nobody can tell which is right. */
  | { readonly kind: 'different' }
  | { readonly kind: 'failed'; readonly cause: EndpointFault['cause'] };

/** What all endpoints together say, as far as they have answered. */
export type Survey<T> = {
  readonly outcome:
    | { readonly kind: 'asking' }
    /** As many operators as the quorum say the same. */
    | { readonly kind: 'agreed'; readonly value: T; readonly by: readonly string[] }
    /** All who answered say the same, but they are too few. */
    | { readonly kind: 'too-few'; readonly value: T; readonly by: readonly string[] }
    /** They say different things, also at one finalized block; one value an opinion, with who holds it. */
    | {
        readonly kind: 'disagreed';
        readonly opinions: readonly { readonly value: T; readonly by: readonly string[] }[];
      }
    | { readonly kind: 'silent' };
  readonly endpoints: readonly {
    readonly operator: string;
    readonly url: string;
    readonly standing: Standing;
  }[];
  /** Whether everybody has answered, and no answer will change the outcome. */
  readonly settled: boolean;
};

type Place = { readonly operator: Operator; readonly url: string };
type Said<T> = Place & { readonly answer?: Result<T, EndpointFault['cause']> };

/**
 * Puts one question to every endpoint, each at its own finalized head, and tells `onChange` whenever one has answered. Where
 * they differ in the end, all are asked again at a finalized block that a quorum knows. Answers are the same when their JSON
 * is. Resolves to the settled survey.
 */
export async function askEvery<T>(deps: {
  readonly operators: readonly Operator[];
  readonly quorum: number;
  readonly ask: Operators;
  readonly question: (block: readonly string[]) => Ask<T>;
  readonly signal: AbortSignal;
  readonly onChange?: (survey: Survey<T>) => void;
}): Promise<Survey<T>> {
  const { ask, quorum, signal } = deps;
  const said: Said<T>[] = deps.operators.flatMap((operator) =>
    operator.urls.map((url) => ({ operator, url })),
  );
  const tell = (): void => deps.onChange?.(surveyOf(said, quorum, false));
  tell();
  await Promise.all(
    said.map(async ({ operator, url }, index) => {
      const answer = await ask.askEndpoint(url, atFinalizedHead(deps.question), signal);
      said[index] = { operator, url, answer };
      tell();
    }),
  );
  const first = surveyOf(said, quorum, true);
  if (first.endpoints.every(({ standing }) => standing.kind !== 'different')) return first;
  const answered = said.filter(({ answer }) => answer?.ok === true);
  const common = await commonBlock(ask, answered, quorum, signal);
  if (common === undefined) return first;
  const again = await Promise.all(
    said.map(async (one) => {
      if (!common.knownBy.some(({ url }) => url === one.url)) return one;
      const answer = await ask.askEndpoint(one.url, deps.question([common.hash]), signal);
      return { ...one, answer };
    }),
  );
  return surveyOf(again, quorum, true);
}

function atFinalizedHead<T>(question: (block: readonly string[]) => Ask<T>): Ask<T> {
  return async (call) => {
    const head = await finalizedHead(call);
    return head.ok ? question([head.value])(call) : head;
  };
}

/** What the answers so far make together. */
function surveyOf<T>(said: readonly Said<T>[], quorum: number, settled: boolean): Survey<T> {
  const opinions = opinionsOf(said);
  const [first] = opinions;
  const agreed = first !== undefined && first.by.length >= quorum;
  // Two groups that are large enough each would be two truths.
  const rival = agreed && opinions.some((one) => one !== first && one.by.length >= quorum);
  const outcome = ((): Survey<T>['outcome'] => {
    if (agreed && !rival) return { kind: 'agreed', value: first.value, by: first.by };
    if (!settled) return { kind: 'asking' };
    if (first === undefined) return { kind: 'silent' };
    if (opinions.length === 1) return { kind: 'too-few', value: first.value, by: first.by };
    return { kind: 'disagreed', opinions: opinions.map(({ value, by }) => ({ value, by })) };
  })();
  const shown = outcome.kind === 'agreed' || outcome.kind === 'too-few' ? first : undefined;
  return {
    outcome,
    settled,
    endpoints: said.map(({ operator, url, answer }) => ({
      operator: operator.name,
      url,
      standing: standingOf(answer, shown?.json, opinions.length, settled),
    })),
  };
}

function standingOf<T>(
  answer: Said<T>['answer'],
  shown: string | undefined,
  opinions: number,
  settled: boolean,
): Standing {
  if (answer === undefined) return { kind: 'asking' };
  if (!answer.ok) return { kind: 'failed', cause: answer.error };
  const same = shown === undefined ? opinions === 1 : JSON.stringify(answer.value) === shown;
  if (same) return { kind: 'same' };
  // Honest nodes may differ for a few blocks: nobody is called different before all were asked at one block.
  return { kind: settled ? 'different' : 'asking' };
}

/** What was said, the opinion of most operators first. An operator whose endpoints differ holds each of them. */
function opinionsOf<T>(
  said: readonly Said<T>[],
): readonly { readonly json: string; readonly value: T; readonly by: readonly string[] }[] {
  const answers = said.flatMap(({ operator, answer }) =>
    answer?.ok === true ? [{ by: operator.name, value: answer.value }] : [],
  );
  const groups = Map.groupBy(answers, ({ value }) => JSON.stringify(value));
  return Array.from(groups, ([json, group]) => {
    const by = [...new Set(group.map((one) => one.by))];
    return group.slice(0, 1).map(({ value }) => ({ json, value, by }));
  })
    .flat()
    .toSorted((a, b) => b.by.length - a.by.length);
}
