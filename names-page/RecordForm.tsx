import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Field } from '../components/options/Field.tsx';
import type { Translator } from '../lib/i18n/translate.ts';
import type { NodeShown } from './names-props.ts';
import { type DraftProblem, NODE_RECORD, problemOf, type RecordDraft } from './record-draft.ts';

type Props = {
  readonly t: Translator;
  readonly draft: RecordDraft;
  /** The record that is changed; absent for a new one. */
  readonly recordKey?: string;
  readonly value: string;
  readonly node: NodeShown;
  readonly onTake: (key: string, value: string) => void;
  readonly onCancel: () => void;
};

/** Key and value of one record. */
export function RecordForm(props: Props) {
  const { t, draft, recordKey, node, onTake, onCancel } = props;
  const adding = recordKey === undefined;
  const [key, setKey] = useState(recordKey ?? '');
  const [value, setValue] = useState(props.value);
  const [problem, setProblem] = useState<DraftProblem | undefined>(undefined);
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, textarea')?.focus();
  }, []);
  const foreign =
    key === NODE_RECORD &&
    node.state === 'known' &&
    value !== '' &&
    value.toLowerCase() !== node.id;
  const aboutKey = problem === 'empty-key' || problem === 'taken-key';
  return (
    <form
      ref={form}
      class="record-form"
      onSubmit={(event) => {
        event.preventDefault();
        const found = problemOf(draft, { key, value, adding });
        setProblem(found);
        if (found === undefined) onTake(key, value);
      }}
    >
      {adding && (
        <Field
          label={t('names.edit.key')}
          value={key}
          error={problem && aboutKey ? t(`names.problem.${problem}`) : undefined}
          onInput={(text) => {
            setKey(text);
            setProblem(undefined);
          }}
        />
      )}
      <div class="field">
        <label for={id}>
          {adding ? t('names.edit.value') : t('names.edit.change.label', { key })}
        </label>
        <textarea
          id={id}
          dir="auto"
          rows={2}
          spellcheck={false}
          value={value}
          aria-invalid={problem !== undefined && !aboutKey}
          aria-describedby={`${id}-error ${id}-help`}
          onInput={(event) => {
            setValue(event.currentTarget.value);
            setProblem(undefined);
          }}
        />
        <p class="field-error" id={`${id}-error`} role="alert">
          {problem && !aboutKey && t(`names.problem.${problem}`)}
        </p>
        <p class="soft field-help" id={`${id}-help`}>
          {foreign && t('names.edit.other-node')}
        </p>
      </div>
      <div class="buttons">
        <button type="submit" class="button button-small button-main">
          {t('names.edit.take')}
        </button>
        <button type="button" class="button button-small button-quiet" onClick={onCancel}>
          {t('names.edit.cancel')}
        </button>
      </div>
    </form>
  );
}
