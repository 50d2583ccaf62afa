import type { GateProps } from '../../../components/gate-props.ts';
import type { PopupProps } from '../../../components/PopupView.tsx';
import { createTranslator } from '../../../lib/i18n/translate.ts';
import { type AzeroName, parseName } from '../../../lib/names/name.ts';
import { type NodeId, parseNodeId } from '../../../lib/node-id.ts';
import { CALL_WORDS, type LiveCall } from '../../../lib/protocol/calls.ts';
import {
  FAILURE_KINDS,
  type Failure,
  type Status,
  type Step,
  type Visit,
} from '../../../lib/protocol/ui.ts';
import type { Result } from '../../../lib/result.ts';
import { ENGLISH } from '../../../tests/fakes/english.ts';

// Two views in every state they have: what the accessibility checks look at.

function sure<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error('a fixture is wrong');
  return result.value;
}

export const ALICE: AzeroName = sure(parseName('alice.azero'));
export const ALICE_NODE: NodeId = sure(
  parseNodeId('gbkjnr7ydpj13bwjf8wcpwkemrnpfch0cfdtsvvgwpedjaa3we70'),
);
export const OWN_NODE: NodeId = sure(
  parseNodeId('h8syf1xcv3rveegh00p89ew8sqbzkr4ckpjz3zs4xxr5tvf4hs4g'),
);
const NOW = Date.UTC(2026, 10, 23, 12);
export const PROOF = {
  nodeId: ALICE_NODE,
  confirmedBy: ['Azero Foundation', 'Dwellir'],
  readAt: NOW - 9_000,
};
const nothing = (): void => {};

export const ALL_WORDS = {
  port: '8080',
  since: String(Date.UTC(2025, 2, 1)),
  value: 'not a node id',
  operators: 'Azero Foundation and Dwellir',
  operator: 'Dwellir',
  cause: 'wrong-genesis',
  ending: 'tzero',
  network: 'alephzero',
  extension: 'SwitchyOmega',
  detail: 'mcc: cannot open /tmp/.mcc-socket',
};

export const GATE: GateProps = {
  t: createTranslator('en', ENGLISH),
  target: 'http://alice.azero:8080/garden/photos?year=2026#spring',
  host: 'alice.azero:8080',
  visit: { state: 'working', name: ALICE, step: 'node', proof: PROOF },
  mode: 'waiting',
  onRetry: nothing,
  onAcceptOne: nothing,
  onGoBack: nothing,
  onOpenHelp: nothing,
};

export function failedVisit(failure: Failure, step: Step = 'node'): Visit {
  return { state: 'failed', name: ALICE, step, failure, failedAt: NOW };
}

export const GATE_STATES: Readonly<Record<string, GateProps>> = {
  'not-begun': { ...GATE, visit: undefined },
  working: GATE,
  open: { ...GATE, visit: { state: 'open', name: ALICE, proof: PROOF, openedAt: NOW } },
  asking: {
    ...GATE,
    visit: { state: 'asking', name: ALICE, operator: 'Dwellir', nodeId: ALICE_NODE },
  },
  long: {
    ...GATE,
    host: `${'wide'.repeat(15)}.${'m'.repeat(32)}.azero:65535`,
    target: `http://alice.azero/${'path/'.repeat(1_600)}`,
    visit: failedVisit({ kind: 'record-malformed', words: { value: 'w'.repeat(900) } }, 'record'),
  },
  'no-address': {
    ...GATE,
    mode: 'unseen-address',
    host: '',
    target: '',
    visit: undefined,
  },
  'form-not-sent': { ...GATE, mode: 'form-not-sent', visit: undefined },
  'bad-address': {
    ...GATE,
    mode: 'bad-address',
    host: 'alісe.azero',
    target: 'http://alісe.azero/',
    problem: { kind: 'other-script', character: 'і', script: 'Cyrl' },
    visit: undefined,
  },
  ...Object.fromEntries(
    FAILURE_KINDS.map((kind) => [
      `failed-${kind}`,
      { ...GATE, visit: failedVisit({ kind, words: ALL_WORDS }), retryingIn: 8 },
    ]),
  ),
};

const GOOD: Status = {
  routing: { state: 'on' },
  host: { state: 'connected', version: '0.1.0', platform: 'Linux', port: 40_001 },
  node: { state: 'up', nodeId: OWN_NODE, address: '10.115.0.1' },
  chain: { state: 'up', operators: ['Azero Foundation', 'Dwellir'], at: NOW },
};

