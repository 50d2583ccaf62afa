import type { Notice } from '../../../../lib/call/call-state.ts';
import type { EndCause } from '../../../../lib/call/session-end.ts';
import type { MediaTrouble } from '../../../../lib/call/session-media.ts';
import { FAILURE_KINDS } from '../../../../lib/protocol/ui.ts';
import { ALICE, ALICE_NODE, ALL_WORDS, OWN_NODE } from '../states.ts';
import { BOB, NOW } from './people.ts';

/** Every end there is, by its word. */
export const END_CAUSES: Readonly<Record<string, EndCause>> = {
  'hung-up': { kind: 'hung-up' },
  cancelled: { kind: 'cancelled' },
  declined: { kind: 'declined' },
  'window-closed': { kind: 'window-closed' },
  'peer-hung-up': { kind: 'peer-hung-up' },
  'no-own-name': { kind: 'refused', refusal: { kind: 'no-own-name' } },
  'calling-oneself': { kind: 'refused', refusal: { kind: 'calling-oneself' } },
  'link-expired': { kind: 'refused', refusal: { kind: 'link-expired', expiresAt: NOW } },
  'link-too-far-ahead': {
    kind: 'refused',
    refusal: { kind: 'link-too-far-ahead', expiresAt: NOW },
  },
  'own-link': { kind: 'refused', refusal: { kind: 'own-link' } },
  'link-used': { kind: 'refused', refusal: { kind: 'link-used' } },
  'not-for-us': { kind: 'refused', refusal: { kind: 'not-for-us', callee: BOB, ours: ALICE } },
  'own-record-differs': {
    kind: 'refused',
    refusal: { kind: 'own-record-differs', record: ALICE_NODE, own: OWN_NODE },
  },
  'same-node': { kind: 'refused', refusal: { kind: 'same-node' } },
  'views-differ': { kind: 'refused', refusal: { kind: 'views-differ' } },
  'unread-ours': { kind: 'unread', whose: 'ours', failure: { kind: 'no-record' } },
  'unread-theirs': { kind: 'unread', whose: 'theirs', failure: { kind: 'chain-unreachable' } },
  'worker-gone': { kind: 'worker-gone' },
  'browser-failed': { kind: 'browser-failed', detail: 'OperationError' },
  stuck: { kind: 'stuck', step: 'opening' },
  'not-answered': { kind: 'not-answered' },
  missed: { kind: 'missed' },
  'answer-not-opened': { kind: 'answer-not-opened' },
  'not-connected': { kind: 'not-connected' },
  'not-proven': { kind: 'not-proven', error: { kind: 'wrong-echo' } },
  'connection-lost': { kind: 'connection-lost' },
  'taken-elsewhere': { kind: 'taken-elsewhere' },
  'other-call-goes-on': { kind: 'other-call-goes-on' },
  ...Object.fromEntries(
    FAILURE_KINDS.map((kind) => [
      `relay-failed-${kind}`,
      { kind: 'relay-failed', failure: { kind, words: ALL_WORDS } } satisfies EndCause,
    ]),
  ),
  'host-gone': { kind: 'host-gone', failure: { kind: 'host-stopped' } },
};

/** Everything that is told once and ends nothing. */
export const NOTICES: readonly Notice[] = [
  ...(
    ['no-waiting-call', 'own-answer', 'answer-taken', 'call-taken', 'forged-answer'] as const
  ).map((kind) => ({ kind: 'answer-refused', refusal: { kind } }) as const),
  ...(
    [
      'newer-version',
      'malformed',
      'not-a-call-link',
      'several-links',
      'too-long',
      'blocked',
    ] as const
  ).map((why) => ({ kind: 'link-refused', why }) as const),
  { kind: 'screen-refused' },
  { kind: 'links-unopened', count: 3 },
  { kind: 'background-gone' },
  { kind: 'not-kept', what: 'certificate' },
  { kind: 'not-kept', what: 'call' },
];

/** Everything that keeps a device from being on. */
export const TROUBLES: readonly MediaTrouble[] = [
  'denied',
  'dismissed',
  'no-device',
  'device-busy',
  'unplugged',
  'revoked',
  'failed',
];
