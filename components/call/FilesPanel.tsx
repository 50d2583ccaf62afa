import { useRef, useState } from 'preact/hooks';
import type { FileMeta, Files, FilesActions } from '../../lib/call/files.ts';
import { unsavedOf } from '../../lib/call/files-step.ts';
import type { Translator } from '../../lib/i18n/translate.ts';
import { CallIcon } from './CallIcon.tsx';
import { FileRow } from './FileRow.tsx';

export type FilesPanelProps = {
  readonly t: Translator;
  readonly files: Files;
  /** The other person's name. */
  readonly theirs: string;
  readonly actions: FilesActions;
};

/** Files on their way between two people in a call, the newest first. */
export function FilesPanel({ t, files, theirs, actions }: FilesPanelProps) {
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [folders, setFolders] = useState(false);
  const closed = files.link === 'ended' || files.shut;
  const offer = (chosen: readonly FileMeta[], some: boolean): void => {
    setFolders(some);
    if (chosen.length > 0) actions.offer(chosen);
  };
  return (
    // The button below does the same without a pointer.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      class={over && !closed ? 'files files-over' : 'files'}
      aria-label={t('files.list')}
      onDragOver={(event) => {
        if (closed || !event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) {
          setOver(false);
        }
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (closed || !event.dataTransfer) return;
        const dropped = filesOf(event.dataTransfer);
        offer(dropped.files, dropped.folders);
      }}
    >
      {!closed && (
        <div class="files-send">
          <input
            ref={picker}
            type="file"
            aria-label={t('files.choose')}
            multiple
            hidden
            onChange={({ currentTarget }) => {
              offer([...(currentTarget.files ?? [])], false);
              // So that the same file can be chosen again.
              currentTarget.value = '';
            }}
          />
          <button type="button" class="button button-main" onClick={() => picker.current?.click()}>
            <CallIcon sign="files" />
            {t('files.choose')}
          </button>
          <p class="soft small">{over ? t('files.drop') : t('files.hint', { name: theirs })}</p>
        </div>
      )}
      <output class="files-notes">
        {folders && <span class="talk-note">{t('files.folders')}</span>}
        {files.leftOut > 0 && (
          <span class="talk-note">{t('files.left-out', { count: files.leftOut })}</span>
        )}
        {files.shut && <span class="talk-note">{t('files.shut')}</span>}
        {files.link === 'ended' && unsavedOf(files) > 0 && (
          <span class="talk-note">{t('files.unsaved')}</span>
        )}
      </output>
      {files.transfers.length > 0 && (
        <ul class="file-list">
          {files.transfers.toReversed().map((transfer) => (
            <FileRow
              key={`${transfer.direction}${transfer.id}`}
              t={t}
              transfer={transfer}
              theirs={theirs}
              held={files.link === 'held'}
              actions={actions}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

/** What was dropped; a folder looks like a file that can't be read. */
function filesOf(data: DataTransfer): {
  readonly files: readonly File[];
  readonly folders: boolean;
} {
  const all = [...data.items].filter(({ kind }) => kind === 'file');
  const files = all.filter((item) => item.webkitGetAsEntry()?.isDirectory !== true);
  return {
    files: files.map((item) => item.getAsFile()).filter((file) => file !== null),
    folders: files.length < all.length,
  };
}
