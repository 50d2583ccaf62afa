import { readFileSync } from 'node:fs';
import { hexToBytes } from '@noble/hashes/utils.js';
import { describe, expect, it, test } from 'vitest';
import { beginProof, NONCE_BYTES, type Proof, stepProof } from '../../../lib/call/proof.ts';
import { sure, value } from './arbitraries.ts';
import { VECTORS } from './vectors.ts';

const vector = sure(VECTORS.calls[0]);
const begin = (role: 'caller' | 'callee', key = vector.key) =>
  beginProof(role, key, hexToBytes(vector[role].nonce));

/** Lets one side hear what the other says; gives what it answers. */
function hear(proof: Proof, ...messages: string[]): { proof: Proof; said: string[] } {
  const said: string[] = [];
  let now = proof;
  for (const message of messages) {
    const stepped = value(stepProof(now, message));
    now = stepped.proof;
    if (stepped.send !== undefined) said.push(stepped.send);
  }
  return { proof: now, said };
}

describe('the proof', () => {
  it('is as the page says', () => {
    const { proof, send } = begin('caller');
    expect(hexToBytes(vector.caller.nonce).length).toBe(NONCE_BYTES);
    expect(send).toBe(`copybara 1 nonce ${vector.caller.nonce}`);
    const heard = hear(proof, `copybara 1 nonce ${vector.callee.nonce}`);
    expect(heard.said).toEqual([`copybara 1 echo ${vector.caller.echo}`]);
    expect(heard.proof.proven).toBe(false);
    expect(hear(heard.proof, `copybara 1 echo ${vector.callee.echo}`).proof.proven).toBe(true);
  });

  it('is as the page says in its example', () => {
    const page = readFileSync(new URL('../../../docs/call-protocols.md', import.meta.url), 'utf8');
    const { proof } = beginProof('callee', '00'.repeat(32), new Uint8Array(NONCE_BYTES).fill(1));
    const { said } = hear(proof, `copybara 1 nonce ${'00'.repeat(NONCE_BYTES)}`);
    expect(page).toContain(`\`${sure(said[0])}\``);
  });

  it('ends with both sides sure', () => {
    const caller = begin('caller');
    const callee = begin('callee');
    const first = hear(callee.proof, caller.send);
    const second = hear(caller.proof, callee.send, ...first.said);
    const third = hear(first.proof, ...second.said);
    expect([second.proof.proven, third.proof.proven]).toEqual([true, true]);
  });

  test.each([
    [
      'another key',
      'wrong-echo',
      (): string[] => {
        const stranger = begin('callee', 'f'.repeat(64));
        return [stranger.send, ...hear(stranger.proof, begin('caller').send).said];
      },
    ],
    ['our own words', 'reflected', (): string[] => [begin('caller').send]],
    // The echo of another role: what we would say ourselves to this nonce.
    [
      'our own role',
      'wrong-echo',
      (): string[] => {
        const twin = beginProof('caller', vector.key, hexToBytes(vector.callee.nonce));
        return [twin.send, ...hear(twin.proof, begin('caller').send).said];
      },
    ],
    ['an echo first', 'out-of-turn', (): string[] => [`copybara 1 echo ${vector.callee.echo}`]],
    [
      'two nonces',
      'out-of-turn',
      (): string[] => [begin('callee').send, `copybara 1 nonce ${'0'.repeat(32)}`],
    ],
    ['media at once', 'strange-message', (): string[] => ['{"kind":"offer","sdp":"v=0"}']],
    ['an empty message', 'strange-message', (): string[] => ['']],
    ['a line more', 'strange-message', (): string[] => [`${begin('callee').send}\n`]],
    ['upper case', 'strange-message', (): string[] => [begin('callee').send.toUpperCase()]],
    ['a long message', 'strange-message', (): string[] => ['x'.repeat(1_000_000)]],
  ])('refuses %s: %s', (_, kind, messages) => {
    const said = messages();
    const { proof } = hear(begin('caller').proof, ...said.slice(0, -1));
    expect(stepProof(proof, sure(said.at(-1)))).toEqual({ ok: false, error: { kind } });
  });
});
