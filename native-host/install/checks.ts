/**
 * What the doctor found, in words. `text` and `remedy` never hold a node id, a name or an address:
 * they are made to be pasted into a bug report. What does hold them stands in `detail`.
 */
import type { HostFailure } from '../../lib/protocol/host.ts';
import type { CheckAnswer } from '../../lib/protocol/host-checks.ts';
import type { NodeStatus } from '../../lib/protocol/host-values.ts';
import { assertNever, type Result } from '../../lib/result.ts';

/** One check. `note` says something that is not wrong by itself, or could not be looked at. */
export interface Check {
  readonly id: string;
  readonly state: 'ok' | 'bad' | 'note';
  readonly text: string;
  readonly remedy?: string;
  readonly detail?: string;
}

/** Why the conversation with the host broke off. */
export type TalkFailure =
  /** A system error's code: the launcher can't be run. */
  | { readonly kind: 'not-started'; readonly cause: string }
  | { readonly kind: 'ended'; readonly code: number | null; readonly complaint: string }
  | { readonly kind: 'silent' }
  /** What came is no frame, or not the answer of this protocol. */
  | { readonly kind: 'not-understood' }
  | { readonly kind: 'refused'; readonly failure: HostFailure; readonly detail: string };

/** What the doctor knows of the settings when it words the state of the node. */
export interface NodeContext {
  /** Where the settings are or would be, shortened. */
  readonly configPath: string;
  /** The `mcc` that this terminal finds, if browsers may not find it. */
  readonly mccInTerminal: string | null;
  /** The interface that holds our overlay address, as the doctor itself sees it. */
  readonly overlayInterface: string | null;
}

/** The check of `hello`: does the launcher start the host, and does it speak our protocol? */
export function talkCheck(failure: TalkFailure): Check {
  switch (failure.kind) {
    case 'not-started':
      return badHello(`the launcher can't be started (${failure.cause})`, 'run install again');
    case 'ended':
      return badHello(
        `the host ended (status ${failure.code ?? 'none'}) before it answered`,
        'read what it said, then run install again with Node 22 or newer',
        failure.complaint,
      );
    case 'silent':
      return badHello(
        'the host did not answer hello in time',
        'try again; if it stays, run install again',
      );
    case 'not-understood':
      return badHello('what the host says is not understood', 'run install of the newest build');
    case 'refused':
      return badHello(
        `the host refused hello (${failure.failure})`,
        failure.failure === 'port-in-use'
          ? 'a browser that runs with Copybara now holds the fixed port of host.json: close it and look again; else another program does'
          : 'run install again; if it stays, report it',
        failure.detail,
      );
    default:
      return assertNever(failure);
  }
}

function badHello(text: string, remedy: string, detail?: string): Check {
  return { id: 'hello', state: 'bad', text, remedy, ...(detail ? { detail } : {}) };
}

/** The checks of our own node, from the host's `status`. */
export function nodeChecks(status: NodeStatus, context: NodeContext): readonly Check[] {
  if (status.state === 'up') {
    return [
      { id: 'mcc', state: 'ok', text: 'mcc answers' },
      { id: 'node-id', state: 'ok', text: 'this node has an id', detail: status.nodeId },
      context.overlayInterface === null
        ? {
            id: 'overlay',
            state: 'bad',
            ...nodeFailure('overlay-missing', context),
            detail: status.address,
          }
        : {
            id: 'overlay',
            state: 'ok',
            text: `the overlay address is on ${context.overlayInterface}`,
            detail: status.address,
          },
    ];
  }
  // `mcc id` answered, so what ended with an error was the question for our own address.
  const unresolved = status.cause === 'mcc-failed' && status.nodeId !== undefined;
  const words = nodeFailure(unresolved ? 'node-unresolved' : status.cause, context);
  const detail = status.detail === undefined ? {} : { detail: status.detail };
  if (status.nodeId === undefined) {
    return [
      { id: 'mcc', state: 'bad', ...words, ...detail },
      { id: 'node-id', state: 'note', text: 'the node id: not looked at, mcc comes first' },
      { id: 'overlay', state: 'note', text: 'the overlay address: not looked at, mcc comes first' },
    ];
  }
  return [
    { id: 'mcc', state: 'ok', text: 'mcc answers' },
    { id: 'node-id', state: 'ok', text: 'this node has an id', detail: status.nodeId },
    { id: 'overlay', state: 'bad', ...words, ...detail },
  ];
}

/** The checks of what calls need: the relay for pages and the port of the hosts. */
export function portChecks(
  ports: Result<CheckAnswer<'check.ports'>, TalkFailure>,
  configPath: string,
): readonly Check[] {
  if (!ports.ok) {
    const failed = talkCheck(ports.error);
    return [{ ...failed, id: 'peer-port', state: 'note', text: `calls: ${failed.text}` }];
  }
  const { relay, peer } = ports.value;
  return [
    relay === 'works'
      ? { id: 'relay', state: 'ok', text: 'the relay for calls can listen on the overlay address' }
      : {
          id: 'relay',
          state: 'bad',
          text: 'the relay for calls can not listen on the overlay address',
          remedy: 'look again in a moment; if it stays, report it',
        },
    peer.state === 'works'
      ? { id: 'peer-port', state: 'ok', text: `UDP port ${peer.port} is there for calls` }
      : {
          id: 'peer-port',
          state: 'bad',
          text: `UDP port ${peer.port} is held by another program, or by the host of another user`,
          remedy: `end that one, or set "peerPort" in ${configPath}, the same for everybody whom you call`,
        },
  ];
}

