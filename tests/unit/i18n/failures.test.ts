import { describe, expect, it } from 'vitest';
import { en } from '../../../lib/i18n/en.ts';
import { failureText } from '../../../lib/i18n/failures.ts';
import { createTranslator, type Key } from '../../../lib/i18n/translate.ts';
import { FAILURE_KINDS, type FailureKind } from '../../../lib/protocol/ui.ts';
import { ENGLISH } from '../../../tests/fakes/english.ts';
import { ALL_WORDS } from '../components/states.ts';

const t = createTranslator('en', ENGLISH);

function say(kind: FailureKind) {
  return failureText(t, { kind, words: ALL_WORDS });
}

describe.each(FAILURE_KINDS)('%s', (kind) => {
  it.each([
    ['no words', undefined],
    ['all words', ALL_WORDS],
  ])('has two whole sentences with %s', (_, words) => {
    const { what, next } = failureText(t, words === undefined ? { kind } : { kind, words });
    for (const text of [what, next]) {
      expect(text).toMatch(/^[\p{Lu}\p{L}].{20,}[.?]$/u);
      expect(text).not.toMatch(/[{}!]|undefined|“”/);
      expect(text.split('`').length % 2).toBe(1);
    }
    expect(next).not.toBe(what);
  });

  it('is told apart from every other kind', () => {
    const { what } = failureText(t, { kind });
    const same = FAILURE_KINDS.filter((other) => failureText(t, { kind: other }).what === what);
    expect(same).toEqual([kind]);
  });
});

describe('the words of a failure', () => {
  it('are named where they are known', () => {
    expect(say('name-expired').what).toContain('March 1, 2025');
    expect(say('endpoint-lying').what).toContain('Dwellir');
    expect(say('node-refused').what).toContain('port 8080');
    expect(say('wrong-network').what).toContain('.tzero');
    expect(say('proxy-held-by-extension').what).toContain('SwitchyOmega');
    expect(say('chain-unreachable').what).toContain('Azero Foundation and Dwellir');
    expect(say('record-malformed').what).toContain('“not a node id”');
  });

  it('leave no gap when one of several is missing, or is no time', () => {
    expect(failureText(t, { kind: 'wrong-network', words: { ending: 'tzero' } }).what).toBe(
      en['failure.wrong-network.what'],
    );
    expect(failureText(t, { kind: 'name-expired', words: { since: 'never' } }).what).toBe(
      en['failure.name-expired.what'],
    );
    expect(
      failureText(t, { kind: 'name-expired', words: { since: '999999999999999' } }).what,
    ).toMatch(/\d\.$/);
  });

  it('cannot rearrange or hide the sentence', () => {
    const { what } = failureText(t, {
      kind: 'record-malformed',
      words: { value: `\u202Eevil\u0000\n\`rm\`${'x'.repeat(900)}` },
    });
    expect(what).not.toMatch(/[\p{Cc}\p{Cf}`]/u);
    expect(what.length).toBeLessThan(300);
  });
});

describe('the catalogue', () => {
  it('has no failure sentence that nobody can be shown', () => {
    const asked = new Set<string>();
    const ear = Object.assign(createTranslator('en', ENGLISH), {
      ifNamed: (key: Key) => {
        asked.add(key);
        return undefined;
      },
    });
    const listening = new Proxy(ear, {
      apply(_target, _self, [key]: [Key]) {
        asked.add(key);
        return '';
      },
    });
    for (const kind of FAILURE_KINDS) failureText(listening, { kind });
    const written = Object.keys(en).filter((key) => key.startsWith('failure.'));
    expect(written.filter((key) => !asked.has(key))).toEqual([]);
  });
});
