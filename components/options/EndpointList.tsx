import type { Translator } from '../../lib/i18n/translate.ts';
import { Icon } from '../Icon.tsx';
import type { ChainShown, EndpointTest } from './options-props.ts';

type Props = {
  readonly t: Translator;
  readonly endpoints: ChainShown['endpoints'];
  readonly tests: ReadonlyMap<string, EndpointTest>;
  readonly onUp: (url: string) => void;
  readonly onRemove: (url: string) => void;
};

/** The endpoints in their order, what came of testing them, and how to change that. */
export function EndpointList({ t, endpoints, tests, onUp, onRemove }: Props) {
  return (
    <div>
      <h3>{t('options.endpoints')}</h3>
      <ol class="endpoints" aria-live="polite">
        {endpoints.map(({ url, operator }, index) => (
          <li key={url} class="endpoint">
            <div class="endpoint-body">
              <bdi dir="ltr" class="mono">
                {url}
              </bdi>
              <p class="soft">{t('options.endpoints.by', { operator })}</p>
              <TestText t={t} test={tests.get(url)} />
            </div>
            {index > 0 && (
              <button
                type="button"
                class="icon-button endpoint-up"
                aria-label={t('options.endpoints.up', { url })}
                title={t('options.endpoints.up', { url })}
                onClick={() => onUp(url)}
              >
                <Icon sign="up" />
              </button>
            )}
            <button
              type="button"
              class="button button-small button-quiet"
              aria-label={t('options.endpoints.remove', { url })}
              onClick={() => onRemove(url)}
            >
              {t('options.endpoints.remove.short')}
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}

function TestText({
  t,
  test,
}: {
  readonly t: Translator;
  readonly test: EndpointTest | undefined;
}) {
  if (test === undefined) return null;
  switch (test.state) {
    case 'asking':
      return <p class="soft">{t('options.endpoints.testing')}</p>;
    case 'works':
      return <p class="works">{t('options.endpoints.works', { ms: test.ms })}</p>;
    case 'failed':
      return <p class="field-error">{t(`options.endpoints.${test.cause}`)}</p>;
  }
}
