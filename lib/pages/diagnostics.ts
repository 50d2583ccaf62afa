/**
 * What a person may hand to whoever helps her. Names, addresses and ids are in it only where she ticked them; all else is
 * made of our own words and of numbers. A text of which nobody knows what it holds (what `mcc` said, a version that
 * is no version) is never in it.
 */
import type { EndpointTest } from '../../components/options/options-props.ts';
import type { HostRequestFailure } from '../host/client.ts';
import type { CheckAnswer } from '../protocol/host-checks.ts';
import type { MyName, Status, Visit } from '../protocol/ui.ts';
import type { Result } from '../result.ts';
import type { PastCall } from '../state/history.ts';

/** What was found out, private things included. */
export type Facts = {
  /** Now, in ms since 1970. */
  readonly at: number;
  readonly version: string;
  readonly browser: 'Chromium' | 'Firefox';
  readonly browserVersion: string;
  /** The browser's words for the system and its processor. */
  readonly system: readonly string[];
  /** Which of our own permissions the browser gives. */
  readonly permissions: readonly { readonly word: PermissionWord; readonly given: boolean }[];
  /** Who controls the proxy setting (Chromium's words); undefined in Firefox, where nobody does. */
  readonly proxyControl: string | undefined;
  readonly status: Status;
  readonly myName: MyName;
  /** The host that this page started for itself. */
  readonly host: Result<
    { readonly version: string; readonly platform: string },
    HostRequestFailure
  >;
  readonly ports: Result<CheckAnswer<'check.ports'>, HostRequestFailure> | undefined;
  readonly network: string;
  readonly quorum: number;
  readonly endpoints: readonly {
    readonly url: string;
    readonly operator: string;
    /** It comes with Copybara, and says nothing of this person. */
    readonly isBuiltIn: boolean;
    readonly test: EndpointTest;
  }[];
  readonly visits: readonly Visit[];
  /** The latest first. */
  readonly calls: readonly Pick<PastCall, 'name' | 'cause' | 'endedAt'>[];
};

/** What the person wants in it. */
export type Ticked = {
  readonly names: boolean;
  readonly addresses: boolean;
  readonly ids: boolean;
};

/** The permissions that Copybara has, some in groups. */
export const PERMISSION_WORDS = [
  'alarms',
  'declarativeNetRequest',
  'nativeMessaging',
  'proxy',
  'storage',
  'webNavigation',
  'webRequest',
  'pages-of-names',
  'endpoints',
  'search-engines',
  'call-links',
] as const;
/** One of `PERMISSION_WORDS`. */
export type PermissionWord = (typeof PERMISSION_WORDS)[number];

/** How many calls are told. */
const MAX_CALLS = 10;

const SYSTEM_WORDS = new Set(
  'mac win android cros linux openbsd fuchsia freebsd darwin win32 sunos aix arm arm64 x86-32 x86-64 mips mips64 aarch64 noarch'.split(
    ' ',
  ),
);
const CONTROL_WORDS = new Set([
  'not_controllable',
  'controlled_by_other_extensions',
  'controllable_by_this_extension',
  'controlled_by_this_extension',
]);
const NETWORK_WORDS = new Set(['alephzero', 'alephzero-testnet', 'development']);

