import type { ComponentProps } from 'preact';
import { ContactsView } from '../../../../components/call/ContactsView.tsx';
import { CertificateSection } from '../../../../components/options/CertificateSection.tsx';
import { ChainSection } from '../../../../components/options/ChainSection.tsx';
import { DataSection } from '../../../../components/options/DataSection.tsx';
import { ImportQuestion } from '../../../../components/options/ImportQuestion.tsx';
import { KindsSection } from '../../../../components/options/KindsSection.tsx';
import { LinksSection } from '../../../../components/options/LinksSection.tsx';
import {
  OPTIONS_SECTIONS,
  type OptionsProps,
  type OptionsSection,
} from '../../../../components/options/options-props.ts';
import { PreferencesSection } from '../../../../components/options/PreferencesSection.tsx';
import { SearchSection } from '../../../../components/options/SearchSection.tsx';
import type { Translator } from '../../../../lib/i18n/translate.ts';
import { type AzeroName, parseName } from '../../../../lib/names/name.ts';
import { err } from '../../../../lib/result.ts';
import { SEARCH_ENGINES } from '../../../../lib/routing/search-engine-names.ts';
import { ALICE, ALICE_NODE, OWN_NODE } from '../states.ts';

// The page of settings in the states it has: what the accessibility checks and the gallery look at.

const none = (): undefined => undefined;
const fine = async (): Promise<undefined> => undefined;
const NOW = Date.UTC(2026, 10, 23, 12);

function named(text: string): AzeroName {
  const name = parseName(text);
  if (!name.ok) throw new Error(`${text} is no name`);
  return name.value;
}
const BOB = named('bob.azero');
const LONG = named(`${'weit'.repeat(5)}.azero`);

export const CHAIN: Omit<ComponentProps<typeof ChainSection>, 't'> = {
  chain: {
    network: 'alephzero',
    registry: '',
    endpoints: [
      { url: 'https://rpc.azero.dev', operator: 'Azero Foundation' },
      { url: 'wss://aleph-zero.example', operator: 'Dwellir' },
      {
        url: `https://${'long.'.repeat(14)}example/rpc`,
        operator: 'Somebody with a rather long name of her own',
      },
    ],
    operators: 3,
    quorum: 2,
    isDefault: true,
  },
  changes: {
    onNetwork: fine,
    onDevelopment: fine,
    onAdd: fine,
    onRemove: fine,
    onUp: fine,
    onQuorum: fine,
    onDefaults: fine,
    onTest: none,
  },
  tests: new Map(),
};
const TESTED = new Map([
  ['https://rpc.azero.dev', { state: 'works', ms: 41 }],
  ['wss://aleph-zero.example', { state: 'failed', cause: 'wrong-genesis' }],
  [`https://${'long.'.repeat(14)}example/rpc`, { state: 'asking' }],
] as const);

export const LINKS: Omit<ComponentProps<typeof LinksSection>, 't'> = {
  base: 'https://call.example/c',
  defaultBase: 'https://call.example/c',
  onSet: () => true,
  taken: true,
  onTake: none,
};

export const PEOPLE: Omit<ComponentProps<typeof ContactsView>, 't'> = {
  state: { people: [], pastCalls: [] },
  actions: {
    block: none,
    setNote: none,
    forgetPerson: none,
    forgetCall: none,
    forgetAll: none,
    exportAll: none,
  },
  now: NOW,
  onCall: none,
};
const FULL: typeof PEOPLE = {
  ...PEOPLE,
  state: {
    people: [
      { name: ALICE, note: 'From the garden', blocked: false, provenAt: NOW - 3_600_000 },
      { name: BOB, note: '', blocked: true, provenAt: undefined },
      { name: LONG, note: '', blocked: false, provenAt: NOW - 90 * 86_400_000 },
    ],
    pastCalls: [
      {
        id: 'a1b2c3d4e5f6',
        name: ALICE,
        role: 'caller',
        at: NOW - 3_700_000,
        duration: 65_000,
        cause: 'hung-up',
      },
      {
        id: 'b1b2c3d4e5f6',
        name: LONG,
        role: 'callee',
        at: NOW - 9_000_000,
        duration: undefined,
        cause: 'missed',
      },
    ],
  },
};

