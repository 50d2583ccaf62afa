import type { Failure, FailureKind } from '../protocol/ui.ts';
import { dayText } from './formats.ts';
import type { Key, PlainKey, Translator } from './translate.ts';

/** The kinds whose sentences are all there in English. */
type ToldKind = {
  [K in FailureKind]: `failure.${K}.what` | `failure.${K}.next` extends PlainKey ? K : never;
}[FailureKind];

/** The sentences that name more where the words for that are known; each has a twin without this last part of its key. */
const NAMING = [
  'failure.node-refused.what.port',
  'failure.node-silent.next.port',
  'failure.name-expired.what.since',
  'failure.record-malformed.what.value',
  'failure.chain-unreachable.what.operators',
  'failure.endpoint-lying.what.operator',
  'failure.one-operator-only.what.operator',
  'failure.wrong-network.what.ending',
  'failure.proxy-held-by-extension.what.extension',
] as const satisfies readonly Key[];

/**
 * What happened and what to do next, in one sentence or two each. Commands stand between backticks. The words that a
 * failure may name: `port`; `since` (ms since 1970); `value`; `operators` (a list as text); `operator`; `ending`
 * (without dot) and `network` (the one that is configured); `extension`.
 */
export function failureText(
  t: Translator,
  failure: Failure,
): { readonly what: string; readonly next: string } {
  // A kind without both sentences does not compile here.
  const kind: ToldKind = failure.kind;
  const words = { ...failure.words };
  const since = words['since'];
  if (since !== undefined) {
    // Anything but a time would make a sentence that is not true.
    if (/^\d{1,15}$/.test(since)) words['since'] = dayText(t.language, Number(since));
    else delete words['since'];
  }
  const say = (plain: `failure.${ToldKind}.${'what' | 'next'}`): string => {
    const naming = NAMING.find((key) => key.startsWith(`${plain}.`));
    return (naming && t.ifNamed(naming, words)) ?? t(plain);
  };
  return { what: say(`failure.${kind}.what`), next: say(`failure.${kind}.next`) };
}
