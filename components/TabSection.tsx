import type { ComponentChildren } from 'preact';
import { listText, sinceText } from '../lib/i18n/formats.ts';
import { cleanWord } from '../lib/i18n/hostile-word.ts';
import type { Translator } from '../lib/i18n/translate.ts';
import type { NameDetails } from '../lib/protocol/ui.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { KeyText } from './KeyText.tsx';

/** The name of the tab in front. */
export type TabDetails = NameDetails & { readonly name: string };

type Props = {
  readonly t: Translator;
  readonly tab: TabDetails;
  /** Now, in ms since 1970. */
  readonly now: number;
  readonly onCopy: (text: string) => void;
  readonly onCall: (name: string) => void;
};

/** What is known of the name of the tab in front: whose it is, which node, who confirmed it, since when. */
export function TabSection({ t, tab, now, onCopy, onCall }: Props) {
  const { name, visit } = tab;
  return (
    <section class="part tab" aria-labelledby="tab-name">
      <p class="eyebrow">
        {t('popup.tab')}
        {visit && (
          <span class={`tab-state tab-state-${visit.state}`}>{t(`popup.tab.${visit.state}`)}</span>
        )}
      </p>
      <div class="tab-head">
        <h2 id="tab-name" class="tab-name">
          <bdi dir="ltr">{name}</bdi>
        </h2>
        <button
          type="button"
          class="button button-small"
          aria-label={t('popup.tab.call', { name })}
          onClick={() => onCall(name)}
        >
          {t('popup.go.call')}
        </button>
      </div>
      {!visit && <p class="soft">{t('popup.tab.unknown')}</p>}
      {visit?.state === 'failed' && <FailureNotice t={t} failure={visit.failure} />}
      {visit?.state === 'asking' && (
        <p class="soft">{t('popup.tab.asking.text', { operator: visit.operator })}</p>
      )}
      <dl class="facts">
        <Fact term={t('popup.tab.owner')}>
          <Owner t={t} owner={tab.owner} onCopy={onCopy} />
        </Fact>
        {visit?.state === 'open' && (
          <>
            <Fact term={t('popup.tab.node-id')}>
              <KeyText t={t} label="copy.node-id" text={visit.proof.nodeId} onCopy={onCopy} />
            </Fact>
            <Fact term={t('popup.tab.confirmed')}>
              {listText(
                t.language,
                visit.proof.confirmedBy.map((word) => cleanWord(word)),
              )}
            </Fact>
            <Fact term={t('popup.tab.read')}>{sinceText(t.language, visit.proof.readAt, now)}</Fact>
            <Fact term={t('popup.tab.since')}>{sinceText(t.language, visit.openedAt, now)}</Fact>
          </>
        )}
      </dl>
    </section>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

type OwnerProps = Pick<Props, 't' | 'onCopy'> & { readonly owner: NameDetails['owner'] };

function Owner({ t, owner, onCopy }: OwnerProps) {
  if ('account' in owner) {
    return <KeyText t={t} label="copy.account" text={owner.account} onCopy={onCopy} />;
  }
  return (
    <span class="soft">
      {t('pending' in owner ? 'popup.tab.owner.pending' : 'popup.tab.owner.failed')}
    </span>
  );
}
