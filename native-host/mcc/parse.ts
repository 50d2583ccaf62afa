import { type NodeId, parseNodeId } from '../../lib/node-id.ts';
import type { NodeFailure } from '../../lib/protocol/host-values.ts';
import { assertNever, err, ok, type Result } from '../../lib/result.ts';
import { type Ipv4, parseIpv4 } from '../ipv4.ts';

/** How one run of `mcc` ended. */
export type MccRun =
  | {
      readonly kind: 'exited';
      readonly code: number;
      readonly stdout: string;
      readonly stderr: string;
    }
  /** Ended by a signal that was not ours. */
  | { readonly kind: 'killed'; readonly signal: string }
  /** The system could not start it; `code` as `ENOENT`. */
  | { readonly kind: 'not-started'; readonly code: string }
  | { readonly kind: 'timeout' }
  /** It printed more than an answer can hold. */
  | { readonly kind: 'too-long' }
  | { readonly kind: 'busy' }
  /** Not asked at all, because the settings can't be followed. */
  | { readonly kind: 'config-bad'; readonly detail: string };

/** Why `mcc` gave no answer; `detail` is what it printed, shortened. */
export type MccTrouble = { readonly cause: NodeFailure; readonly detail?: string };

const DETAIL = 300;

// Texts of errno, of Rust's io::Error ("os error 13"), of sudo and of Docker (daemon and `exec`). First match wins.
const SIGNATURES: readonly (readonly [RegExp, NodeFailure])[] = [
  [
    /permission denied|operation not permitted|access (?:is )?denied|os error 13\b/i,
    'mcc-forbidden',
  ],
  [/a password is required|a terminal is required|must be root/i, 'mcc-forbidden'],
  [/executable file not found|command not found|mcc: not found/i, 'mcc-not-found'],
  [/no such container|is not running|cannot connect to the docker daemon/i, 'mcc-daemon-down'],
  [/no such file or directory|os error 2\b/i, 'mcc-daemon-down'],
  [
    /connection refused|os error 111\b|(?:can(?:no|')t|could not|failed to|unable to) connect/i,
    'mcc-daemon-down',
  ],
];

/** The answer to `mcc id`: exactly one line that is a node id. */
export function parseIdRun(run: MccRun): Result<NodeId, MccTrouble> {
  const line = onlyLine(run, 'mcc-failed');
  if (!line.ok) return line;
  const id = parseNodeId(line.value);
  return id.ok ? id : err(junk(line.value));
}

/**
 * The answer to `mcc resolve <id>`: exactly one line that is an IPv4 address. No documentation says how a node that is
 * unknown or away shows; an exit status other than 0 without a known sign of trouble at home counts as that.
 */
export function parseResolveRun(run: MccRun): Result<Ipv4, MccTrouble> {
  const line = onlyLine(run, 'node-unresolved');
  if (!line.ok) return line;
  const address = parseIpv4(line.value);
  if (address !== undefined) return ok(address);
  return err(looksLikeIpv6(line.value) ? { cause: 'mcc-ipv6' } : junk(line.value));
}

function onlyLine(run: MccRun, otherwise: NodeFailure): Result<string, MccTrouble> {
  switch (run.kind) {
    case 'exited':
      if (run.code !== 0) return err(failed(run.code, run.stderr, otherwise));
      return oneLine(run.stdout);
    case 'killed':
      return err({ cause: 'mcc-failed', detail: `ended by ${run.signal}` });
    case 'not-started':
      return err(notStarted(run.code));
    case 'timeout':
      return err({ cause: 'mcc-timeout' });
    case 'too-long':
      return err({ cause: 'mcc-junk', detail: 'far too much output' });
    case 'busy':
      return err({ cause: 'mcc-busy' });
    case 'config-bad':
      return err({ cause: 'config-bad', detail: run.detail });
    default:
      return assertNever(run);
  }
}

function oneLine(stdout: string): Result<string, MccTrouble> {
  const text = stdout.trim();
  if (text === '') return err({ cause: 'mcc-empty' });
  return /[\r\n]/.test(text) ? err(junk(text)) : ok(text);
}

function failed(code: number, stderr: string, otherwise: NodeFailure): MccTrouble {
  const detail = printable(stderr) || `exit status ${code}`;
  const known = SIGNATURES.find(([pattern]) => pattern.test(stderr));
  if (known) return { cause: known[1], detail };
  // POSIX shells and `docker exec`: 127 for a program that is not there, 126 for one that may not be run.
  if (code === 127) return { cause: 'mcc-not-found', detail };
  if (code === 126) return { cause: 'mcc-forbidden', detail };
  return { cause: otherwise, detail };
}

function notStarted(code: string): MccTrouble {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { cause: 'mcc-not-found' };
    case 'EACCES':
    case 'EPERM':
      return { cause: 'mcc-forbidden', detail: code };
    default:
      return { cause: 'mcc-failed', detail: code };
  }
}

function junk(text: string): MccTrouble {
  return { cause: 'mcc-junk', detail: printable(text) };
}

function looksLikeIpv6(text: string): boolean {
  return text.length <= 60 && /^[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:.]*(?:%\w+)?$/i.test(text);
}

/** One line without control characters, short enough for a message. */
function printable(text: string): string {
  return text
    .slice(0, 2 * DETAIL)
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim()
    .slice(0, DETAIL);
}
