import type { DiagnosticsProps } from '../../../../components/diagnostics/DiagnosticsView.tsx';
import type { Translator } from '../../../../lib/i18n/translate.ts';
import { POPUP, POPUP_STATES } from '../states.ts';

const TEXT = `copybara: 0.1.0
browser: Firefox 140
system: linux x86-64
permissions: alarms, declarativeNetRequest, nativeMessaging, proxy, storage, webNavigation, webRequest, pages-of-names, NOT search-engines
proxy setting: by request
routing: on

host of the background: connected, 0.1.0, linux, proxy on port 40001
host of this page: answers, 0.1.0, linux
mcc and node: up
relay of calls: works
peer port: 9378 works

own name: matches

network: alephzero, 2 must agree
endpoint 1: 41 ms (https://rpc.azero.dev, Azero Foundation)
endpoint 2: unreachable (one of your own)
chain: up

names of this session: 1 open, 1 failed
failed: node-silent at connection, 3 min ago
call: hung-up, 61 min ago
`;

/** The page that says what is wrong, in each of its states. */
export function diagnosticsStates(t: Translator): Readonly<Record<string, DiagnosticsProps>> {
  const ready: DiagnosticsProps = {
    t,
    status: POPUP.status,
    isSilent: false,
    report: { state: 'found', text: TEXT },
    ticks: { names: false, addresses: false, ids: false },
    onTick: () => {},
    onCopy: async () => true,
    onAgain: () => {},
    onOpenSettings: () => {},
  };
  const of = (state: string): DiagnosticsProps['status'] => (POPUP_STATES[state] ?? POPUP).status;
  return {
    ready,
    looking: { ...ready, report: { state: 'looking' } },
    unfound: { ...ready, report: { state: 'failed', detail: 'Error: the disk is full' } },
    failing: {
      ...ready,
      status: of('failing'),
      ticks: { names: true, addresses: true, ids: true },
    },
    starting: { ...ready, status: of('getting-ready'), report: { state: 'looking' } },
    'proxy-held': { ...ready, status: of('proxy-held') },
    silent: { ...ready, status: of('getting-ready'), isSilent: true },
    off: { ...ready, status: of('off') },
  };
}
