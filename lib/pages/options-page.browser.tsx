import type { ComponentChild } from 'preact';
import { OptionsView } from '../../components/options/OptionsView.tsx';
import type { ChainShown, EndpointTest } from '../../components/options/options-props.ts';
import { operatorKey, withDefaults } from '../azero/networks.ts';
import { DEFAULT_LINK_BASE } from '../call/link-text.ts';
import { readInput } from '../names/from-input.ts';
import { sendMessage } from '../protocol/messages.browser.ts';
import type { MyName } from '../protocol/ui.ts';
import { myNameItem, readPreset, settingsItem } from '../state/items.browser.ts';
import { type Settings, settingsInForce } from '../state/settings.ts';
import browser from '../webextension.browser.ts';
import type { ChainEdit } from './chain-edit.ts';
import { drawnPage } from './drawn-page.browser.ts';
import { linkBaseFrom } from './link-base.ts';
import { loadTranslator } from './translator.browser.ts';

/** Mounts the page of settings: each change is stored at once, and the background follows what is stored. */
export async function mountOptions(root: Element): Promise<void> {
  const t = await loadTranslator('options');
  const page = drawnPage(root);
  document.title = t('options.title');

  const own = page.cell<Settings>(await settingsItem.get());
  const preset = await readPreset();
  const locked = new Set(Object.keys(preset?.locked ?? {}));
  /** What holds, which is what is shown and changed. */
  const settings = (): Settings => settingsInForce(own.value, preset);
  const myName = page.cell<MyName>(await myNameItem.get());
  const more = page.cell<(() => ComponentChild) | undefined>(undefined);
  const tests = page.cell<ReadonlyMap<string, EndpointTest>>(new Map());
  const linksTaken = page.cell(true);
  // It is there long before anybody presses something.
  const links = import('./links-permission.ts').then(({ linksPermission }) =>
    linksPermission(
      browser.permissions,
      // Firefox takes links without a permission of its own.
      () => (import.meta.env.FIREFOX ? undefined : settings().links?.base),
      (taken) => {
        linksTaken.value = taken;
      },
    ),
  );
  const look = (): void => void links.then((permission) => permission.look());
  const askForLinks = (): void => void links.then((permission) => permission.ask());
  settingsItem.watch((value) => {
    own.value = value;
    look();
  });
  myNameItem.watch((value) => {
    myName.value = value;
  });

  /** Takes these keys over; `undefined` takes a key away. */
  function change(changes: { readonly [K in keyof Settings]?: Settings[K] | undefined }): void {
    const next = Object.entries({ ...own.value, ...changes });
    own.value = Object.fromEntries(next.filter(([, value]) => value !== undefined));
    void settingsItem.set(own.value);
  }

  async function edit(step: ChainEdit) {
    const { editChain } = await import('./chain-edit.ts');
    const edited = editChain(settings().chain, step);
    if (!edited.ok) return edited.error.kind;
    change({ chain: edited.value });
    tests.value = new Map();
    return undefined;
  }

  async function testAll(): Promise<void> {
    const { network, endpoints } = withDefaults(settings().chain ?? {});
    const urls = endpoints.map(({ url }) => url);
    tests.value = new Map(urls.map((url) => [url, { state: 'asking' }]));
    const { testEndpoints } = await import('./endpoint-tests.browser.ts');
    await testEndpoints(network, urls, (url, test) => {
      // The list may have changed meanwhile, and with it what is shown.
      if (tests.value.has(url)) tests.value = new Map(tests.value).set(url, test);
    });
  }

  function Page() {
    return (
      <OptionsView
        t={t}
        myName={myName.value}
        onSetMyName={(text) => {
          const input = text.trim() === '' ? undefined : readInput(text);
          if (input?.ok === false) return input.error;
          change({ myName: input?.value.name });
          return undefined;
        }}
        language={settings().language}
        onSetLanguage={(language) => change({ language })}
        chain={shown(settings())}
        changes={{
          onNetwork: (network) => edit({ kind: 'network', network }),
          onDevelopment: (registry) => edit({ kind: 'development', registry }),
          onAdd: (url, operator) => edit({ kind: 'add', url, operator }),
          onRemove: (url) => edit({ kind: 'remove', url }),
          onUp: (url) => edit({ kind: 'up', url }),
          onQuorum: (quorum) => edit({ kind: 'quorum', quorum }),
          onDefaults: () => edit({ kind: 'defaults' }),
          onTest: () => void testAll(),
        }}
        tests={tests.value}
        locked={{
          name: locked.has('myName'),
          language: locked.has('language'),
          chain: locked.has('chain') || preset === undefined,
          links: locked.has('links'),
        }}
        linkBase={settings().links?.base ?? DEFAULT_LINK_BASE}
        defaultLinkBase={DEFAULT_LINK_BASE}
        onSetLinkBase={(text) => {
          const base = linkBaseFrom(text);
          if (!base.ok) return false;
          const isOwn = base.value !== DEFAULT_LINK_BASE;
          change({ links: isOwn ? { base: base.value } : undefined });
          askForLinks();
          return true;
        }}
        linksTaken={linksTaken.value}
        onTakeLinks={askForLinks}
        more={more.value?.()}
        onOpenDiagnostics={() => openPage('/diagnostics.html')}
        onOpenNames={() => void sendMessage('showNamesPage', undefined)}
        onOpenWelcome={() => openPage('/welcome.html')}
        onCopy={(text) => void navigator.clipboard.writeText(text)}
      />
    );
  }
  page.show(() => <Page />);
  const { moreOptions } = await import('./options-more.browser.tsx');
  more.value = await moreOptions({ t, page, own, settings, change });
}

function openPage(path: string): void {
  void browser.tabs.create({ url: browser.runtime.getURL(path) });
}

function shown({ chain }: Settings): ChainShown {
  const used = withDefaults(chain ?? {});
  return {
    network: used.network,
    registry: used.registry ?? '',
    endpoints: used.endpoints,
    operators: new Set(used.endpoints.map(({ operator }) => operatorKey(operator))).size,
    quorum: used.quorum,
    isDefault: chain?.endpoints === undefined && chain?.quorum === undefined,
  };
}
