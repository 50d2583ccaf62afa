/**
 * Stands in for Staex's command line: `mcc id` and `mcc resolve <node-id>`, as the facts have them, and each way in which
 * the real one may fail. What it says comes from a state file that is read at every run, so a test changes it live:
 * the file that `--state FILE` names as leading arguments, or the variable MCC_STAND_IN_STATE.
 *
 * The state is JSON:
 *   id         our own node id
 *   addresses  what this node calls the others (and itself): { "<node id>": "10.115.0.2" }. A list instead of one address
 *              gives the next of it at each question, over and over.
 *   mode       how it behaves, `ok` when absent:
 *                ok         answers
 *                empty      prints nothing, exit status 0
 *                hang       prints nothing, never ends, ignores SIGTERM, and has a child that does the same
 *                no-socket  the daemon's socket is missing: a text on standard error, exit status 1
 *                forbidden  the socket may not be opened: a text on standard error, exit status 1
 *                fails      any other trouble: a text on standard error, exit status 3
 *                junk       lines that are no answer, exit status 0
 *                log-line   a line of a log before the right answer
 *                ipv6       an IPv6 address instead of the right one
 *                flood      output without end
 *   only       `id` or `resolve`: the mode holds for this command only
 *   unknown    what a node id without an address gives: `error` (text, exit status 1; when absent) or `empty`
 *   delayMs    how long it thinks first
 *   record     a file that gets a line for each run: process id and arguments
 */
import { spawn } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';

const args = process.argv.slice(2);
const stateFile = args[0] === '--state' ? args.splice(0, 2)[1] : process.env.MCC_STAND_IN_STATE;
if (!stateFile) fail('no state file', 64);
const state = JSON.parse(readFileSync(stateFile, 'utf8'));
const [command, nodeId] = args;

if (state.record) appendFileSync(state.record, `${process.pid} ${args.join(' ')}\n`);
if (state.delayMs) await new Promise((resolve) => setTimeout(resolve, state.delayMs));

const mode = state.only && state.only !== command ? 'ok' : (state.mode ?? 'ok');
switch (mode) {
  case 'ok':
    say(answer());
    break;
  case 'empty':
    break;
  case 'hang':
    process.on('SIGTERM', () => {});
    if (!process.env.MCC_STAND_IN_CHILD) {
      spawn(process.execPath, process.argv.slice(1), {
        stdio: 'inherit',
        env: { ...process.env, MCC_STAND_IN_CHILD: '1' },
      });
    }
    setInterval(() => {}, 1_000_000);
    break;
  case 'no-socket':
    fail('failed to connect to /tmp/.mcc-socket: No such file or directory (os error 2)', 1);
    break;
  case 'forbidden':
    fail('failed to connect to /tmp/.mcc-socket: Permission denied (os error 13)', 1);
    break;
  case 'fails':
    fail('internal error', 3);
    break;
  case 'junk':
    say('<html>502 Bad Gateway</html>\n\u0000\u001b[31mand more');
    break;
  case 'log-line':
    say(`INFO  [mcc::core::node] trying parent 88.99.68.57:9376\n${answer()}`);
    break;
  case 'ipv6':
    say(command === 'resolve' ? 'fd00:115::2' : answer());
    break;
  case 'flood':
    for (;;) writeFileSync(1, `${'a'.repeat(65_535)}\n`);
  default:
    fail(`unknown mode ${mode}`, 64);
}

function answer() {
  if (command === 'id' && args.length === 1) return state.id;
  if (command !== 'resolve' || args.length !== 2)
    return fail(`usage: mcc id | mcc resolve <node-id>`, 2);
  const address = state.addresses?.[nodeId];
  if (address === undefined) {
    if (state.unknown === 'empty') process.exit(0);
    return fail('node not found', 1);
  }
  return Array.isArray(address) ? address[next(address.length)] : address;
}

/** Counts the questions in a file beside the state. */
function next(length) {
  const file = `${stateFile}.count`;
  let count = 0;
  try {
    count = Number(readFileSync(file, 'utf8'));
  } catch {}
  writeFileSync(file, String(count + 1));
  return count % length;
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

function fail(text, status) {
  process.stderr.write(`${text}\n`);
  process.exit(status);
}
