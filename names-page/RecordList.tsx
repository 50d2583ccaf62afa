import { useState } from 'preact/hooks';
import type { NamedRecord } from '../lib/azero/name-details.ts';
import type { Translator } from '../lib/i18n/translate.ts';
import type { NodeShown } from './names-props.ts';
import { NODE_RECORD } from './record-draft.ts';
import { SafeText } from './SafeText.tsx';

type Props = {
  readonly t: Translator;
  readonly records: readonly NamedRecord[];
  readonly node: NodeShown;
};

/** Records that are shown at first. */
const FIRST = 20;

/** All records of a name, for reading. */
export function RecordList({ t, records, node }: Props) {
  const [shown, setShown] = useState(FIRST);
  return (
    <section class="records">
      <h3>{t('names.records')}</h3>
      {records.length === 0 && <p class="soft">{t('names.records.none')}</p>}
      <dl class="names-facts">
        {records.slice(0, shown).map(([key, value]) => (
          <div key={key}>
            <dt>
              <SafeText t={t} text={key} longest={60} />
            </dt>
            <dd>
              <SafeText t={t} text={value} />
              <NodeNote t={t} recordKey={key} value={value} node={node} />
            </dd>
          </div>
        ))}
      </dl>
      {records.length > shown && (
        <button type="button" class="text-button" onClick={() => setShown(shown + 100)}>
          {t('names.list.more', { count: Math.min(100, records.length - shown) })}
        </button>
      )}
    </section>
  );
}

type NoteProps = {
  readonly t: Translator;
  readonly recordKey: string;
  readonly value: string;
  readonly node: NodeShown;
};

/** Beside the record that holds a node id: whether it is this node. */
export function NodeNote({ t, recordKey, value, node }: NoteProps) {
  if (recordKey !== NODE_RECORD || node.state !== 'known') return null;
  const own = value.toLowerCase() === node.id;
  return (
    <span class={`names-tag names-tag-${own ? 'registered' : 'free'}`}>
      {t(own ? 'names.record.this-node' : 'names.record.other-node')}
    </span>
  );
}
