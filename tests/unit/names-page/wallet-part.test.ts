// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { loadWalletPart } from '../../../names-page/load-wallet-part.browser.ts';
import { createWalletModel } from '../../../names-page/wallet-model.browser.ts';
import type { WalletPart } from '../../../names-page/wallet-part.browser.ts';
import { createWriterConnection } from '../../../names-page/writer-connection.browser.ts';

const BROKEN = { ok: false, error: { kind: 'wallet-part-broken' } };
const account = {
  address: '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY',
  label: 'Alice',
  source: 'talisman',
};
const part: WalletPart = {
  connectWallets: async () => [account],
  signerOf: async () => undefined,
  connectWriter: async () => ({ ok: false, error: { kind: 'chain-unreachable' } }),
  primaryByResolver: async () => undefined,
};

/** What runs when the page puts a script in, as a browser runs it in that moment. */
let runs: (text: string) => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestIdleCallback', (task: () => void) => task());
  document.body.innerHTML = '<script type="text/plain" id="wallet-part">the part</script>';
  runs = () => {};
  const append = document.body.append.bind(document.body);
  vi.spyOn(document.body, 'append').mockImplementation((...nodes) => {
    append(...nodes);
    const [script] = nodes;
    if (script instanceof HTMLScriptElement) runs(script.textContent ?? '');
  });
  Reflect.set(window, 'injectedWeb3', { talisman: {} });
});

afterEach(() => {
  Reflect.deleteProperty(window, 'copybaraWalletPart');
  Reflect.deleteProperty(window, 'injectedWeb3');
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function model() {
  return createWalletModel({
    network: 'development',
    connection: createWriterConnection({} as never),
    askAccount: () => new Promise(() => {}),
  });
}

it('says that the part does not run, and takes it when it does', async () => {
  const wallet = model();
  expect(wallet.state.value).toEqual({ state: 'found', wallets: ['talisman'] });
  wallet.connect();
  expect(wallet.state.value).toEqual({ state: 'broken', wallets: ['talisman'] });
  runs = (text) => {
    expect(text).toBe('the part');
    window.copybaraWalletPart = part;
  };
  wallet.connect();
  await vi.advanceTimersByTimeAsync(0);
  expect(wallet.state.value).toMatchObject({ state: 'ready', chosen: account.address });
});

it('says so where the file lacks it', () => {
  document.querySelector('#wallet-part')?.remove();
  runs = (text) => {
    if (text !== '') window.copybaraWalletPart = part;
  };
  expect(loadWalletPart()).toEqual(BROKEN);
});

it('says so to a write, and the next one tries it anew', async () => {
  const connection = createWriterConnection({} as never);
  expect(await connection.get()).toEqual(BROKEN);
  expect(await connection.use(async () => ({ ok: true, value: 1 }))).toEqual(BROKEN);
  runs = () => {
    window.copybaraWalletPart = part;
  };
  expect(await connection.get()).toEqual({ ok: false, error: { kind: 'chain-unreachable' } });
});
