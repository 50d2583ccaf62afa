import { ChecksView } from '../../../../components/welcome/ChecksView.tsx';
import type { ChecksProps } from '../../../../components/welcome/checks-props.ts';
import type { WelcomeProps } from '../../../../components/welcome/welcome-props.ts';
import type { Translator } from '../../../../lib/i18n/translate.ts';
import { POPUP, POPUP_STATES } from '../states.ts';

// The first page and what can be tried on it, in the states they have.

const none = (): undefined => undefined;

export const OFF: ChecksProps['devices'] = {
  asking: false,
  audio: false,
  video: false,
  camera: undefined,
  level: 0,
  heard: false,
};
export const CHECKS: Omit<ChecksProps, 't'> = {
  devices: OFF,
  onTry: none,
  onStop: none,
  loop: { state: 'idle' },
  onLoop: none,
  onLoopEnd: none,
  way: { state: 'idle' },
  onLook: none,
  onLookEnd: none,
};
export const LOOP = {
  steps: ['host', 'relay', 'connection', 'sound'],
  picture: undefined,
} as const;

export const CHECK_STATES: Readonly<Record<string, Partial<ChecksProps>>> = {
  untried: {},
  asking: { devices: { ...OFF, asking: true } },
  on: { devices: { ...OFF, audio: true, video: true, level: 0.6, heard: true } },
  unmeasured: { devices: { ...OFF, audio: true, video: true, level: undefined } },
  'with-a-microphone-alone': { devices: { ...OFF, audio: true } },
  ...Object.fromEntries(
    (
      ['denied', 'dismissed', 'no-device', 'device-busy', 'unplugged', 'revoked', 'failed'] as const
    ).map((trouble): [string, Partial<ChecksProps>] => [
      `troubled-${trouble}`,
      { devices: { ...OFF, trouble } },
    ]),
  ),
  calling: { loop: { ...LOOP, state: 'running', at: 'relay' } },
  called: { loop: { ...LOOP, state: 'fine', at: 'sound' } },
  ...Object.fromEntries(
    (['relay', 'connection', 'sound', 'picture'] as const).map(
      (at): [string, Partial<ChecksProps>] => [
        `failed-at-${at}`,
        { loop: { ...LOOP, state: 'failed', at } },
      ],
    ),
  ),
  'failed-at-host': {
    loop: { ...LOOP, state: 'failed', at: 'host', failure: { kind: 'mcc-daemon-down' } },
  },
  'no-name': { way: { state: 'no-name', error: { kind: 'not-ours' } } },
  'no-record': { way: { state: 'failed', failure: { kind: 'no-record' } } },
  ...Object.fromEntries(
    ([0, 1, 2] as const).map((ways): [string, Partial<ChecksProps>] => [
      `looking-${ways}-ways-open`,
      { way: { state: 'looking', name: 'bob.azero', heard: ways > 0, answered: ways > 1 } },
    ]),
  ),
};

/** The first page in each of its states. */
export function welcomeStates(t: Translator): Readonly<Record<string, WelcomeProps>> {
  const ready: WelcomeProps = {
    t,
    status: POPUP.status,
    isSilent: false,
    myName: POPUP.myName,
    operators: ['Azero Foundation', 'Dwellir'],
    leaks: ['private-windows', 'suggestions', 'firefox-dns'],
    onSetMyName: none,
    onTunnels: async () => ({
      kind: 'found',
      name: 'bob.azero',
      yours:
        'mcc tunnel add gbkjnr7ydpj13bwjf8wcpwkemrnpfch0cfdtsvvgwpedjaa3we70 --udp 9378 --name bob',
      theirs:
        'mcc tunnel add h8syf1xcv3rveegh00p89ew8sqbzkr4ckpjz3zs4xxr5tvf4hs4g --udp 9378 --name alice',
    }),
    checks: <ChecksView t={t} {...CHECKS} />,
    onOpenSettings: none,
    onOpenNames: none,
    onCopy: none,
  };
  const of = (state: string): Pick<WelcomeProps, 'status' | 'myName'> => {
    const { status, myName } = POPUP_STATES[state] ?? POPUP;
    return { status, myName };
  };
  return {
    ready,
    fresh: {
      ...ready,
      checks: null,
      status: {
        ...POPUP.status,
        host: { state: 'down', failure: 'host-not-installed' },
        node: { state: 'unknown' },
      },
      myName: { state: 'unset' },
    },
    silent: { ...ready, ...of('getting-ready'), isSilent: true },
    starting: { ...ready, ...of('getting-ready') },
    'no-node': {
      ...ready,
      status: {
        ...POPUP.status,
        node: { state: 'down', cause: 'mcc-daemon-down', detail: 'no socket' },
      },
    },
    'another-node': { ...ready, ...of('differs') },
    'name-unread': { ...ready, ...of('my-name-failed') },
    ...Object.fromEntries(
      Object.entries(CHECK_STATES).map(([state, part]) => [
        `checks-${state}`,
        { ...ready, checks: <ChecksView t={t} {...CHECKS} {...part} /> },
      ]),
    ),
  };
}
