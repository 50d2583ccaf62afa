import { describe, expect, it, test } from 'vitest';
import { liveCall } from '../../../lib/call/live-call.ts';
import { NEW_SESSION, step } from '../../../lib/call/session.ts';
import { COPYBARA, NOW, OFFER, STAEX } from './people.ts';
import { calleeAt, callerAt } from './play.ts';

describe('liveCall', () => {
  const begun = { callId: OFFER.callId, begunAt: NOW };
  it('says nothing where there is no call', () => {
    expect(liveCall(NEW_SESSION)).toBeUndefined();
    expect(liveCall(step(callerAt('in-call'), { kind: 'hang-up' })[0])).toBeUndefined();
  });

  test.each([
    ['dialling', 'dialling', 'early'],
    ['waiting', 'waiting', 'early'],
    ['connecting', 'connecting', 'connecting'],
    ['proving', 'proving', 'connecting'],
    ['in-call', 'in-call', 'proven'],
    ['reconnecting', 'reconnecting', 'early'],
  ] as const)('says of a caller that is %s: %s', (name, word, stage) => {
    const isProven = name === 'in-call' || name === 'reconnecting';
    const since = isProven ? { since: NOW + 1000 } : {};
    const call = { ...begun, theirs: COPYBARA.name, role: 'caller', word, stage, ...since };
    expect(liveCall(callerAt(name))).toEqual(call);
  });

  test.each([
    ['checking', 'dialling', 'early'],
    ['ringing', 'ringing', 'early'],
    ['answering', 'dialling', 'early'],
    ['waiting', 'waiting', 'answered'],
    ['connecting', 'connecting', 'connecting'],
    ['in-call', 'in-call', 'proven'],
  ] as const)('says of a callee that is %s: %s', (name, word, stage) => {
    const since = stage === 'proven' ? { since: NOW + 1000 } : {};
    const call = { ...begun, theirs: STAEX.name, role: 'callee', word, stage, ...since };
    expect(liveCall(calleeAt(name))).toEqual(call);
  });
});
