import {
  DiagnosticsView,
  type Report,
  type Ticks,
} from '../../components/diagnostics/DiagnosticsView.tsx';
import { sendMessage } from '../protocol/messages.browser.ts';
import type { Status } from '../protocol/ui.ts';
import { statusItem } from '../state/items.browser.ts';
import browser from '../webextension.browser.ts';
import { after } from './after.browser.ts';
import { createBackgroundWatch } from './background-watch.ts';
import { createLook, type Look } from './diagnostics-look.ts';
import { drawnPage } from './drawn-page.browser.ts';
import { STARTING_STATUS } from './starting-status.ts';
import { loadTranslator } from './translator.browser.ts';

/** Mounts the page that says what is wrong. */
export async function mountDiagnostics(root: Element): Promise<void> {
  const t = await loadTranslator('diagnostics');
  const page = drawnPage(root);
  document.title = t('diagnostics.title');

  const status = page.cell<Status>((await statusItem.get()) ?? STARTING_STATUS);
  const isSilent = page.cell(false);
  const background = createBackgroundWatch(after, (now) => {
    isSilent.value = now;
  });
  statusItem.watch((value) => {
    background.heard();
    status.value = value ?? STARTING_STATUS;
  });
  const look = page.cell<Look<(ticks: Ticks) => string>>({ state: 'looking' });
  const ticks = page.cell<Ticks>({ names: false, addresses: false, ids: false });

  const lookAgain = createLook(
    async () => {
      // A background that does not answer is one of the things that are told.
      await background.ask(() => sendMessage('refreshStatus', undefined));
      // What looks and writes is loaded when the page is drawn.
      const { gatherReport } = await import('./diagnostics-report.browser.ts');
      return gatherReport();
    },
    (now) => {
      look.value = now;
    },
  );

  function report(): Report {
    const { value } = look;
    return value.state === 'found' ? { state: 'found', text: value.found(ticks.value) } : value;
  }

  function Page() {
    return (
      <DiagnosticsView
        t={t}
        status={status.value}
        isSilent={isSilent.value}
        report={report()}
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
        onAgain={() => void lookAgain()}
        onOpenSettings={() => void browser.runtime.openOptionsPage()}
      />
    );
  }
  page.show(() => <Page />);
  await lookAgain();
}
