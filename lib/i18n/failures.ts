import type { Failure, FailureKind } from '../protocol/ui.ts';
import { dayText } from './formats.ts';
import type { Key, PlainKey, Translator } from './translate.ts';

/** A sentence, or one that names more (`named`) with its twin for when those words are missing. */
type Sentence = PlainKey | { readonly named: Key; readonly plain: PlainKey };

type FailureSentences = {
  readonly what: Sentence;
  readonly next: Sentence;
};

type UsualKind = {
  [K in FailureKind]: `failure.${K}.what` | `failure.${K}.next` extends PlainKey ? K : never;
}[FailureKind];

/** The two sentences that every kind has; a kind without them in English does not compile. */
function usual<K extends UsualKind>(kind: K) {
  return { what: `failure.${kind}.what`, next: `failure.${kind}.next` } as const;
}

/**
 * What is said about every failure. The words they may name: `port`; `since` (ms since 1970); `value`; `operators` (a
 * list as text); `operator`; `ending` (without dot) and `network` (the one that is configured); `extension`.
 */
export const FAILURES: Readonly<Record<FailureKind, FailureSentences>> = {
  'host-not-installed': usual('host-not-installed'),
  'host-forbidden': usual('host-forbidden'),
  'host-start-failed': usual('host-start-failed'),
  'host-stopped': usual('host-stopped'),
  'host-silent': usual('host-silent'),
  'host-incompatible': usual('host-incompatible'),
  'port-in-use': usual('port-in-use'),
  'config-bad': usual('config-bad'),
  'mcc-not-found': usual('mcc-not-found'),
  'mcc-forbidden': usual('mcc-forbidden'),
  'mcc-daemon-down': usual('mcc-daemon-down'),
  'mcc-timeout': usual('mcc-timeout'),
  'mcc-empty': usual('mcc-empty'),
  'mcc-junk': usual('mcc-junk'),
  'mcc-ipv6': usual('mcc-ipv6'),
  'mcc-failed': usual('mcc-failed'),
  'mcc-busy': usual('mcc-busy'),
  'overlay-missing': usual('overlay-missing'),
  'overlay-in-container': usual('overlay-in-container'),
  'node-unresolved': usual('node-unresolved'),
  'address-not-allowed': usual('address-not-allowed'),
  'node-refused': {
    ...usual('node-refused'),
    what: { named: 'failure.node-refused.what.port', plain: 'failure.node-refused.what' },
  },
  'node-silent': {
    ...usual('node-silent'),
    next: { named: 'failure.node-silent.next.port', plain: 'failure.node-silent.next' },
  },
  'node-unreachable': usual('node-unreachable'),
  'node-moved': usual('node-moved'),
  'name-not-registered': usual('name-not-registered'),
  'name-expired': {
    ...usual('name-expired'),
    what: { named: 'failure.name-expired.what.since', plain: 'failure.name-expired.what' },
  },
  'no-record': usual('no-record'),
  'record-malformed': {
    ...usual('record-malformed'),
    what: { named: 'failure.record-malformed.what.value', plain: 'failure.record-malformed.what' },
  },
  'chain-unreachable': {
    ...usual('chain-unreachable'),
    what: {
      named: 'failure.chain-unreachable.what.operators',
      plain: 'failure.chain-unreachable.what',
    },
  },
  'endpoint-lying': {
    ...usual('endpoint-lying'),
    what: { named: 'failure.endpoint-lying.what.operator', plain: 'failure.endpoint-lying.what' },
  },
  'one-operator-only': {
    ...usual('one-operator-only'),
    what: {
      named: 'failure.one-operator-only.what.operator',
      plain: 'failure.one-operator-only.what',
    },
  },
  'contract-changed': usual('contract-changed'),
  'wrong-network': {
    ...usual('wrong-network'),
    what: { named: 'failure.wrong-network.what.ending', plain: 'failure.wrong-network.what' },
  },
  'settings-bad': usual('settings-bad'),
  'switched-off': usual('switched-off'),
  'proxy-held-by-extension': {
    ...usual('proxy-held-by-extension'),
    what: {
      named: 'failure.proxy-held-by-extension.what.extension',
      plain: 'failure.proxy-held-by-extension.what',
    },
  },
  'proxy-held-by-policy': usual('proxy-held-by-policy'),
  'proxy-not-reproducible': usual('proxy-not-reproducible'),
  'permission-missing': usual('permission-missing'),
  'rules-refused': usual('rules-refused'),
  'bad-address': usual('bad-address'),
  'form-not-sent': usual('form-not-sent'),
  'connection-broke': usual('connection-broke'),
  'no-call': usual('no-call'),
  'too-many-calls': usual('too-many-calls'),
  'peer-port-in-use': usual('peer-port-in-use'),
  'peer-port-lost': usual('peer-port-lost'),
  'own-address-changed': usual('own-address-changed'),
  internal: usual('internal'),
};

/** What happened and what to do next, in one sentence or two each. Commands stand between backticks. */
export function failureText(
  t: Translator,
  failure: Failure,
): { readonly what: string; readonly next: string } {
  const words = { ...failure.words };
  const since = words['since'];
  if (since !== undefined) {
    // Anything but a time would make a sentence that is not true.
    if (/^\d{1,15}$/.test(since)) words['since'] = dayText(t.language, Number(since));
    else delete words['since'];
  }
  const { what, next } = FAILURES[failure.kind];
  return { what: sentence(t, what, words), next: sentence(t, next, words) };
}

function sentence(t: Translator, which: Sentence, words: Readonly<Record<string, string>>): string {
  if (typeof which === 'string') return t(which);
  return t.ifNamed(which.named, words) ?? t(which.plain);
}