const OPEN_TAB: PopupProps['tab'] = {
  name: ALICE,
  visit: { state: 'open', name: ALICE, proof: PROOF, openedAt: NOW - 65 * 60_000 },
  owner: { account: '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY' },
};

export const POPUP: PopupProps = {
  t: createTranslator('en', ENGLISH),
  status: GOOD,
  isSilent: false,
  myName: { state: 'matches', name: ALICE },
  tab: undefined,
  now: NOW,
  leaks: ['private-windows', 'suggestions', 'firefox-dns'],
  calls: [],
  blockedCalls: [],
  unopenedLinks: 0,
  onUnopenedKnown: nothing,
  onGo: () => undefined,
  onCall: () => undefined,
  onShowCall: nothing,
  onSetMyName: () => undefined,
  onSwitch: nothing,
  onRefresh: nothing,
  onOpenSettings: nothing,
  onOpenNames: nothing,
  onOpenDiagnostics: nothing,
  onTakeOver: nothing,
  onCheckOtherTool: nothing,
  onGrantPermission: nothing,
  onCopy: nothing,
};

const CALL: LiveCall = {
  callId: '0123456789ab',
  theirs: ALICE,
  role: 'caller',
  word: 'waiting',
  stage: 'early',
  begunAt: 1,
};

const PAC_LINE = 'if (/\\.(azero|a0|tzero)\\.?$/i.test(host)) return "SOCKS5 127.0.0.1:9380";';

function routingFails(
  failure: 'proxy-held-by-extension' | 'proxy-not-reproducible' | 'permission-missing',
): Status {
  return { ...GOOD, routing: { state: 'failing', failure } };
}

export const POPUP_STATES: Readonly<Record<string, PopupProps>> = {
  ready: POPUP,
  ...Object.fromEntries(
    CALL_WORDS.map((word) => [`call-${word}`, { ...POPUP, calls: [{ ...CALL, word }] }]),
  ),
  'links-unopened': { ...POPUP, unopenedLinks: 3 },
  'call-blocked': { ...POPUP, blockedCalls: [{ name: ALICE, at: NOW }] },
  'tab-open': { ...POPUP, tab: OPEN_TAB },
  'tab-unknown': { ...POPUP, tab: { name: ALICE, visit: undefined, owner: { pending: true } } },
  'tab-asking': {
    ...POPUP,
    tab: {
      name: ALICE,
      visit: { state: 'asking', name: ALICE, operator: 'Dwellir', nodeId: ALICE_NODE },
      owner: { failure: { kind: 'chain-unreachable' } },
    },
  },
  'tab-failed': {
    ...POPUP,
    tab: {
      name: ALICE,
      visit: failedVisit({ kind: 'node-silent', words: { port: '8080' } }, 'connection'),
      owner: { pending: true },
    },
  },
  'getting-ready': {
    ...POPUP,
    myName: { state: 'checking', name: ALICE },
    status: {
      routing: { state: 'on' },
      host: { state: 'connecting' },
      node: { state: 'unknown' },
      chain: { state: 'unknown' },
    },
  },
  failing: {
    ...POPUP,
    myName: { state: 'unset' },
    status: {
      ...GOOD,
      host: { state: 'down', failure: 'host-not-installed' },
      node: { state: 'down', cause: 'mcc-failed', nodeId: OWN_NODE, detail: ALL_WORDS.detail },
      chain: { state: 'failing', failure: { kind: 'chain-unreachable' }, at: NOW },
    },
  },
  'proxy-held': { ...POPUP, pacLine: PAC_LINE, status: routingFails('proxy-held-by-extension') },
  'proxy-kept': { ...POPUP, status: routingFails('proxy-not-reproducible') },
  'permission-missing': { ...POPUP, status: routingFails('permission-missing') },
  differs: {
    ...POPUP,
    myName: { state: 'differs', name: ALICE, recordNodeId: ALICE_NODE, ownNodeId: OWN_NODE },
  },
  'my-name-failed': {
    ...POPUP,
    myName: { state: 'failed', name: ALICE, failure: { kind: 'no-record' } },
  },
  silent: { ...POPUP, isSilent: true },
  'off-silent': { ...POPUP, isSilent: true, status: { ...GOOD, routing: { state: 'off' } } },
  off: { ...POPUP, status: { ...GOOD, routing: { state: 'off' } } },
};
