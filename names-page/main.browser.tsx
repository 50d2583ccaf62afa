import '../components/style.css';
import { render } from 'preact';
import { PAGE_SENTENCES } from '../lib/i18n/page-sentences.ts';
import { createTranslator } from '../lib/i18n/translate.ts';
import { openChannel } from './channel.browser.ts';

const t = createTranslator(navigator.language, PAGE_SENTENCES.names);

/** What the page was told, as it was told. */
function show(state: string, told: unknown): void {
  document.title = t('names.title');
  const root = document.querySelector('#root');
  if (root === null) return;
  render(
    <main class="gate" data-state={state}>
      <h1>{t('names.title')}</h1>
      <pre dir="ltr">{JSON.stringify(told, null, 2)}</pre>
    </main>,
    root,
  );
}

const channel = await openChannel(() => show('lost', {}));
if (channel.ok) {
  const context = await channel.value.context();
  show(context.ok ? 'ready' : 'failed', context);
} else {
  show(channel.error, {});
}
