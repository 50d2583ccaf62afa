import type { ComponentChild } from 'preact';
import { WelcomeView } from '../../components/welcome/WelcomeView.tsx';
import type { WelcomeProps } from '../../components/welcome/welcome-props.ts';
import { withDefaults } from '../azero/networks.ts';
import { readInput } from '../names/from-input.ts';
import { parseName } from '../names/name.ts';
import { parseNodeId } from '../node-id.ts';
import { sendMessage } from '../protocol/messages.browser.ts';
import type { MyName, Status } from '../protocol/ui.ts';
import { myNameItem, readPreset, settingsItem, statusItem } from '../state/items.browser.ts';
import { type Settings, settingsInForce } from '../state/settings.ts';
import browser from '../webextension.browser.ts';
import { drawnPage } from './drawn-page.browser.ts';
import { knownLeaks } from './leaks.browser.ts';
import { nameToWrite } from './name-to-write.ts';
import { STARTING_STATUS } from './starting-status.ts';
import { loadTranslator } from './translator.browser.ts';
import { tunnelCommand } from './tunnel-command.ts';

/** How often the page looks for what is not there yet, in ms. */
const LOOK_AGAIN = 2_000;

/** Mounts the first page. While it is in front it looks again and again, so that what is installed meanwhile shows by itself. */
export async function mountWelcome(root: Element): Promise<void> {
  const t = await loadTranslator('welcome');
  const page = drawnPage(root);
  document.title = t('welcome.title');

  const status = page.cell<Status>((await statusItem.get()) ?? STARTING_STATUS);
  const myName = page.cell<MyName>(await myNameItem.get());
  const own = page.cell<Settings>(await settingsItem.get());
  const preset = await readPreset();
  statusItem.watch((value) => {
    status.value = value ?? STARTING_STATUS;
  });
  myNameItem.watch((value) => {
    myName.value = value;
  });
  settingsItem.watch((value) => {
    own.value = value;
  });
  const leaks = await knownLeaks();
  const checks = page.cell<(() => ComponentChild) | undefined>(undefined);

  const look = async (): Promise<void> => {
    const ready = status.value.host.state === 'connected' && status.value.node.state === 'up';
    if (document.visibilityState === 'visible' && !ready) {
      // A background that went away is there again for the next look.
      await sendMessage('refreshStatus', undefined).catch(() => undefined);
    }
    setTimeout(() => void look(), LOOK_AGAIN);
  };
  void look();

  const findTunnels: WelcomeProps['onTunnels'] = async (text) => {
    const input = readInput(text);
    if (!input.ok) return { kind: 'no-name', error: input.error };
    const { name } = input.value;
    const ours = myName.value.state === 'matches' ? parseName(myName.value.name) : undefined;
    const node =
      status.value.node.state === 'up' ? parseNodeId(status.value.node.nodeId) : undefined;
    const read = await sendMessage('readNode', { name });
    if ('failure' in read) return { kind: 'failed', failure: read.failure };
    const theirs = parseNodeId(read.nodeId);
    if (!ours?.ok || !node?.ok || !theirs.ok)
      return { kind: 'failed', failure: { kind: 'internal' } };
    return {
      kind: 'found',
      name,
      yours: tunnelCommand({ name, nodeId: theirs.value }),
      theirs: tunnelCommand({ name: ours.value, nodeId: node.value }),
    };
  };

  function Page() {
    const { endpoints } = withDefaults(settingsInForce(own.value, preset).chain ?? {});
    return (
      <WelcomeView
        t={t}
        status={status.value}
        myName={myName.value}
        operators={[...new Set(endpoints.map(({ operator }) => operator))]}
        leaks={leaks}
        onSetMyName={(text) => {
          const input = text.trim() === '' ? undefined : readInput(text);
          if (input?.ok === false) return input.error;
          const { myName: _before, ...rest } = own.value;
          void settingsItem.set(input === undefined ? rest : { ...rest, myName: input.value.name });
          return undefined;
        }}
        onTunnels={findTunnels}
        checks={checks.value?.()}
        onOpenNames={() => void sendMessage('showNamesPage', nameToWrite(myName.value))}
        onOpenSettings={() => void browser.runtime.openOptionsPage()}
        onCopy={(text) => void navigator.clipboard.writeText(text)}
      />
    );
  }
  page.show(() => <Page />);
  const { welcomeChecks } = await import('./welcome-checks.browser.tsx');
  checks.value = welcomeChecks(t, page);
}
