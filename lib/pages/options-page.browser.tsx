import { computed, signal } from '@preact/signals';
import { render } from 'preact';
import browser from 'webextension-polyfill';
import { OptionsView } from '../../components/options/OptionsView.tsx';
import type { ChainShown, EndpointTest } from '../../components/options/options-props.ts';
import { createRpc } from '../azero/chain.browser.ts';
import { NETWORKS, resolveChain } from '../azero/networks.ts';
import { forgetIdentities, replaceIdentity } from '../call/certificate.browser.ts';
import { DEFAULT_LINK_BASE } from '../call/link.ts';
import { optionsSentences } from '../i18n/options-sentences.ts';
import { createTranslator } from '../i18n/translate.ts';
import { readInput } from '../names/from-input.ts';
import { parseName } from '../names/name.ts';
import type { MyName } from '../protocol/ui.ts';
import { backupText, readBackup } from '../state/backup.ts';
import { myNameItem, readPreset, settingsItem } from '../state/items.browser.ts';
import { people } from '../state/people.browser.ts';
import { type Settings, settingsInForce } from '../state/settings.ts';
import { type ChainEdit, chainInUse, editChain } from './chain-edit.ts';
import { linkBaseFrom } from './link-base.ts';

/** Mounts the page of settings: each change is stored at once, and the background follows what is stored. */
export async function mountOptions(root: Element): Promise<void> {
  const t = createTranslator(browser.i18n.getUILanguage(), optionsSentences);
  document.documentElement.lang = t.language;
  document.documentElement.dir = t.direction;
  document.title = t('options.title');

  const own = signal<Settings>(await settingsItem.get());
  const preset = await readPreset();
  const locked = new Set(Object.keys(preset?.locked ?? {}));
  /** What holds, which is what is shown and changed. */
  const settings = computed(() => settingsInForce(own.value, preset));
  const myName = signal<MyName>(await myNameItem.get());
  const tests = signal<ReadonlyMap<string, EndpointTest>>(new Map());
  settingsItem.watch((value) => {
    own.value = value;
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

  function edit(step: ChainEdit) {
    const edited = editChain(settings.value.chain, step);
    if (!edited.ok) return edited.error.kind;
    change({ chain: edited.value });
    tests.value = new Map();
    return undefined;
  }

  async function testAll(): Promise<void> {
    const { network, endpoints } = chainInUse(settings.value.chain);
    const { genesis } = NETWORKS[network];
    const rpc = createRpc();
    tests.value = new Map(endpoints.map(({ url }) => [url, { state: 'asking' }]));
    await Promise.all(
      endpoints.map(async ({ url }) => {
        const test = await testEndpoint(rpc, url, genesis);
        // The list may have changed meanwhile, and with it what is shown.
        if (tests.value.has(url)) tests.value = new Map(tests.value).set(url, test);
      }),
    );
    rpc.close();
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
        chain={shown(settings.value)}
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
          chain: locked.has('chain') || preset === undefined,
          links: locked.has('links'),
        }}
        linkBase={settings.value.links?.base ?? DEFAULT_LINK_BASE}
        defaultLinkBase={DEFAULT_LINK_BASE}
        onSetLinkBase={(text) => {
          const base = linkBaseFrom(text);
          if (!base.ok) return false;
          const isOwn = base.value !== DEFAULT_LINK_BASE;
          if (isOwn && !import.meta.env.FIREFOX) void mayTakeLinks(base.value);
          change({ links: isOwn ? { base: base.value } : undefined });
          return true;
        }}
        onReplaceCertificate={replaceCertificate(settings.value)}
        onExport={() => void save(own.value)}
        onImport={async (text) => {
          const backup = readBackup(text);
          if (!backup.ok) return false;
          const { contacts, calls } = backup.value;
          await people.restore(contacts, calls);
          const { chain } = own.value;
          own.value = { ...backup.value.settings, ...(chain === undefined ? {} : { chain }) };
          await settingsItem.set(own.value);
          return true;
        }}
        onReset={async () => {
          await people.deleteAll();
          own.value = {};
          await settingsItem.set({});
          await forgetIdentities();
        }}
        onOpenWelcome={() =>
          void browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') })
        }
        onCopy={(text) => void navigator.clipboard.writeText(text)}
      />
    );
  }
  render(<Page />, root);
}

function replaceCertificate({ myName }: Settings): (() => Promise<boolean>) | undefined {
  const name = parseName(myName ?? '');
  if (!name.ok) return undefined;
  return async () => (await replaceIdentity(name.value)).kept;
}

/** Asks the browser to let links of this base be taken before they leave; without that they open their page. */
function mayTakeLinks(base: string): Promise<boolean> {
  return browser.permissions.request({ origins: [`${new URL(base).origin}/*`] });
}

function shown({ chain }: Settings): ChainShown {
  const used = chainInUse(chain);
  const resolved = resolveChain({ ...used, quorum: 1 });
  return {
    network: used.network,
    registry: used.registry ?? '',
    endpoints: used.endpoints,
    operators: resolved.ok ? resolved.value.operators.length : used.endpoints.length,
    quorum: used.quorum,
    isDefault: chain?.endpoints === undefined && chain?.quorum === undefined,
  };
}

async function testEndpoint(
  rpc: ReturnType<typeof createRpc>,
  url: string,
  genesis: string | undefined,
): Promise<EndpointTest> {
  const before = performance.now();
  const hash = await rpc(url, 'chain_getBlockHash', [0]);
  if (!hash.ok) return { state: 'failed', cause: hash.error.kind };
  if (typeof hash.value !== 'string') return { state: 'failed', cause: 'garbage' };
  const isOther = genesis !== undefined && hash.value.toLowerCase() !== genesis;
  if (isOther) return { state: 'failed', cause: 'wrong-genesis' };
  return { state: 'works', ms: Math.round(performance.now() - before) };
}

/** Offers everything as a file. */
async function save(settings: Settings): Promise<void> {
  const backup = { settings, contacts: await people.contacts(), calls: await people.history() };
  const blob = new Blob([backupText(backup, Date.now())], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = 'copybara.json';
  link.click();
  URL.revokeObjectURL(link.href);
}
