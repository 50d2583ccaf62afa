/** What a program that is called `mcc` may print. */
import { strict as assert } from 'node:assert';
import { parseNodeId } from '../../../lib/node-id.ts';
import { parseIpv4 } from '../../../native-host/ipv4.ts';
import { MAX_MCC_OUTPUT } from '../../../native-host/limits.ts';
import {
  type MccRun,
  type MccTrouble,
  parseIdRun,
  parseResolveRun,
} from '../../../native-host/mcc/parse.ts';
import { fuzz } from './fuzz.ts';
import type { Random } from './random.ts';

const ALPHABET = '0123456789.abcdefghjkmnpqrstvwxyz:%\r\n\t \u001b[31m\u0000\u2028\ufeff\u00a0';
const VALID = [
  'gbkjnr7ydpj13bwjf8wcpwkemrnpfch0cfdtsvvgwpedjaa3we70\n',
  '10.115.0.2\n',
  '10.115.0.2\r\n',
  'fd00:115::2\n',
  '010.115.0.2\n',
  '10.115.0.2/16\n',
  'INFO  [mcc::core::node] node id: gbkjnr7ydpj13bwjf8wcpwkemrnpfch0cfdtsvvgwpedjaa3we70\n',
  'failed to connect to /tmp/.mcc-socket: No such file or directory (os error 2)\n',
  'Permission denied (os error 13)\n',
  'Error: No such container: mcc\n',
  '',
] as const;

function printed(random: Random): string {
  const valid = VALID[random.below(VALID.length)] ?? '';
  if (random.once(4)) return valid;
  if (random.once(4)) return random.text(random.length(MAX_MCC_OUTPUT), ALPHABET);
  // As its bytes are read: invalid UTF-8 becomes U+FFFD.
  if (random.once(3)) return Buffer.from(random.mutate(Buffer.from(valid))).toString('utf8');
  const text = random.mutateText(valid, ALPHABET);
  return random.once(5000) ? text.repeat(random.below(400)).slice(0, MAX_MCC_OUTPUT) : text;
}

function make(random: Random): MccRun {
  if (random.once(50)) {
    return random.pick<MccRun>([
      { kind: 'killed', signal: 'SIGSEGV' },
      { kind: 'not-started', code: random.pick(['ENOENT', 'EACCES', 'E2BIG', '']) },
      { kind: 'timeout' },
      { kind: 'too-long' },
      { kind: 'busy' },
    ]);
  }
  const code = random.pick([0, 0, 0, 1, 3, 126, 127, 255]);
  return { kind: 'exited', code, stdout: printed(random), stderr: printed(random) };
}

/** What people are shown of it: one line, short, nothing that a terminal or a page would obey. */
function checkTrouble({ detail }: MccTrouble): void {
  if (detail === undefined) return;
  assert.ok(detail.length <= 300);
  assert.doesNotMatch(detail, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\n]/u);
}

fuzz<MccRun>({
  make,
  check(run) {
    const id = parseIdRun(run);
    if (id.ok) {
      assert.ok(run.kind === 'exited' && run.code === 0);
      assert.equal(run.stdout.trim().toLowerCase(), id.value);
      assert.ok(parseNodeId(id.value).ok);
    } else {
      checkTrouble(id.error);
    }
    const address = parseResolveRun(run);
    if (address.ok) {
      assert.ok(run.kind === 'exited' && run.code === 0);
      assert.equal(run.stdout.trim(), address.value);
      assert.equal(parseIpv4(address.value), address.value);
    } else {
      checkTrouble(address.error);
    }
  },
});
