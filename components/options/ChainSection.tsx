import { useId, useState } from 'preact/hooks';
import type { Translator } from '../../lib/i18n/translate.ts';
import { EndpointList } from './EndpointList.tsx';
import { Field } from './Field.tsx';
import {
  type ChainChanges,
  type ChainProblem,
  type ChainShown,
  type EndpointTest,
  NETWORK_CHOICES,
} from './options-props.ts';

type Props = {
  readonly t: Translator;
  readonly chain: ChainShown;
  readonly changes: ChainChanges;
  readonly tests: ReadonlyMap<string, EndpointTest>;
};

/** Which chain is read, whom it is read from, and how many of them must agree. */
export function ChainSection({ t, chain, changes, tests }: Props) {
  const [problem, setProblem] = useState<ChainProblem | undefined>(undefined);
  const [ownChain, setOwnChain] = useState(false);
  const tell = (change: Promise<ChainProblem | undefined>): void => void change.then(setProblem);
  const id = useId();
  const network = ownChain ? 'development' : chain.network;
  return (
    <>
      <p class="soft">{t('options.chain.text')}</p>

      <fieldset class="choices">
        <legend>{t('options.network')}</legend>
        {NETWORK_CHOICES.map((choice) => (
          <div key={choice} class="choice">
            <input
              id={`${id}-${choice}`}
              type="radio"
              name={`${id}-network`}
              checked={network === choice}
              aria-describedby={`${id}-${choice}-text`}
              onChange={() => {
                // A chain of one's own is taken when its registry is known.
                setOwnChain(choice === 'development');
                setProblem(undefined);
                if (choice !== 'development') tell(changes.onNetwork(choice));
              }}
            />
            <div>
              <label class="choice-name" for={`${id}-${choice}`}>
                {t(`options.network.${choice}`)}
              </label>
              <p class="soft" id={`${id}-${choice}-text`}>
                {t(`options.network.${choice}.text`)}
              </p>
            </div>
          </div>
        ))}
      </fieldset>
      {network === 'development' && (
        <RegistryForm t={t} registry={chain.registry} onUse={changes.onDevelopment} />
      )}

      <EndpointList
        t={t}
        endpoints={chain.endpoints}
        tests={tests}
        onUp={(url) => tell(changes.onUp(url))}
        onRemove={(url) => tell(changes.onRemove(url))}
      />
      <div class="options-line">
        <button type="button" class="button button-small" onClick={changes.onTest}>
          {t('options.endpoints.test')}
        </button>
        {!chain.isDefault && (
          <button
            type="button"
            class="button button-small button-quiet"
            onClick={() => tell(changes.onDefaults())}
          >
            {t('options.endpoints.defaults')}
          </button>
        )}
      </div>
      <AddForm t={t} onAdd={changes.onAdd} />

      <div class="field">
        <label for={`${id}-quorum`}>{t('options.quorum')}</label>
        <select
          id={`${id}-quorum`}
          value={String(chain.quorum)}
          aria-describedby={`${id}-quorum-text`}
          onChange={(event) => tell(changes.onQuorum(Number(event.currentTarget.value)))}
        >
          {Array.from({ length: Math.min(5, chain.operators) }, (_, index) => (
            <option key={index} value={String(index + 1)}>
              {t('options.quorum.count', { count: index + 1 })}
            </option>
          ))}
        </select>
        <p class="soft" id={`${id}-quorum-text`}>
          {t('options.quorum.text')}
        </p>
      </div>
      <p class="field-error" role="alert">
        {problem && t(`options.error.${problem}`)}
      </p>
    </>
  );
}

type RegistryProps = {
  readonly t: Translator;
  readonly registry: string;
  readonly onUse: (registry: string) => Promise<ChainProblem | undefined>;
};

function RegistryForm({ t, registry, onUse }: RegistryProps) {
  const [text, setText] = useState(registry);
  const [problem, setProblem] = useState<ChainProblem | undefined>(undefined);
  return (
    <form
      class="options-form"
      onSubmit={(event) => {
        event.preventDefault();
        void onUse(text).then(setProblem);
      }}
    >
      <Field
        label={t('options.registry')}
        value={text}
        error={problem && t(`options.error.${problem}`)}
        onInput={setText}
      />
      <button type="submit" class="button">
        {t('options.registry.use')}
      </button>
    </form>
  );
}

type AddProps = {
  readonly t: Translator;
  readonly onAdd: (url: string, operator: string) => Promise<ChainProblem | undefined>;
};

function AddForm({ t, onAdd }: AddProps) {
  const id = useId();
  const [url, setUrl] = useState('');
  const [operator, setOperator] = useState('');
  const [problem, setProblem] = useState<ChainProblem | undefined>(undefined);
  return (
    <form
      class="options-form"
      aria-labelledby={id}
      onSubmit={(event) => {
        event.preventDefault();
        void onAdd(url, operator).then((found) => {
          setProblem(found);
          if (found !== undefined) return;
          setUrl('');
          setOperator('');
        });
      }}
    >
      <h3 id={id}>{t('options.endpoints.add')}</h3>
      <Field label={t('options.endpoints.url')} value={url} onInput={setUrl} />
      <Field
        label={t('options.endpoints.operator')}
        value={operator}
        error={problem && t(`options.error.${problem}`)}
        onInput={setOperator}
      />
      <button type="submit" class="button">
        {t('options.endpoints.add.button')}
      </button>
    </form>
  );
}
