/** The wallets that are in this page, by the names under which they inject themselves. */
export function walletsInPage(): readonly string[] {
  const injected: unknown = Reflect.get(window, 'injectedWeb3');
  return typeof injected === 'object' && injected !== null ? Object.keys(injected) : [];
}