/** The text, as it is shown and copied. */
export function diagnosticsText(facts: Facts, ticked: Ticked): string {
  const { status, myName, at } = facts;
  const lines: readonly (string | undefined)[] = [
    `copybara: ${version(facts.version)}`,
    `browser: ${facts.browser} ${version(facts.browserVersion)}`,
    `system: ${facts.system.map((word) => known(word, SYSTEM_WORDS)).join(' ')}`,
    `permissions: ${facts.permissions.map(({ word, given }) => `${given ? '' : 'NOT '}${word}`).join(', ')}`,
    `proxy setting: ${facts.proxyControl === undefined ? 'by request' : known(facts.proxyControl, CONTROL_WORDS)}`,
    `routing: ${status.routing.state === 'failing' ? status.routing.failure : status.routing.state}`,
    '',
    `host of the background: ${hostText(status)}`,
    `host of this page: ${facts.host.ok ? `answers, ${version(facts.host.value.version)}, ${known(facts.host.value.platform, SYSTEM_WORDS)}` : facts.host.error.kind}`,
    `mcc and node: ${status.node.state === 'down' ? status.node.cause : status.node.state}`,
    ...portsText(facts.ports),
    ticked.ids && 'nodeId' in status.node && status.node.nodeId !== undefined
      ? `node id: ${status.node.nodeId}`
      : undefined,
    ticked.addresses && status.node.state === 'up'
      ? `overlay address: ${status.node.address}`
      : undefined,
    '',
    `own name: ${myName.state === 'failed' ? myName.failure.kind : myName.state}`,
    ticked.names && myName.state !== 'unset' ? `own name is: ${myName.name}` : undefined,
    ticked.ids && myName.state === 'differs'
      ? `its record: ${myName.recordNodeId}, this node: ${myName.ownNodeId}`
      : undefined,
    '',
    `network: ${known(facts.network, NETWORK_WORDS)}, ${facts.quorum} must agree`,
    ...facts.endpoints.map((endpoint, index) => endpointText(endpoint, index + 1, ticked)),
    `chain: ${status.chain.state === 'failing' ? `${status.chain.failure.kind}, ${ago(status.chain.at, at)}` : status.chain.state}`,
    '',
    ...visitsText(facts, ticked),
    ...callsText(facts, ticked),
  ];
  return `${lines.filter((line) => line !== undefined).join('\n')}\n`;
}

function hostText({ host }: Status): string {
  switch (host.state) {
    case 'connecting':
      return 'connecting';
    case 'connected':
      return `connected, ${version(host.version)}, ${known(host.platform, SYSTEM_WORDS)}, proxy on port ${host.port}`;
    case 'down':
      return host.failure;
  }
}

function portsText(ports: Facts['ports']): readonly string[] {
  if (ports === undefined) return ['relay of calls: not looked at', 'peer port: not looked at'];
  if (!ports.ok) return [`relay of calls: ${ports.error.kind}`, `peer port: ${ports.error.kind}`];
  const { relay, peer } = ports.value;
  return [`relay of calls: ${relay}`, `peer port: ${peer.port} ${peer.state}`];
}

function endpointText(
  { url, operator, isBuiltIn, test }: Facts['endpoints'][number],
  number: number,
  ticked: Ticked,
): string {
  const outcome = test.state === 'works' ? `${test.ms} ms` : 'cause' in test ? test.cause : 'asked';
  if (isBuiltIn || ticked.addresses)
    return `endpoint ${number}: ${outcome} (${oneLine(url)}, ${oneLine(operator)})`;
  return `endpoint ${number}: ${outcome} (one of your own)`;
}

function visitsText({ visits, at }: Facts, ticked: Ticked): readonly string[] {
  const failed = visits.flatMap((visit) => (visit.state === 'failed' ? [visit] : []));
  const open = visits.filter(({ state }) => state === 'open').length;
  return [
    `names of this session: ${open} open, ${failed.length} failed`,
    ...failed.map(({ name, step, failure, failedAt }) => {
      const who = ticked.names ? `, ${name}` : '';
      return `failed: ${failure.kind} at ${step}, ${ago(failedAt, at)}${who}`;
    }),
  ];
}

function callsText({ calls, at }: Facts, ticked: Ticked): readonly string[] {
  return calls.slice(0, MAX_CALLS).map(({ name, cause, endedAt }) => {
    const who = ticked.names ? `, ${name}` : '';
    return `call: ${cause}, ${ago(endedAt, at)}${who}`;
  });
}

/** A version of up to three numbers; four of them could be an address. */
function version(text: string): string {
  return /^\d{1,6}(\.\d{1,6}){0,2}$/.test(text) ? text : 'unreadable';
}

function known(word: string, words: ReadonlySet<string>): string {
  return words.has(word) ? word : 'unknown';
}

function ago(time: number, now: number): string {
  return `${Math.max(0, Math.round((now - time) / 60_000))} min ago`;
}

/** What was typed by a person, for one line: no controls, nothing endless. */
function oneLine(text: string): string {
  return text.replace(/[\p{C}\s]+/gu, ' ').slice(0, 300);
}
