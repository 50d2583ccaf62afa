import { WelcomeView } from '../../components/welcome/WelcomeView.tsx';
import type { TunnelsFound } from '../../components/welcome/welcome-props.ts';
import { withDefaults } from '../azero/networks.ts';
import { readInput } from '../names/from-input.ts';
import { sendMessage } from '../protocol/messages.browser.ts';
import type { MyName, Status } from '../protocol/ui.ts';
import { myNameItem, readPreset, settingsItem, statusItem } from '../state/items.browser.ts';
import { type Settings, settingsInForce } from '../state/settings.ts';
import browser from '../webextension.browser.ts';
import { after } from './after.browser.ts';
import { createBackgroundWatch } from './background-watch.ts';
import { drawnPage } from './drawn-page.browser.ts';
import { knownLeaks } from './leaks.browser.ts';
import { nameToWrite } from './name-to-write.ts';
import { STARTING_STATUS } from './starting-status.ts';
import { loadTranslator } from './translator.browser.ts';
import { internalFailure, welcomeChecks } from './welcome-checks.browser.tsx';

/** How often the page looks for what is not there yet, in ms. */
const LOOK_AGAIN = 2_000;
/** So many of these may find no background till that is told. */
const LOOKS = 3;

/** Mounts the first page. While it is in front it looks again and again, so that what is installed meanwhile shows by itself. */
export async function mountWelcome(root: Element): Promise<void> {
  const t = await loadTranslator('welcome');
  const page = drawnPage(root);
  document.title = t('welcome.title');

  const status = page.cell<Status>((await statusItem.get()) ?? STARTING_STATUS);
  const myName = page.cell<MyName>(await myNameItem.get());
  const own = page.cell<Settings>(await settingsItem.get());
  const preset = await readPreset();
  const isSilent = page.cell(false);
  const background = createBackgroundWatch(after, (now) => {
    isSilent.value = now;
  });
  statusItem.watch((value) => {
    background.heard();
    status.value = value ?? STARTING_STATUS;
  });
  myNameItem.watch((value) => {
    myName.value = value;
  });
  settingsItem.watch((value) => {
    own.value = value;
  });
  const leaks = await knownLeaks();
  const checks = welcomeChecks(t, page);

  const look = async (): Promise<void> => {
    const ready = status.value.host.state === 'connected' && status.value.node.state === 'up';
    if (document.visibilityState === 'visible' && (!ready || isSilent.value)) {
      // A background that went away is there again for the next look.
      await background.ask(() => sendMessage('refreshStatus', undefined), LOOKS);
    }
    setTimeout(() => void look(), LOOK_AGAIN);
  };
  void look();

  async function tunnels(text: string): Promise<TunnelsFound> {
    try {
      const { findTunnels } = await import('./welcome-tunnels.browser.ts');
      return await findTunnels(text, myName.value, status.value);
    } catch (error) {
      return { kind: 'failed', failure: internalFailure(error) };
    }
  }

  function Page() {
    const { endpoints } = withDefaults(settingsInForce(own.value, preset).chain ?? {});
    return (
      <WelcomeView
        t={t}
        status={status.value}
        isSilent={isSilent.value}
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
        onTunnels={tunnels}
        checks={checks()}
        onOpenNames={() =>
          void background.ask(() => sendMessage('showNamesPage', nameToWrite(myName.value)))
        }
        onOpenSettings={() => void browser.runtime.openOptionsPage()}
        onCopy={(text) => void navigator.clipboard.writeText(text)}
      />
    );
  }
  page.show(() => <Page />);
}
