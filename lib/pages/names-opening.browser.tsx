import { NamesOpening } from '../../components/NamesOpening.tsx';
import { sendMessage } from '../protocol/messages.browser.ts';
import type { Failure } from '../protocol/ui.ts';
import { after } from './after.browser.ts';
import { createBackgroundWatch } from './background-watch.ts';
import { drawnPage } from './drawn-page.browser.ts';
import { loadTranslator } from './translator.browser.ts';

/** When this tab went on to the names page: session storage is the tab's own. */
const WENT = 'went-to-names-page';
/** Back within this time, in milliseconds, the page did not load: going on by itself would never end. */
const TOO_SOON = 2_000;

/** Mounts the way to the names page: asks for its address and goes there, or says why not. */
export async function mountNamesOpening(root: Element): Promise<void> {
  const t = await loadTranslator('names');
  const page = drawnPage(root);
  document.title = t('names.title');
  const name = new URLSearchParams(location.search).get('name');
  const wanted = name === null ? {} : { name };
  const failure = page.cell<Failure | undefined>(undefined);

  const background = createBackgroundWatch(after, (isSilent) => {
    if (isSilent) failure.value = { kind: 'background-silent' };
  });

  async function open(): Promise<void> {
    failure.value = undefined;
    const said = await background.ask(() => sendMessage('openNamesPage', wanted));
    if (said === undefined) return;
    const opened = said.answer;
    if ('failure' in opened) {
      failure.value = opened.failure;
      return;
    }
    sessionStorage.setItem(WENT, String(Date.now()));
    location.replace(opened.url);
  }

  page.show(() => <NamesOpening t={t} failure={failure.value} onRetry={() => void open()} />);
  const sinceThen = Date.now() - Number(sessionStorage.getItem(WENT) ?? 0);
  if (sinceThen >= TOO_SOON) void open();
  else failure.value = { kind: 'names-page-blocked' };
}
