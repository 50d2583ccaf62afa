import { describe, expect, it, test } from 'vitest';
import { encodePayload } from '../../../lib/call/link.ts';
import { NEW_SESSION } from '../../../lib/call/session.ts';
import type { WireEvent } from '../../../lib/call/wire.ts';
import { asSessionEvent } from '../../../lib/call/wire-events.ts';
import { ANSWER, COPYBARA, OFFER, OTHER_OFFER } from './people.ts';
import { callerAt } from './play.ts';

const HERE = callerAt('waiting');
const { callId } = OFFER;
const failure = { kind: 'host-stopped' } as const;

describe('what the background says', () => {
  test.each<[WireEvent, unknown]>([
    [{ kind: 'peer-ready', callId }, { kind: 'peer-ready' }],
    [{ kind: 'errand', errand: { kind: 'none' } }, undefined],
    [{ kind: 'focus' }, undefined],
    [
      { kind: 'relay-closed', callId, reason: 'replaced' },
      { kind: 'relay-closed', reason: 'replaced' },
    ],
    [
      { kind: 'relay-closed', callId, reason: 'peer-closed' },
      { kind: 'relay-closed', reason: 'peer-closed' },
    ],
    [
      { kind: 'relay-closed', callId, reason: 'own-address-changed' },
      { kind: 'relay-closed', reason: { kind: 'own-address-changed' } },
    ],
    [
      { kind: 'relay-closed', callId, reason: 'node-unresolved' },
      { kind: 'relay-closed', reason: { kind: 'node-unresolved' } },
    ],
    [
      { kind: 'host-gone', failure },
      { kind: 'host-gone', failure },
    ],
    [
      { kind: 'answer', payload: encodePayload(ANSWER) },
      { kind: 'answer-opened', answer: ANSWER },
    ],
    [{ kind: 'answer', payload: encodePayload(OFFER) }, undefined],
    [{ kind: 'answer', payload: 'x' }, undefined],
    [
      {
        kind: 'other-call',
        other: {
          callId: OTHER_OFFER.callId,
          theirs: COPYBARA.name,
          role: 'callee',
          word: 'in-call',
          stage: 'proven',
          begunAt: 1,
          since: 2,
        },
      },
      {
        kind: 'other-call',
        other: {
          callId: OTHER_OFFER.callId,
          theirs: COPYBARA.name,
          stage: 'proven',
          begunAt: 1,
          since: 2,
        },
      },
    ],
  ])('%o means %o', (said, meant) => {
    expect(asSessionEvent(said, HERE)).toEqual(meant);
  });

  it('of another call, or while there is none, means nothing', () => {
    const other = { kind: 'peer-ready', callId: OTHER_OFFER.callId } as const;
    const closed = { kind: 'relay-closed', callId, reason: 'replaced' } as const;
    expect(asSessionEvent(other, HERE)).toBeUndefined();
    expect(asSessionEvent({ ...closed, callId: OTHER_OFFER.callId }, HERE)).toBeUndefined();
    expect(asSessionEvent(closed, NEW_SESSION)).toBeUndefined();
  });
});
