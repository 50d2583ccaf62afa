import { useEffect, useRef } from 'preact/hooks';
import { FailureNotice } from '../components/FailureNotice.tsx';
import { Icon } from '../components/Icon.tsx';
import { listText, momentText } from '../lib/i18n/formats.ts';
import { cleanWord } from '../lib/i18n/hostile-word.ts';
import type { Translator } from '../lib/i18n/translate.ts';
import { assertNever } from '../lib/result.ts';
import type { NamesProps } from './names-props.ts';
import { OrderFacts } from './OrderFacts.tsx';
import { writeFailureText } from './write-failure-text.ts';
import type { WriteState } from './write-state.ts';

/** A write from its price to its truth. */
export function WriteSection({ props }: { readonly props: NamesProps }) {
  const { write } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const { stage } = write;
  useEffect(() => {
    if (stage !== 'idle') heading.current?.focus();
  }, [stage]);
  if (write.stage === 'idle') return null;
  return (
    <section class={`card options-card write write-${toneOf(write)}`} aria-labelledby="write">
      <h2 id="write" ref={heading} tabIndex={-1}>
        {headingText(props, write)}
      </h2>
      <SignedBefore props={props} write={write} />
      <Stage props={props} write={write} />
    </section>
  );
}

type Busy = Exclude<WriteState, { stage: 'idle' }>;
type StageProps = { readonly props: NamesProps; readonly write: Busy };

/** In what colour a write stands: its end may be good, bad or not known. */
function toneOf(write: Busy): 'open' | 'good' | 'bad' {
  switch (write.stage) {
    case 'preparing':
    case 'review':
    case 'signing':
    case 'done':
      return 'good';
    case 'following':
      return write.signed.since === undefined ? 'good' : 'open';
    case 'unknown':
      return 'open';
    case 'failed':
      return 'bad';
    default:
      return assertNever(write);
  }
}

function headingText({ t }: NamesProps, write: Busy): string {
  const { name } = write.order;
  switch (write.stage) {
    case 'preparing':
    case 'review':
      return t('names.write.review', { name });
    case 'following':
      return t(write.signed.since === undefined ? 'names.write.review' : 'names.write.resumed', {
        name,
      });
    case 'signing':
      return t('names.write.signing');
    case 'done':
      return t('names.write.done', { name });
    case 'failed':
      return t('names.write.failed');
    case 'unknown':
      return t('names.write.unknown');
    default:
      return assertNever(write);
  }
}

/** When it was signed, where that was on a page that is closed. */
function SignedBefore({ props: { t }, write }: StageProps) {
  const since = 'signed' in write ? write.signed?.since : undefined;
  if (since === undefined) return null;
  return <p class="soft">{t('names.write.since', { when: momentText(t.language, since) })}</p>;
}

function Stage({ props, write }: StageProps) {
  const { t, onSign, onWrite, onCancelWrite, onCloseWrite } = props;
  switch (write.stage) {
    case 'preparing':
      return (
        <>
          <output>{t('names.write.preparing')}</output>
          <Buttons second={[t('names.write.back'), onCancelWrite]} />
        </>
      );
    case 'review':
      return (
        <>
          <OrderFacts props={props} write={write} />
          {write.cost.deposit > 0n && <p class="soft">{t('names.write.deposit.text')}</p>}
          <p class="soft">{t('names.write.public')}</p>
          <Buttons
            first={[t('names.write.sign'), onSign]}
            second={[t('names.write.back'), onCancelWrite]}
          />
        </>
      );
    case 'signing':
      return (
        <>
          <output>{t(write.late ? 'names.write.signing.late' : 'names.write.signing.text')}</output>
          <Buttons second={[t('names.write.stop'), onCancelWrite]} />
        </>
      );
    case 'following':
      return (
        <>
          <Steps props={props} reached={write.progress === 'in-block' ? 3 : write.sent ? 2 : 1} />
          {write.unreachable ? (
            <p class="field-error" role="alert">
              {t('names.write.unreachable')}
            </p>
          ) : (
            write.progress === 'behind' && <p class="notice">{t('names.write.behind')}</p>
          )}
          {offersAgain(write) && <p class="notice">{againText(t, write)}</p>}
          {write.refused && (
            <p class="field-error" role="alert">
              {t('names.write.refused')} {writeFailureText(t, write.refused, props.unit).what}
            </p>
          )}
          <p class="soft">
            {write.progress !== 'in-block' && `${untilText(t, write.signed.deadFrom)} `}
            {t('names.write.following')}
          </p>
          <Buttons
            {...(offersAgain(write) && {
              first: [
                t(write.again === 'under-way' ? 'names.write.sending' : 'names.write.send-again'),
                props.onSendAgain,
              ],
            })}
            second={[t('names.write.leave'), onCancelWrite]}
          />
        </>
      );
    case 'done':
      return (
        <>
          <Steps props={props} reached={4} />
          {write.overwritten && <p class="notice">{t('names.write.overwritten')}</p>}
          <p>
            {t('names.write.done.by', {
              operators: listText(
                t.language,
                write.by.map((one) => cleanWord(one)),
              ),
            })}
          </p>
          <UseName props={props} />
          <Buttons second={[t('names.write.close'), onCloseWrite]} />
        </>
      );
    case 'failed': {
      const { what, next } = writeFailureText(t, write.failure, props.unit);
      const elsewhere = props.found.kind !== 'name' || props.found.name !== write.order.name;
      const canRepeat = elsewhere || props.draft !== undefined;
      return (
        <>
          <div class="notice" role="alert">
            <p>{what}</p>
            <p class="next">
              <strong class="next-label">{t('popup.next')}</strong>
              {next}
            </p>
          </div>
          {!canRepeat && <p>{t('names.write.kept')}</p>}
          <Buttons
            {...(canRepeat && { first: [t('names.write.again'), onWrite] })}
            second={[t('names.write.close'), onCloseWrite]}
          />
        </>
      );
    }
    case 'unknown':
      return (
        <>
          <p class="notice">
            {untilText(t, write.signed.deadFrom)} {t('names.write.unknown.next')}
          </p>
          <Buttons
            first={[t('names.write.look'), props.onFollowWrite]}
            second={[t('names.write.close'), onCloseWrite]}
          />
        </>
      );
    default:
      return assertNever(write);
  }
}

