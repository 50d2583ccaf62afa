import { Icon } from '../components/Icon.tsx';
import type { Standing, Survey } from '../lib/azero/every-endpoint.ts';
import { cleanWord } from '../lib/i18n/hostile-word.ts';
import type { Translator } from '../lib/i18n/translate.ts';
import { assertNever } from '../lib/result.ts';

type Props = { readonly t: Translator; readonly survey: Survey<unknown> };

/** Who confirms what is shown: one line an endpoint, behind how many operators there are. */
export function EndpointList({ t, survey }: Props) {
  const { outcome, endpoints } = survey;
  const by = outcome.kind === 'agreed' || outcome.kind === 'too-few' ? outcome.by.length : 0;
  const odd = endpoints.some(({ standing }) => standing.kind === 'different');
  const summary =
    by > 0
      ? t('names.endpoints', { count: by })
      : t(survey.settled ? 'names.endpoints.none' : 'names.state.asking');
  return (
    <details class="details" open={odd}>
      <summary>{summary}</summary>
      <ul class="endpoint-answers">
        {endpoints.map(({ operator, url, standing }) => (
          <li key={url} class={`status status-${toneOf(standing)}`}>
            <span class="status-sign">
              <Icon sign={toneOf(standing)} />
            </span>
            <span>
              <bdi class="endpoint-operator">{cleanWord(operator)}</bdi>{' '}
              <span class={standing.kind === 'different' ? 'field-error' : 'soft'}>
                {standingText(t, standing)}
              </span>
              <br />
              <bdi dir="ltr" class="mono soft">
                {cleanWord(url)}
              </bdi>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function toneOf(standing: Standing): 'done' | 'now' | 'failed' | 'off' {
  switch (standing.kind) {
    case 'asking':
      return 'now';
    case 'same':
      return 'done';
    case 'different':
      return 'failed';
    case 'failed':
      return 'off';
    default:
      return assertNever(standing);
  }
}

function standingText(t: Translator, standing: Standing): string {
  return standing.kind === 'failed'
    ? t(`names.endpoint.${standing.cause}`)
    : t(`names.endpoint.${standing.kind}`);
}