/** A report for a terminal: one line a check. */
export function checkLines(checks: readonly Check[]): string {
  const signs = { ok: 'ok', bad: '!!', note: '--' } as const;
  const lines = checks.map(({ state, text, remedy, detail }) => {
    const what = detail === undefined ? text : `${text}: ${oneLine(detail)}`;
    return `${signs[state]}  ${what}${remedy === undefined ? '' : ` -> ${remedy}`}`;
  });
  const bad = checks.filter(({ state }) => state === 'bad').length;
  return `${[...lines, bad === 0 ? 'All is well.' : `${bad} of ${checks.length} need a hand.`].join('\n')}\n`;
}

/** Whether nothing is wrong. */
export function isHealthy(checks: readonly Check[]): boolean {
  return checks.every(({ state }) => state !== 'bad');
}

/** The report as JSON; `detail` only when it was asked for. */
export function checksJson(
  checks: readonly Check[],
  about: Readonly<Record<string, string>>,
  full: boolean,
): string {
  const shown = checks.map(({ detail, ...rest }) =>
    full && detail !== undefined ? { ...rest, detail } : rest,
  );
  return `${JSON.stringify({ ...about, healthy: isHealthy(checks), checks: shown }, null, 2)}\n`;
}

/** A path with the home folder, which often holds a person's name, as `~`. */
export function shortened(path: string, home: string): string {
  const inside = path.startsWith(`${home}/`) || path.startsWith(`${home}\\`);
  return inside ? `~${path.slice(home.length)}` : path;
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' | ');
}

function nodeFailure(
  cause: Extract<NodeStatus, { state: 'down' }>['cause'],
  { configPath, mccInTerminal }: NodeContext,
): { readonly text: string; readonly remedy: string } {
  // A `~` is not expanded in there.
  const mccPath = mccInTerminal?.startsWith('~')
    ? `full path of ${mccInTerminal}`
    : (mccInTerminal ?? '/path/to/mcc');
  const daemon =
    'start it: sudo systemctl start mcc (macOS: launchctl; OpenWRT: service mcc start)';
  switch (cause) {
    case 'mcc-not-found':
      return {
        text: 'mcc was not found by a program that a browser starts',
        remedy: `${mccInTerminal === null ? 'install Staex MCC, or name' : 'name'} it in ${configPath}: {"mcc": ["${mccPath}"]}`,
      };
    case 'mcc-forbidden':
      return {
        text: 'mcc may not be run, or may not talk to its daemon',
        remedy:
          'let your user run mcc and open its socket (MCC_UNIX_SOCKET_PATH, else /tmp/.mcc-socket)',
      };
    case 'mcc-daemon-down':
      return { text: 'mcc runs, its daemon does not answer', remedy: daemon };
    case 'mcc-timeout':
      return {
        text: 'mcc did not answer in time',
        remedy: `restart its daemon (sudo systemctl restart mcc), or raise "mccTimeoutMs" in ${configPath}`,
      };
    case 'mcc-empty':
      return {
        text: 'mcc printed nothing',
        remedy: `look whether its daemon runs, else ${daemon}`,
      };
    case 'mcc-junk':
      return {
        text: 'mcc printed something that is no id or address',
        remedy: `look what "mcc id" prints; "mcc" in ${configPath} must be the program itself`,
      };
    case 'mcc-ipv6':
      return {
        text: 'mcc gave an IPv6 address, which the overlay does not have',
        remedy: 'update Staex MCC',
      };
    case 'mcc-failed':
      return { text: 'mcc ended with an error', remedy: 'run "mcc id" in a terminal and read it' };
    case 'mcc-busy':
      return { text: 'too many questions to mcc at once', remedy: 'try again in a moment' };
    case 'config-bad':
      return {
        text: 'the settings of the host can not be followed',
        remedy: `repair or remove ${configPath}`,
      };
    case 'overlay-missing':
      return {
        text: "this node's overlay address is on no interface of this machine",
        remedy: 'look whether the mcc daemon runs on this machine and its network interface is up',
      };
    case 'overlay-in-container':
      return {
        text: "mcc runs in a container, and this node's overlay address is only in there",
        remedy: "give the container the host's network: docker run --network host ...",
      };
    case 'node-unresolved':
      return {
        text: 'mcc knows no address for this node itself',
        remedy: 'wait until it has joined its network, or restart its daemon',
      };
    case 'address-not-allowed':
    case 'node-refused':
    case 'node-silent':
    case 'node-unreachable':
    case 'node-moved':
      return {
        text: `this node's own address can not be used (${cause})`,
        remedy: 'look what "mcc resolve" gives for the id of this node',
      };
    default:
      return assertNever(cause);
  }
}
