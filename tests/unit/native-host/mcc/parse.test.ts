import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NODE_FAILURES } from '../../../../lib/protocol/host-values.ts';
import { type MccRun, parseIdRun, parseResolveRun } from '../../../../native-host/mcc/parse.ts';

const ID = 'gbkjnr7ydpj13bwjf8wcpwkemrnpfch0cfdtsvvgwpedjaa3we70';

function printed(stdout: string): MccRun {
  return { kind: 'exited', code: 0, stdout, stderr: '' };
}

function complained(stderr: string, code = 1): MccRun {
  return { kind: 'exited', code, stdout: '', stderr };
}

describe('what mcc prints', () => {
  test.each([[`${ID}\n`], [ID], [`${ID}\r\n`], [`  ${ID}  \n\n`]])('%j is an id', (stdout) => {
    expect(parseIdRun(printed(stdout))).toEqual({ ok: true, value: ID });
  });

  test.each([['10.115.0.2\n'], ['10.115.0.2'], ['10.115.0.2\r\n']])(
    '%j is an address',
    (stdout) => {
      expect(parseResolveRun(printed(stdout))).toEqual({ ok: true, value: '10.115.0.2' });
    },
  );

  test.each([
    ['', 'mcc-empty'],
    [' \n\n', 'mcc-empty'],
    ['10.115.0.256\n', 'mcc-junk'],
    ['10.115.0.02\n', 'mcc-junk'],
    ['10.115.0\n', 'mcc-junk'],
    ['10.115.0.2 10.115.0.3\n', 'mcc-junk'],
    ['INFO trying parent\n10.115.0.2\n', 'mcc-junk'],
    ['10.115.0.2\n10.115.0.3\n', 'mcc-junk'],
    ['１0.115.0.2\n', 'mcc-junk'],
    ['0x0a730002\n', 'mcc-junk'],
    [ID, 'mcc-junk'],
    ['fd00::1\n', 'mcc-ipv6'],
    ['::ffff:10.115.0.2\n', 'mcc-ipv6'],
    ['fe80::1%tun0\n', 'mcc-ipv6'],
  ])('%j as an address is %s', (stdout, cause) => {
    expect(parseResolveRun(printed(stdout))).toMatchObject({ ok: false, error: { cause } });
  });

  test.each([
    ['10.115.0.2', 'mcc-junk'],
    [`INFO\n${ID}`, 'mcc-junk'],
    ['', 'mcc-empty'],
  ])('%j as an id is %s', (stdout, cause) => {
    expect(parseIdRun(printed(stdout))).toMatchObject({ ok: false, error: { cause } });
  });

  test.each([
    [complained('connect: Permission denied (os error 13)'), 'mcc-forbidden'],
    [complained('/tmp/.mcc-socket: No such file or directory (os error 2)'), 'mcc-daemon-down'],
    [complained('Connection refused (os error 111)'), 'mcc-daemon-down'],
    [complained('Error response from daemon: No such container: mcc'), 'mcc-daemon-down'],
    [complained('Error: Container 0af is not running'), 'mcc-daemon-down'],
    [complained('Cannot connect to the Docker daemon at unix:///x'), 'mcc-daemon-down'],
    [complained('permission denied while trying to connect to the Docker daemon'), 'mcc-forbidden'],
    [
      complained('OCI runtime exec failed: exec: "mcc": executable file not found in $PATH', 126),
      'mcc-not-found',
    ],
    [complained('sudo: a password is required'), 'mcc-forbidden'],
    [complained('', 127), 'mcc-not-found'],
    [complained('', 126), 'mcc-forbidden'],
    [{ kind: 'not-started', code: 'ENOENT' }, 'mcc-not-found'],
    [{ kind: 'not-started', code: 'EACCES' }, 'mcc-forbidden'],
    [{ kind: 'not-started', code: 'EMFILE' }, 'mcc-failed'],
    [{ kind: 'killed', signal: 'SIGSEGV' }, 'mcc-failed'],
    [{ kind: 'timeout' }, 'mcc-timeout'],
    [{ kind: 'too-long' }, 'mcc-junk'],
    [{ kind: 'busy' }, 'mcc-busy'],
    [{ kind: 'config-bad', detail: 'x' }, 'config-bad'],
  ] satisfies [MccRun, string][])('%j is %s, whatever was asked', (run, cause) => {
    expect(parseIdRun(run)).toMatchObject({ ok: false, error: { cause } });
    expect(parseResolveRun(run)).toMatchObject({ ok: false, error: { cause } });
  });

  test('an exit status without a known sign means an unknown node only where a node was asked', () => {
    const run = complained('node not found', 3);
    expect(parseIdRun(run)).toEqual({
      ok: false,
      error: { cause: 'mcc-failed', detail: 'node not found' },
    });
    expect(parseResolveRun(run)).toMatchObject({ error: { cause: 'node-unresolved' } });
  });

  test('whatever it prints gives a known word and a short detail without control characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 2000 }),
        fc.string({ unit: 'binary', maxLength: 2000 }),
        fc.nat(255),
        (stdout, stderr, code) => {
          for (const parse of [parseIdRun, parseResolveRun]) {
            const result = parse({ kind: 'exited', code, stdout, stderr });
            if (result.ok) continue;
            expect(NODE_FAILURES).toContain(result.error.cause);
            expect(result.error.detail ?? '').toMatch(/^[^\p{Cc}]{0,300}$/u);
          }
        },
      ),
    );
  });
});
