import { useEffect, useRef, useState } from 'preact/hooks';
import type { Translator } from '../lib/i18n/translate.ts';
import type { InputError } from '../lib/names/from-input.ts';
import type { MyName } from '../lib/protocol/ui.ts';
import { FailureNotice, NextStep } from './FailureNotice.tsx';
import { Icon } from './Icon.tsx';
import { KeyText } from './KeyText.tsx';
import { NameForm } from './NameForm.tsx';

type Props = {
  readonly t: Translator;
  readonly myName: MyName;
  /** An empty text takes the name back. */
  readonly onSetMyName: (text: string) => InputError | undefined;
  /** Shows the page where names are looked up and their records written. */
  readonly onOpenNames: () => void;
  readonly onCopy: (text: string) => void;
};

const SIGNS = {
  unset: 'later',
  checking: 'now',
  matches: 'done',
  differs: 'failed',
  failed: 'asking',
} as const;

/** The person's own name, and whether it leads to this node. */
export function MyNameSection({ t, myName, onSetMyName, onOpenNames, onCopy }: Props) {
  const [editing, setEditing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    // Back to where the person came from.
    if (wasEditing.current && !editing) opener.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  const name = myName.state === 'unset' ? '' : myName.name;
  return (
    <section class="part" aria-labelledby="my-name">
      <h2 id="my-name" class={editing ? 'unseen' : ''}>
        {t('popup.my-name')}
      </h2>
      {editing ? (
        <NameForm
          t={t}
          label={t('popup.my-name')}
          button={t('popup.my-name.save')}
          initial={name}
          takeFocus
          onCancel={() => setEditing(false)}
          onSubmit={(text) => {
            const error = onSetMyName(text);
            if (!error) setEditing(false);
            return error;
          }}
        />
      ) : (
        <div class={`my-name status-${SIGNS[myName.state]}`}>
          {myName.state !== 'unset' && (
            <span class="status-sign">
              <Icon sign={SIGNS[myName.state]} />
            </span>
          )}
          <div class="status-body">
            {name && (
              <p class="status-name">
                <bdi dir="ltr">{name}</bdi>
              </p>
            )}
            <p class="soft">{t(`popup.my-name.${myName.state}`)}</p>
          </div>
          <button
            ref={opener}
            type="button"
            class="button button-small"
            onClick={() => setEditing(true)}
          >
            {t(name ? 'popup.my-name.edit' : 'popup.my-name.set')}
            <span class="unseen"> {t('popup.my-name')}</span>
          </button>
        </div>
      )}
      {!editing && myName.state === 'failed' && <FailureNotice t={t} failure={myName.failure} />}
      {!editing && myName.state === 'differs' && (
        <>
          <dl class="facts">
            <div>
              <dt>{t('popup.my-name.record')}</dt>
              <dd>
                <KeyText t={t} label="copy.node-id" text={myName.recordNodeId} onCopy={onCopy} />
              </dd>
            </div>
            <div>
              <dt>{t('popup.my-name.own')}</dt>
              <dd>
                <KeyText t={t} label="copy.node-id" text={myName.ownNodeId} onCopy={onCopy} />
              </dd>
            </div>
          </dl>
          <NextStep t={t} text={t('popup.my-name.differs.next')} label="popup.next" />
        </>
      )}
      {!editing && (
        <button type="button" class="text-button" onClick={onOpenNames}>
          {t('names.title')}
        </button>
      )}
    </section>
  );
}
