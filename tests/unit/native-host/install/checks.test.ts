import { describe, expect, test } from 'vitest';
import { parseNodeId } from '../../../../lib/node-id.ts';
import { NODE_FAILURES } from '../../../../lib/protocol/host-values.ts';
import {
  type Check,
  checkLines,
  checksJson,
  isHealthy,
  nodeChecks,
  shortened,
  talkCheck,
} from '../../../../native-host/install/checks.ts';

const parsed = parseNodeId('gbkjnr7ydpj13bwjf8wcpwkemrnpfch0cfdtsvvgwpedjaa3we70');
if (!parsed.ok) throw new Error('the id of the test is none');
const nodeId = parsed.value;
const context = { configPath: '~/host.json', mccInTerminal: null, overlayInterface: 'mcc0' };
const find = (checks: readonly Check[], id: string): Check | undefined =>
  checks.find((check) => check.id === id);

describe('the checks of our own node', () => {
  test('all is well when it is up and its address is on an interface', () => {
    const checks = nodeChecks({ state: 'up', nodeId, address: '10.0.0.1' }, context);
    expect(checks.map(({ id, state }) => [id, state])).toEqual([
      ['mcc', 'ok'],
      ['node-id', 'ok'],
      ['overlay', 'ok'],
    ]);
  });

  test('an address that the doctor itself finds on no interface is bad, whatever the host says', () => {
    const status = { state: 'up', nodeId, address: '10.0.0.1' } as const;
    const checks = nodeChecks(status, { ...context, overlayInterface: null });
    expect(find(checks, 'overlay')?.state).toBe('bad');
  });

  test.each(NODE_FAILURES)('%s has its own words and a remedy', (cause) => {
    const withoutId = nodeChecks({ state: 'down', cause }, context);
    expect(find(withoutId, 'mcc')).toMatchObject({ state: 'bad', remedy: expect.any(String) });
    expect(isHealthy(withoutId)).toBe(false);
    // Where the id is known, mcc itself is fine and the address is the trouble.
    const withId = nodeChecks({ state: 'down', cause, nodeId }, context);
    expect(find(withId, 'node-id')?.state).toBe('ok');
    expect(find(withId, 'overlay')).toMatchObject({ state: 'bad', remedy: expect.any(String) });
  });

  test('an mcc that only the terminal finds is named for the settings, without a ~ that nobody expands', () => {
    const down = { state: 'down', cause: 'mcc-not-found' } as const;
    const remedy = (mccInTerminal: string | null): string | undefined =>
      find(nodeChecks(down, { ...context, mccInTerminal }), 'mcc')?.remedy;
    expect(remedy('/opt/mcc/bin/mcc')).toContain('{"mcc": ["/opt/mcc/bin/mcc"]}');
    expect(remedy('~/bin/mcc')).toContain('full path of ~/bin/mcc');
    expect(remedy(null)).toContain('install Staex MCC');
  });
});

describe('the report', () => {
  const checks = [
    ...nodeChecks({ state: 'up', nodeId, address: '10.0.0.1' }, context),
    talkCheck({ kind: 'ended', code: 1, complaint: 'cannot reach\n10.0.0.9' }),
  ];

  test('is one line a check, with the remedy on it', () => {
    const lines = checkLines(checks).trimEnd().split('\n');
    expect(lines).toHaveLength(checks.length + 1);
    expect(lines[1]).toBe(`ok  this node has an id: ${nodeId}`);
    expect(lines[3]).toMatch(/^!! {2}the host ended .*cannot reach \| 10\.0\.0\.9 -> /);
  });

  test('as JSON holds no id, name or address unless asked', () => {
    const about = { system: 'linux' };
    const short = checksJson(checks, about, false);
    expect(JSON.parse(short)).toMatchObject({ system: 'linux', healthy: false });
    expect(short).not.toContain(nodeId);
    expect(short).not.toMatch(/\d+\.\d+\.\d+\.\d+/);
    const full = checksJson(checks, about, true);
    expect(full).toContain(nodeId);
    expect(full).toContain('10.0.0.1');
  });

  test.each([
    { kind: 'not-started', cause: 'EACCES' },
    { kind: 'ended', code: 127, complaint: '' },
    { kind: 'silent' },
    { kind: 'not-understood' },
    { kind: 'refused', failure: 'config-bad', detail: '' },
    { kind: 'refused', failure: 'internal', detail: 'x' },
  ] as const)('$kind of the host is bad and has a remedy', (failure) => {
    expect(talkCheck(failure)).toMatchObject({ state: 'bad', remedy: expect.any(String) });
  });
});

test('a home folder is shortened only where it is one', () => {
  expect(shortened('/h/x', '/h')).toBe('~/x');
  expect(shortened('/hx/y', '/h')).toBe('/hx/y');
  expect(shortened('C:\\Users\\h\\x', 'C:\\Users\\h')).toBe('~\\x');
});
