import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { Translator } from '../../lib/i18n/translate.ts';
import { err, type Result } from '../../lib/result.ts';
import { ImportQuestion } from './ImportQuestion.tsx';
import type { ImportOffer, ImportRefusal } from './import-props.ts';

type Props = {
  readonly t: Translator;
  readonly onExport: () => void;
  /** Reads a file's text. Nothing changes yet. */
  readonly onRead: (text: string) => Promise<Result<ImportOffer, ImportRefusal>>;
  readonly onReset: () => Promise<void>;
  /** What is kept, kind by kind. */
  readonly children: ComponentChildren;
};

type Said =
  | `options.data.import.${ImportRefusal['kind']}`
  | 'options.data.import.done'
  | 'options.people.unkept'
  | 'options.data.reset.done'
  | 'options.data.reset.failed';

const GOOD: readonly (Said | undefined)[] = ['options.data.import.done', 'options.data.reset.done'];

/** Everything that Copybara keeps of a person: out, in, and away. */
export function DataSection({ t, onExport, onRead, onReset, children }: Props) {
  const id = useId();
  const picker = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const [sure, setSure] = useState(false);
  const [said, setSaid] = useState<Said | undefined>(undefined);
  const [offer, setOffer] = useState<ImportOffer | undefined>(undefined);

  /** Counts the files that were chosen: of two, the later one counts, whichever is read first. */
  const chosen = useRef(0);
  /** One change of everything after the other, so that no two are mixed. */
  const last = useRef<Promise<unknown>>(Promise.resolve());

  /** Changes everything, and says how that ended. */
  async function change(task: () => Promise<void>, done: Said, failed: Said): Promise<void> {
    const ended = last.current.then(task).then(
      () => done,
      () => failed,
    );
    last.current = ended;
    setSaid(await ended);
  }

  async function read(file: File): Promise<void> {
    const mine = (chosen.current += 1);
    setSaid(undefined);
    setOffer(undefined);
    // A file that the browser can't read is as bad as one of another program.
    const next = await file
      .text()
      .then(onRead)
      .catch(() => err({ kind: 'bad-file' }));
    if (mine !== chosen.current) return;
    setOffer(next.ok ? next.value : undefined);
    if (!next.ok) setSaid(`options.data.import.${next.error.kind}`);
  }

  function close(): void {
    setOffer(undefined);
    opener.current?.focus();
  }

  function load({ apply }: ImportOffer): void {
    close();
    void change(apply, 'options.data.import.done', 'options.people.unkept');
  }

  return (
    <>
      <p class="soft">{t('options.data.text')}</p>
      <div class="options-line">
        <button type="button" class="button" onClick={onExport}>
          {t('options.data.export')}
        </button>
        <button ref={opener} type="button" class="button" onClick={() => picker.current?.click()}>
          {t('options.data.import')}
        </button>
        <input
          ref={picker}
          type="file"
          aria-label={t('options.data.import')}
          accept="application/json,.json"
          hidden
          onChange={(event) => {
            const field = event.currentTarget;
            const [file] = field.files ?? [];
            if (file === undefined) return;
            void read(file);
            // The same file can be chosen again.
            field.value = '';
          }}
        />
      </div>
      {offer && (
        <ImportQuestion t={t} changes={offer.changes} onYes={() => load(offer)} onNo={close} />
      )}
      {children}
      <div class="options-line">
        {sure ? (
          <>
            <button
              type="button"
              class="button button-bad"
              onClick={() => {
                setSure(false);
                void change(onReset, 'options.data.reset.done', 'options.data.reset.failed');
              }}
            >
              {t('options.data.reset.sure')}
            </button>
            <button type="button" class="button button-quiet" onClick={() => setSure(false)}>
              {t('options.cancel')}
            </button>
          </>
        ) : (
          <button
            type="button"
            class="button"
            aria-describedby={`${id}-reset`}
            onClick={() => setSure(true)}
          >
            {t('options.data.reset')}
          </button>
        )}
        <p class="soft" id={`${id}-reset`}>
          {t('options.data.reset.text')}
        </p>
      </div>
      <output class={GOOD.includes(said) ? 'works' : 'field-error'}>{said ? t(said) : ''}</output>
    </>
  );
}