type Following = Extract<WriteState, { stage: 'following' }>;

/** What is in a block is not sent again. */
function offersAgain({ again, progress }: Following): boolean {
  return again !== 'no' && progress !== 'in-block';
}

/** Why it may be sent again. */
function againText(t: Translator, { sent }: Following): string {
  return t(sent ? 'names.write.slow' : 'names.write.unsent');
}

/** Until when a transaction that is in no block yet can happen. */
function untilText(t: Translator, deadFrom: number): string {
  return t('names.write.until', { block: new Intl.NumberFormat(t.language).format(deadFrom) });
}

type Pressed = readonly [label: string, onPress: () => void];

function Buttons({ first, second }: { readonly first?: Pressed; readonly second: Pressed }) {
  return (
    <div class="buttons">
      {first && (
        <button type="button" class="button button-main" onClick={first[1]}>
          {first[0]}
        </button>
      )}
      <button type="button" class="button" onClick={second[1]}>
        {second[0]}
      </button>
    </div>
  );
}

const STEPS = ['signed', 'sent', 'in-block', 'finalized'] as const;

type StepsProps = { readonly props: NamesProps; readonly reached: 1 | 2 | 3 | 4 };

/** How far it is, as a list of steps; the present one is announced. */
function Steps({ props: { t }, reached }: StepsProps) {
  return (
    <>
      <ol class="write-steps">
        {STEPS.map((step, index) => {
          const tone = index < reached ? 'done' : index === reached ? 'now' : 'later';
          return (
            <li
              key={step}
              class={`step step-${tone}`}
              aria-current={tone === 'now' ? 'step' : undefined}
            >
              <span class="step-sign">
                <Icon sign={tone} />
              </span>
              <span class="step-name">{t(`names.write.${step}`)}</span>
            </li>
          );
        })}
      </ol>
      <output class="unseen">{t(`names.write.${STEPS[reached - 1] ?? 'signed'}`)}</output>
    </>
  );
}

/** After a write of the node's id: the extension may take this name for the person's own. */
function UseName({ props }: { readonly props: NamesProps }) {
  const { t, write, ownName, nameUse, node, onUseName } = props;
  if (write.stage !== 'done' || node.state !== 'known') return null;
  const points = write.order.changes.some(
    ([key, value]) => key === 'staex-id' && value === node.id,
  );
  if (!points || (ownName === write.order.name && nameUse === undefined)) return null;
  if (nameUse === undefined) {
    return (
      <div>
        <button type="button" class="button button-main" onClick={onUseName}>
          {t('names.use')}
        </button>
      </div>
    );
  }
  return nameUse.state === 'failed' ? (
    <FailureNotice t={t} failure={nameUse.failure} />
  ) : (
    <output class={nameUse.state === 'used' ? 'works' : 'notice'}>
      {t(`names.use.${nameUse.state}`)}
    </output>
  );
}
