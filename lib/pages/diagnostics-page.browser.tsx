import { DiagnosticsView, type Ticks } from '../../components/diagnostics/DiagnosticsView.tsx';
import { sendMessage } from '../protocol/messages.browser.ts';
import type { Status } from '../protocol/ui.ts';
import { statusItem } from '../state/items.browser.ts';
import browser from '../webextension.browser.ts';
import { diagnosticsText, type Facts } from './diagnostics.ts';
import { gatherFacts } from './diagnostics-facts.browser.ts';
import { drawnPage } from './drawn-page.browser.ts';
import { STARTING_STATUS } from './starting-status.ts';
import { loadTranslator } from './translator.browser.ts';

/** Mounts the page that says what is wrong. */
export async function mountDiagnostics(root: Element): Promise<void> {
  const t = await loadTranslator('diagnostics');
  const page = drawnPage(root);
  document.title = t('diagnostics.title');

  const status = page.cell<Status>((await statusItem.get()) ?? STARTING_STATUS);
  statusItem.watch((value) => {
    status.value = value ?? STARTING_STATUS;
  });
  const facts = page.cell<Facts | undefined>(undefined);
  const ticks = page.cell<Ticks>({ names: false, addresses: false, ids: false });

  async function look(): Promise<void> {
    facts.value = undefined;
    // A background that does not answer is one of the things that are told.
    await sendMessage('refreshStatus', undefined).catch(() => undefined);
    facts.value = await gatherFacts();
  }

  function Page() {
    return (
      <DiagnosticsView
        t={t}
        status={status.value}
        text={facts.value && diagnosticsText(facts.value, ticks.value)}
        ticks={ticks.value}
        onTick={(next) => {
          ticks.value = next;
        }}
        onCopy={(copied) =>
          navigator.clipboard.writeText(copied).then(
            () => true,
            () => false,
          )
        }
        onAgain={() => void look()}
        onOpenSettings={() => void browser.runtime.openOptionsPage()}
      />
    );
  }
  page.show(() => <Page />);
  await look();
}