/** What stands in each part; `full`: all that there can be in it. */
function contents(t: Translator, full: boolean) {
  const some = full ? FULL : PEOPLE;
  const counts = { people: some.state.people.length, calls: some.state.pastCalls.length };
  return {
    preferences: (
      <PreferencesSection
        t={t}
        preferences={{
          startAs: full ? 'voice' : 'video',
          noiseSuppression: true,
          echoCancellation: !full,
          pushToTalk: full,
          sounds: true,
        }}
        onSet={none}
      />
    ),
    people: <ContactsView t={t} {...some} />,
    search: (
      <SearchSection
        t={t}
        engines={SEARCH_ENGINES.map(({ name }, index) => ({
          name,
          on: !full || index % 3 < 2,
          permitted: !full || index % 3 === 0,
        }))}
        onSet={none}
      />
    ),
    chain: full ? (
      <ChainSection
        t={t}
        {...CHAIN}
        chain={{ ...CHAIN.chain, network: 'development', registry: '5F', isDefault: false }}
        tests={TESTED}
      />
    ) : (
      <ChainSection t={t} {...CHAIN} />
    ),
    links: <LinksSection t={t} {...LINKS} taken={!full} />,
    certificate: <CertificateSection t={t} onReplace={async () => true} />,
    data: (
      <DataSection
        t={t}
        onExport={none}
        onRead={async () => err({ kind: 'bad-file' })}
        onReset={async () => {}}
      >
        <KindsSection t={t} counts={counts} onDelete={async () => {}} />
      </DataSection>
    ),
  };
}

function importing(t: Translator) {
  return (
    <ImportQuestion
      t={t}
      changes={[
        { what: 'my-name', to: LONG },
        { what: 'language', to: 'ar' },
        { what: 'links', to: undefined },
        { what: 'search', off: ['google', 'duckduckgo'] },
        { what: 'enabled', to: false },
        { what: 'replace-proxy', to: true },
        { what: 'preferences' },
        { what: 'people', added: 1, changed: 12, unblocked: 2 },
        { what: 'calls', added: 1203 },
      ]}
      onYes={none}
      onNo={none}
    />
  );
}

/** The page of settings in each of its states; what is folded is not loaded. */
export function optionsStates(t: Translator): Readonly<Record<string, OptionsProps>> {
  const props: OptionsProps = {
    t,
    myName: { state: 'matches', name: ALICE },
    isSilent: false,
    onSetMyName: none,
    locked: { name: false, language: false },
    language: undefined,
    onSetLanguage: none,
    sections: [],
    open: new Set(),
    onToggle: none,
    onOpenDiagnostics: none,
    onOpenWelcome: none,
    onOpenNames: none,
    onCopy: none,
  };
  const opened = (open: readonly OptionsSection[], full: boolean, locked = false): OptionsProps => {
    const all = contents(t, full);
    const sections = OPTIONS_SECTIONS.map((section) => ({
      section,
      content: open.includes(section) ? all[section] : undefined,
      locked,
    }));
    return { ...props, sections, open: new Set(open) };
  };
  const folded = opened([], false);
  return {
    'as-it-comes': {
      ...folded,
      myName: { state: 'unset' },
      // Without a name there is no certificate of its own.
      sections: folded.sections.filter(({ section }) => section !== 'certificate'),
    },
    silent: { ...folded, isSilent: true },
    'another-node': {
      ...folded,
      myName: { state: 'differs', name: LONG, recordNodeId: ALICE_NODE, ownNodeId: OWN_NODE },
    },
    'name-unread': {
      ...folded,
      myName: { state: 'failed', name: ALICE, failure: { kind: 'chain-unreachable' } },
    },
    'data-importing': {
      ...folded,
      sections: folded.sections.map((one) =>
        one.section === 'data' ? { ...one, content: importing(t) } : one,
      ),
      open: new Set(['data']),
    },
    managed: {
      ...opened(['search', 'chain', 'links'], false, true),
      locked: { name: true, language: true },
    },
    ...Object.fromEntries(
      OPTIONS_SECTIONS.flatMap((section) => [
        [section, opened([section], false)],
        [`${section}-full`, opened([section], true)],
      ]),
    ),
    'all-open': opened(OPTIONS_SECTIONS, true),
  };
}
