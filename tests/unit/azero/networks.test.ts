import { describe, expect, it, test } from 'vitest';
import { type ChainSettings, NETWORKS, withDefaults } from '../../../lib/azero/networks.ts';
import { resolveChain } from '../../../lib/azero/resolve-chain.ts';
import { fromHex } from '../../../lib/azero/scale.ts';

const REGISTRY = '5CTQBfBC9SfdrCDBJdfLiyW2pg9z5W6C6Es8sK313BLnFgDf';
const A = { url: 'wss://a.example', operator: 'A' };
const B = { url: 'https://b.example', operator: 'B' };

describe('resolveChain', () => {
  it('reads mainnet by default, from two operators that must agree', () => {
    expect(resolveChain(withDefaults({}))).toEqual({
      ok: true,
      value: {
        network: 'alephzero',
        genesis: NETWORKS.alephzero.genesis,
        registry: fromHex('0x114f2730bed95cb65b51b448de6d381216fb77dd585376553072498143aa5687'),
        endings: ['azero'],
        operators: [
          { name: 'Aleph Zero Foundation', urls: ['https://rpc.azero.dev', 'wss://ws.azero.dev'] },
          { name: 'azero.fans', urls: ['wss://mainnet.azero.fans'] },
        ],
        quorum: 2,
      },
    });
  });

  it('knows the registry of the test network', () => {
    expect(resolveChain(withDefaults({ network: 'alephzero-testnet' }))).toMatchObject({
      value: {
        registry: fromHex('0xa825d3ee80b1d06aaf7d90220e1668d441f35610dcf3a81359f16d292ef850b8'),
        endings: ['tzero'],
      },
    });
  });

  it('takes a registry and a genesis block for development only', () => {
    const set = {
      endpoints: [A],
      registry: '5FsB91tXSEuMj6akzdPczAtmBaVKToqHmtAwSUzXh49AYzaD',
      genesis: `0x${'A'.repeat(64)}`,
    };
    expect(resolveChain(withDefaults({ ...set, network: 'development' }))).toMatchObject({
      value: { genesis: `0x${'a'.repeat(64)}`, endings: ['azero', 'tzero'], quorum: 1 },
    });
    expect(resolveChain(withDefaults(set))).toMatchObject({
      value: {
        genesis: NETWORKS.alephzero.genesis,
        registry: fromHex('0x114f2730bed95cb65b51b448de6d381216fb77dd585376553072498143aa5687'),
      },
    });
  });

  it('counts an operator once, however it is written', () => {
    const endpoints = [A, { url: 'wss://a2.example', operator: ' a ' }, A];
    expect(resolveChain({ network: 'alephzero', endpoints, quorum: 1 })).toMatchObject({
      value: { operators: [{ name: 'A', urls: ['wss://a.example', 'wss://a2.example'] }] },
    });
    expect(resolveChain({ network: 'alephzero', endpoints, quorum: 2 })).toEqual({
      ok: false,
      error: { kind: 'bad-quorum', quorum: 2, operators: 1 },
    });
  });

  test.each<[Partial<ChainSettings>, string]>([
    [{ quorum: 0 }, 'bad-quorum'],
    [{ quorum: 1.5 }, 'bad-quorum'],
    [{ quorum: 3 }, 'bad-quorum'],
    [{ endpoints: [], quorum: 1 }, 'bad-quorum'],
    [{ endpoints: [A, { url: 'ftp://b.example', operator: 'B' }] }, 'bad-endpoint'],
    [{ endpoints: [A, { url: 'nonsense', operator: 'B' }] }, 'bad-endpoint'],
    [{ endpoints: [A, { url: 'https://u:p@b.example', operator: 'B' }] }, 'bad-endpoint'],
    [{ endpoints: [A, { ...B, operator: '  ' }] }, 'bad-endpoint'],
    [{ endpoints: [A, { url: 'https://A.example/', operator: 'B' }] }, 'shared-endpoint'],
    [{ network: 'development' }, 'bad-registry'],
    [{ network: 'development', registry: `${REGISTRY}x` }, 'bad-registry'],
    [{ network: 'development', registry: REGISTRY, genesis: '0x12' }, 'bad-genesis'],
  ])('refuses %j', (set, kind) => {
    const settings: ChainSettings = { network: 'alephzero', endpoints: [A, B], quorum: 2, ...set };
    expect(resolveChain(settings)).toMatchObject({ ok: false, error: { kind } });
  });
});
