import type { Translator } from '../../lib/i18n/translate.ts';

const ROWS = [
  ['M', 'microphone'],
  ['space', 'talk'],
  ['V', 'camera'],
  ['S', 'screen'],
  ['C', 'chat'],
  ['D', 'files'],
  ['F', 'fullscreen'],
  ['W', 'whole'],
  ['P', 'pip'],
  ['escape', 'close'],
  ['?', 'list'],
] as const;

/** Every key of a call. */
export function KeysPanel({ t }: { readonly t: Translator }) {
  return (
    <>
      <p class="soft">{t('call.keys.text')}</p>
      <dl class="keys">
        {ROWS.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key === 'space' || key === 'escape' ? t(`call.keys.${key}`) : key}</kbd>
            </dt>
            <dd>{t(`call.keys.${what}`)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
