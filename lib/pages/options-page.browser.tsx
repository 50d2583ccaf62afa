import type { ComponentChild } from 'preact';
import { OptionsView } from '../../components/options/OptionsView.tsx';
import { OPTIONS_SECTIONS, type OptionsSection } from '../../components/options/options-props.ts';
import { readInput } from '../names/from-input.ts';
import { parseName } from '../names/name.ts';
import { sendMessage } from '../protocol/messages.browser.ts';
import type { MyName } from '../protocol/ui.ts';
import { myNameItem, readPreset, settingsItem } from '../state/items.browser.ts';
import { type Settings, settingsInForce } from '../state/settings.ts';
import browser from '../webextension.browser.ts';
import { after } from './after.browser.ts';
import { createBackgroundWatch } from './background-watch.ts';
import { drawnPage } from './drawn-page.browser.ts';
import { nameToWrite } from './name-to-write.ts';
import type { OptionsPage, OptionsPart } from './options-part.browser.ts';
import { loadTranslator } from './translator.browser.ts';

/** Each part is a script of its own: a page that is opened loads none of them but what its address names. */
const PARTS: Readonly<Record<OptionsSection, () => Promise<OptionsPart>>> = {
  preferences: async () => (await import('./options-preferences.browser.tsx')).preferencesPart,
  people: async () => (await import('./options-people.browser.tsx')).peoplePart,
  search: async () => (await import('./options-search.browser.tsx')).searchPart,
  chain: async () => (await import('./options-chain.browser.tsx')).chainPart,
  links: async () => (await import('./options-links.browser.tsx')).linksPart,
  certificate: async () => (await import('./options-certificate.browser.tsx')).certificatePart,
  data: async () => (await import('./options-data.browser.tsx')).dataPart,
};

/** Mounts the page of settings: each change is stored at once, and the background follows what is stored. */
export async function mountOptions(root: Element): Promise<void> {
  const t = await loadTranslator('options');
  const page = drawnPage(root);
  document.title = t('options.title');

  const own = page.cell<Settings>(await settingsItem.get());
  const preset = await readPreset();
  const lockedKeys = new Set(Object.keys(preset?.locked ?? {}));
  /** What holds, which is what is shown and changed. */
  const settings = (): Settings => settingsInForce(own.value, preset);
  const myName = page.cell<MyName>(await myNameItem.get());
  const parts = page.cell<ReadonlyMap<OptionsSection, () => ComponentChild>>(new Map());
  const open = page.cell<ReadonlySet<OptionsSection>>(new Set());
  const loads = new Map<OptionsSection, Promise<void>>();
  settingsItem.watch((value) => {
    own.value = value;
  });
  const isSilent = page.cell(false);
  const background = createBackgroundWatch(after, (now) => {
    isSilent.value = now;
  });
  myNameItem.watch((value) => {
    background.heard();
    myName.value = value;
  });

  function change(changes: Parameters<OptionsPage['change']>[0]): void {
    const next = Object.entries({ ...own.value, ...changes });
    own.value = Object.fromEntries(next.filter(([, value]) => value !== undefined));
    void settingsItem.set(own.value);
  }

  function load(section: OptionsSection): Promise<void> {
    const loading = loads.get(section) ?? start(section);
    loads.set(section, loading);
    return loading;
  }

  async function start(section: OptionsSection): Promise<void> {
    const show = (part: () => ComponentChild): void => {
      parts.value = new Map(parts.value).set(section, part);
    };
    try {
      const part = await PARTS[section]();
      show(await part({ t, page, own, settings, change, ask: background.ask }));
    } catch {
      // Opened again, it is tried again.
      loads.delete(section);
      show(() => (
        <p class="field-error" role="alert">
          {t('options.people.unkept')}
        </p>
      ));
    }
  }

  function toggle(section: OptionsSection, isOpen: boolean): void {
    const now = new Set(open.value);
    if (isOpen) now.add(section);
    else now.delete(section);
    open.value = now;
    if (!isOpen) return;
    // Loaded anew, as for another language, the page is where it was.
    history.replaceState(null, '', `#${section}`);
    void load(section);
  }

  /** Opens the part that the address names, and goes to it when it is there. */
  async function follow(): Promise<void> {
    const section = OPTIONS_SECTIONS.find((one) => `#${one}` === location.hash);
    if (section === undefined) return;
    toggle(section, true);
    await load(section);
    requestAnimationFrame(() => document.getElementById(section)?.scrollIntoView());
  }

  /** Whoever looks for a word looks in all of it: the browser searches, and opens, what is folded. */
  function loadAllForSearch({ key, ctrlKey, metaKey, target }: KeyboardEvent): void {
    // Firefox takes a slash for it, except where one types.
    const finds =
      key === 'F3' ||
      (key === '/' && !(target instanceof HTMLInputElement)) ||
      ((ctrlKey || metaKey) && ['f', 'g'].includes(key.toLowerCase()));
    if (finds) for (const section of OPTIONS_SECTIONS) void load(section);
  }

  const isLocked: Readonly<Record<OptionsSection, boolean>> = {
    preferences: false,
    people: false,
    search: lockedKeys.has('search'),
    chain: lockedKeys.has('chain') || preset === undefined,
    links: lockedKeys.has('links'),
    certificate: false,
    data: false,
  };

  function Page() {
    const hasName = parseName(settings().myName ?? '').ok;
    return (
      <OptionsView
        t={t}
        myName={myName.value}
        isSilent={isSilent.value}
        onSetMyName={(text) => {
          const input = text.trim() === '' ? undefined : readInput(text);
          if (input?.ok === false) return input.error;
          change({ myName: input?.value.name });
          return undefined;
        }}
        language={settings().language}
        onSetLanguage={(language) => change({ language })}
        locked={{ name: lockedKeys.has('myName'), language: lockedKeys.has('language') }}
        sections={OPTIONS_SECTIONS.filter((section) => section !== 'certificate' || hasName).map(
          (section) => ({
            section,
            content: parts.value.get(section)?.(),
            locked: isLocked[section],
          }),
        )}
        open={open.value}
        onToggle={toggle}
        onOpenDiagnostics={() => openPage('/diagnostics.html')}
        onOpenNames={() =>
          void background.ask(() => sendMessage('showNamesPage', nameToWrite(myName.value)))
        }
        onOpenWelcome={() => openPage('/welcome.html')}
        onCopy={(text) => void navigator.clipboard.writeText(text)}
      />
    );
  }
  page.show(() => <Page />);
  // Without it no setting has an effect.
  void background.ask(() => sendMessage('refreshStatus', undefined));
  addEventListener('hashchange', () => void follow());
  addEventListener('keydown', loadAllForSearch);
  await follow();
  await openUntakenLinks();

  /** Where the browser does not let links be taken, that is told without being looked for. */
  async function openUntakenLinks(): Promise<void> {
    const base = import.meta.env.FIREFOX ? undefined : settings().links?.base;
    if (base === undefined) return;
    const origins = [`${new URL(base).origin}/*`];
    const taken = await browser.permissions.contains({ origins }).catch(() => false);
    if (!taken) toggle('links', true);
  }
}

function openPage(path: string): void {
  void browser.tabs.create({ url: browser.runtime.getURL(path) });
}
