import { useEffect, useRef, useState } from 'preact/hooks';
import { FailureNotice } from '../components/FailureNotice.tsx';
import { cleanWord } from '../lib/i18n/hostile-word.ts';
import type { NamesProps } from './names-props.ts';
import { RecordForm } from './RecordForm.tsx';
import { NodeNote } from './RecordList.tsx';
import {
  afterwards,
  type DraftLine,
  draftOf,
  draftProblem,
  encodedSize,
  linesOf,
  NODE_RECORD,
  type RecordDraft,
  removeRecord,
  setRecord,
  undoChange,
} from './record-draft.ts';
import { SafeText } from './SafeText.tsx';
import { busy } from './write-state.ts';

type Props = {
  readonly props: NamesProps;
  readonly draft: RecordDraft;
  /** In bytes. */
  readonly sizeLimit?: number | undefined;
};

/** All records of a name that the person may change: each can be changed, deleted and left again, and new ones added. */
export function RecordEditor({ props, draft, sizeLimit }: Props) {
  const { t, node, write, onDraft, onWrite } = props;
  const [open, setOpen] = useState<string | undefined>(undefined);
  const [adding, setAdding] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  // What is about to be signed stands above, and must be what stands here.
  const locked = busy(write) || write.stage === 'review';
  const problem = draftProblem(draft, sizeLimit);
  const count = draft.changes.size;
  const lines = linesOf(draft);
  const done = (): void => {
    setOpen(undefined);
    setAdding(false);
    // What had the focus is gone with the form.
    heading.current?.focus();
  };
  return (
    <section class="records">
      <h3 ref={heading} tabIndex={-1}>
        {t('names.records')}
      </h3>
      <PointHere props={props} draft={draft} locked={locked} />
      {lines.length === 0 && <p class="soft">{t('names.records.none')}</p>}
      <ul class="record-lines">
        {lines.map((line) => (
          <li key={line.key} class={`record record-${line.state}`}>
            {open === line.key && !locked ? (
              <RecordForm
                t={t}
                draft={draft}
                recordKey={line.key}
                value={line.after ?? line.before ?? ''}
                node={node}
                onTake={(key, value) => {
                  onDraft(setRecord(draft, key, value));
                  done();
                }}
                onCancel={done}
              />
            ) : (
              <Line
                props={props}
                line={line}
                locked={locked}
                onChange={() => setOpen(line.key)}
                onRemove={() => onDraft(removeRecord(draft, line.key))}
                onUndo={() => onDraft(undoChange(draft, line.key))}
              />
            )}
          </li>
        ))}
      </ul>
      {adding && !locked ? (
        <RecordForm
          t={t}
          draft={draft}
          value=""
          node={node}
          onTake={(key, value) => {
            onDraft(setRecord(draft, key, value));
            done();
          }}
          onCancel={done}
        />
      ) : (
        !locked && (
          <button type="button" class="button button-small" onClick={() => setAdding(true)}>
            {t('names.edit.add')}
          </button>
        )
      )}
      {count > 0 && !locked && (
        <div class="pending">
          <output>{t('names.edit.pending', { count })}</output>
          {sizeLimit !== undefined && (
            <span class="soft">
              {t('names.edit.size', { size: encodedSize(afterwards(draft)), limit: sizeLimit })}
            </span>
          )}
          <div class="buttons">
            <button
              type="button"
              class="button button-main"
              aria-disabled={problem !== undefined}
              onClick={() => problem === undefined && onWrite()}
            >
              {t('names.edit.write')}
            </button>
            <button
              type="button"
              class="button button-quiet"
              onClick={() => onDraft(draftOf(draft.base))}
            >
              {t('names.edit.discard')}
            </button>
          </div>
          <p class="field-error" role="alert">
            {problem && t(`names.problem.${problem}`)}
          </p>
        </div>
      )}
    </section>
  );
}

type PointProps = {
  readonly props: NamesProps;
  readonly draft: RecordDraft;
  readonly locked: boolean;
};

/** The one thing that most people come for: this name to this node. */
function PointHere({ props, draft, locked }: PointProps) {
  const { t, node, onDraft } = props;
  const wanted = new Map(afterwards(draft)).get(NODE_RECORD);
  const there = new Map(draft.base).get(NODE_RECORD);
  if (node.state === 'unknown') {
    return (
      <div>
        <p>{t('names.edit.no-node')}</p>
        <FailureNotice t={t} failure={node.failure} />
      </div>
    );
  }
  const { id } = node;
  if (there === id && wanted === id) return <p class="works">{t('names.edit.this-node.done')}</p>;
  if (wanted === id || locked) return null;
  return (
    <button
      type="button"
      class="button button-main point-here"
      onClick={() => onDraft(setRecord(draft, NODE_RECORD, id))}
    >
      {t('names.edit.this-node')}
    </button>
  );
}

type LineProps = {
  readonly props: NamesProps;
  readonly line: DraftLine;
  readonly locked: boolean;
  readonly onChange: () => void;
  readonly onRemove: () => void;
  readonly onUndo: () => void;
};

function Line({ props, line, locked, onChange, onRemove, onUndo }: LineProps) {
  const { t, node } = props;
  const { key, state, before, after } = line;
  const name = cleanWord(key, 40);
  const value = after ?? before ?? '';
  const first = useRef<HTMLButtonElement>(null);
  const known = useRef(state);
  useEffect(() => {
    // The button that was pressed has given way to another one.
    if (known.current !== state) first.current?.focus();
    known.current = state;
  }, [state]);
  return (
    <>
      <div class="record-text">
        <p class="record-key">
          <SafeText t={t} text={key} longest={60} />
          {key === NODE_RECORD && <span class="soft">{t('names.record.staex-id')}</span>}
          {state !== 'kept' && (
            <span class={`names-tag names-tag-${state}`}>{t(`names.edit.${state}`)}</span>
          )}
        </p>
        <div class={state === 'removed' ? 'record-gone' : undefined}>
          <SafeText t={t} text={value} />{' '}
          {state !== 'removed' && <NodeNote t={t} recordKey={key} value={value} node={node} />}
        </div>
        {state === 'changed' && (
          <p class="soft">
            {t('names.edit.before')} <SafeText t={t} text={before ?? ''} />
          </p>
        )}
      </div>
      {!locked && (
        <div class="record-buttons">
          {state === 'kept' ? (
            <>
              <SmallButton
                label={t('names.edit.change')}
                whole={t('names.edit.change.label', { key: name })}
                onClick={onChange}
                at={first}
              />
              <SmallButton
                label={t('names.edit.remove')}
                whole={t('names.edit.remove.label', { key: name })}
                onClick={onRemove}
              />
            </>
          ) : (
            <>
              <SmallButton
                label={t('names.edit.undo')}
                whole={t('names.edit.undo.label', { key: name })}
                onClick={onUndo}
                at={first}
              />
              {state !== 'removed' && (
                <SmallButton
                  label={t('names.edit.change')}
                  whole={t('names.edit.change.label', { key: name })}
                  onClick={onChange}
                />
              )}
            </>
          )}
        </div>
      )}
    </>
  );
}

type SmallProps = {
  readonly label: string;
  readonly whole: string;
  readonly onClick: () => void;
  readonly at?: { current: HTMLButtonElement | null };
};

function SmallButton({ label, whole, onClick, at }: SmallProps) {
  return (
    <button
      type="button"
      class="button button-small"
      aria-label={whole}
      onClick={onClick}
      {...(at && { ref: at })}
    >
      {label}
    </button>
  );
}
