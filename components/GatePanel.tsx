import type { RefObject } from 'preact';
import { failureText } from '../lib/i18n/failures.ts';
import { listText, untilText } from '../lib/i18n/formats.ts';
import { cleanWord } from '../lib/i18n/hostile-word.ts';
import { inputText } from '../lib/i18n/inputs.ts';
import type { Translator } from '../lib/i18n/translate.ts';
import type { Proof } from '../lib/protocol/ui.ts';
import { assertNever } from '../lib/result.ts';
import { NextStep } from './FailureNotice.tsx';
import type { GateProps } from './gate-props.ts';
import type { FailedVisit, Scene } from './gate-scene.ts';
import { shortKey } from './KeyText.tsx';
import { Prose } from './Prose.tsx';
import { TechnicalDetails } from './TechnicalDetails.tsx';

type Props = GateProps & {
  readonly scene: Scene;
  /** The port of the target, for sentences that name it. */
  readonly port: string;
  /** What was proven before it failed. */
  readonly proof: Proof | undefined;
  readonly headingRef: RefObject<HTMLHeadingElement | null>;
};

/** What the gate says and offers beside the steps. The heading stays the same element, so that focus survives a retry. */
export function GatePanel(props: Props) {
  const { t, scene, headingRef } = props;
  return (
    <section class={`panel panel-${scene.kind}`} aria-labelledby="panel-heading">
      <h2 id="panel-heading" ref={headingRef} tabIndex={-1}>
        <Prose text={headingOf(props)} />
      </h2>
      {(scene.kind === 'working' || scene.kind === 'open') && (
        <>
          <p class="soft">{t(`gate.${scene.kind}.text`)}</p>
          {props.proof && <Found t={t} proof={props.proof} />}
        </>
      )}
      {scene.kind === 'asking' && <Asking {...props} operator={scene.operator} />}
      {scene.kind === 'failed' && (
        <Failed {...props} failed={scene.visit} retrying={scene.retrying} />
      )}
      {scene.kind === 'refused' && <Refused {...props} />}
    </section>
  );
}

function headingOf({ t, scene, port }: Props): string {
  switch (scene.kind) {
    case 'working':
      return t('gate.working.heading');
    case 'open':
      return t('gate.open.heading');
    case 'asking':
      return t('gate.asking.heading');
    case 'failed': {
      const { failure } = scene.visit;
      return failureText(t, { ...failure, words: { port, ...failure.words } }).what;
    }
    case 'refused':
      return failureText(t, scene.failure).what;
    default:
      return assertNever(scene);
  }
}

/** What the chain has said so far. */
function Found({ t, proof }: { readonly t: Translator; readonly proof: Proof }) {
  return (
    <dl class="facts found">
      <div>
        <dt>{t('gate.found.node')}</dt>
        <dd>
          <bdi dir="ltr" class="mono" title={proof.nodeId}>
            {shortKey(proof.nodeId)}
          </bdi>
        </dd>
      </div>
      <div>
        <dt>{t('gate.details.operators')}</dt>
        <dd>
          {listText(
            t.language,
            proof.confirmedBy.map((word) => cleanWord(word)),
          )}
        </dd>
      </div>
    </dl>
  );
}

function Asking(props: Props & { readonly operator: string }) {
  const { t, operator, onAcceptOne, onRetry } = props;
  return (
    <>
      <p>{t('gate.asking.text', { operator })}</p>
      <p>{t('gate.asking.meaning', { operator })}</p>
      <div class="buttons">
        <button type="button" class="button button-main" onClick={onRetry}>
          {t('gate.retry')}
        </button>
        <button type="button" class="button" onClick={onAcceptOne}>
          {t('gate.asking.accept')}
        </button>
        <HelpButton {...props} />
      </div>
    </>
  );
}

function Failed(props: Props & { readonly failed: FailedVisit; readonly retrying: boolean }) {
  const { t, failed, retrying, retryingIn, onRetry, port, proof } = props;
  const { failure } = failed;
  const { next } = failureText(t, { ...failure, words: { port, ...failure.words } });
  return (
    <>
      <NextStep t={t} text={next} label="gate.next" />
      <div class="buttons">
        <button
          type="button"
          class="button button-main"
          aria-disabled={retrying}
          onClick={() => {
            if (!retrying) onRetry();
          }}
        >
          {t('gate.retry')}
        </button>
        <HelpButton {...props} />
      </div>
      <p class="soft again">
        {retryingIn === undefined
          ? retrying && t('gate.retrying')
          : t('gate.retry.in', { when: untilText(t.language, retryingIn) })}
      </p>
      <TechnicalDetails
        t={t}
        failure={failure}
        step={failed.step}
        at={failed.failedAt}
        proof={proof}
      />
    </>
  );
}

function Refused(props: Props) {
  const { t, scene, mode, problem, onRetry, onGoBack } = props;
  if (scene.kind !== 'refused') return null;
  const { next } = failureText(t, scene.failure);
  const isForm = mode === 'form-not-sent';
  return (
    <>
      {problem && <p>{inputText(t, problem)}</p>}
      <NextStep t={t} text={next} label="gate.next" />
      <div class="buttons">
        {isForm && (
          <button type="button" class="button button-main" onClick={onRetry}>
            {t('gate.open.page')}
          </button>
        )}
        <button type="button" class={isForm ? 'button' : 'button button-main'} onClick={onGoBack}>
          {t('gate.back')}
        </button>
        <HelpButton {...props} />
      </div>
    </>
  );
}

function HelpButton({ t, onOpenHelp }: Props) {
  return (
    <button type="button" class="button button-quiet" onClick={onOpenHelp}>
      {t('gate.help')}
    </button>
  );
}
