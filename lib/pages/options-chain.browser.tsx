import { ChainSection } from '../../components/options/ChainSection.tsx';
import type { ChainShown, EndpointTest } from '../../components/options/options-props.ts';
import { operatorKey, withDefaults } from '../azero/networks.ts';
import type { Settings } from '../state/settings.ts';
import { type ChainEdit, editChain } from './chain-edit.ts';
import { testEndpoints } from './endpoint-tests.browser.ts';
import type { OptionsPart } from './options-part.browser.ts';

/** Which chain is read, and through whom. */
export const chainPart: OptionsPart = async ({ t, page, settings, change }) => {
  const tests = page.cell<ReadonlyMap<string, EndpointTest>>(new Map());

  async function edit(step: ChainEdit) {
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
    await testEndpoints(network, urls, (url, test) => {
      // The list may have changed meanwhile, and with it what is shown.
      if (tests.value.has(url)) tests.value = new Map(tests.value).set(url, test);
    });
  }

  return () => (
    <ChainSection
      t={t}
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
    />
  );
};

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
