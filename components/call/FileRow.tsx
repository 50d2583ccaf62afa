import { isRisky } from '../../lib/call/file-name.ts';
import type { FilesActions, Transfer } from '../../lib/call/files.ts';
import { storedOf } from '../../lib/call/files-step.ts';
import { sizeText } from '../../lib/i18n/call-formats.ts';
import { transferText } from '../../lib/i18n/files.ts';
import { cleanWord } from '../../lib/i18n/hostile-word.ts';
import type { PlainKey, Translator } from '../../lib/i18n/translate.ts';
import { CallIcon } from './CallIcon.tsx';

type Props = {
  readonly t: Translator;
  readonly transfer: Transfer;
  /** The other person's name. */
  readonly theirs: string;
  /** The call is cut. */
  readonly held: boolean;
  readonly actions: FilesActions;
};

/** One file on its way: what it is, how it stands, and what can be done. */
export function FileRow({ t, transfer, theirs, held, actions }: Props) {
  const { state, direction, size } = transfer;
  const name = cleanWord(transfer.name);
  const moves = state.name === 'sending' || state.name === 'receiving';
  const isOffered = direction === 'in' && state.name === 'offered';
  const done = size === 0 ? 100 : Math.floor((storedOf(transfer) / size) * 100);
  return (
    <li class={`file file-${state.name}`}>
      <CallIcon sign={direction === 'in' ? 'incoming' : 'outgoing'} />
      <div class="file-text">
        <p class="file-name">
          <bdi>{name}</bdi>
        </p>
        <p class="soft small">
          {[t(`files.direction.${direction}`, { name: theirs }), sizeText(t.language, size)].join(
            ' · ',
          )}
        </p>
        {isOffered && isRisky(transfer.name) && <p class="file-risky">{t('files.risky')}</p>}
        {moves && (
          <progress
            class="file-progress"
            max={100}
            value={done}
            aria-label={t('files.for', {
              action: t(`files.direction.${direction}`, { name: theirs }),
              file: name,
            })}
          />
        )}
        <p class={state.name === 'failed' ? 'small file-failure' : 'small ticking'}>
          {transferText(t, transfer, held)}
        </p>
        {isOffered && state.free !== undefined && (
          <p class="file-risky">{t('files.no-room', { free: sizeText(t.language, state.free) })}</p>
        )}
        <Buttons t={t} transfer={transfer} name={name} actions={actions} />
      </div>
    </li>
  );
}

type ButtonsProps = Pick<Props, 't' | 'transfer' | 'actions'> & { readonly name: string };

function Buttons({ t, transfer, name, actions }: ButtonsProps) {
  const { state, id, direction } = transfer;
  const button = (label: PlainKey, onClick: () => void, main = false) => (
    <button
      type="button"
      class={`button button-small${main ? ' button-main' : ''}`}
      aria-label={t('files.for', { action: t(label), file: name })}
      onClick={onClick}
    >
      {t(label)}
    </button>
  );
  const cancel = () => button('files.cancel', () => actions.cancel(transfer));
  switch (state.name) {
    case 'offered':
      return (
        <div class="buttons">
          {direction === 'in' ? (
            <>
              {button('files.accept', () => actions.accept(id), true)}
              {button('files.decline', () => actions.decline(id))}
            </>
          ) : (
            cancel()
          )}
        </div>
      );
    case 'sending':
    case 'receiving':
      return (
        <div class="buttons">
          {state.name === 'receiving' && state.checking
            ? null
            : state.pausedByUs
              ? button('files.go-on', () => actions.pause(transfer, false), true)
              : button('files.pause', () => actions.pause(transfer, true))}
          {cancel()}
        </div>
      );
    case 'queued':
    case 'waiting':
      return <div class="buttons">{cancel()}</div>;
    case 'ready':
      return (
        <div class="buttons">
          {button(
            state.saved ? 'files.save-again' : 'files.save',
            () => actions.save(id),
            !state.saved,
          )}
          {button('files.remove', () => actions.remove(transfer))}
        </div>
      );
    case 'done':
    case 'failed':
      return <div class="buttons">{button('files.remove', () => actions.remove(transfer))}</div>;
  }
}
