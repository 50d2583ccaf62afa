import {
  type CallContext,
  dispatch,
  fails,
  type Message,
  type Outcome,
  returns,
  succeeds,
} from './contract.ts';
import { liveEntry, primaryName, type RegistryState } from './registry-state.ts';
import { type Account, account, concat, list, option, text } from './scale.ts';

/** What the router can see: which registry serves an ending, and that registry's state. It stores nothing that changes. */
export interface RouterView {
  readonly routes: ReadonlyMap<string, Account>;
  readonly registries: ReadonlyMap<Account, RegistryState>;
}

/** `azns_router::Error`, by index. */
const ERROR = { tldNotFound: 3, couldNotResolveDomain: 4, invalidDomainName: 5 } as const;

/** Runs one (reading) message of the router. */
export function callRouter(
  view: RouterView,
  context: CallContext,
  input: Uint8Array,
): Outcome<RouterView> {
  return dispatch(MESSAGES, input, view, context);
}

const getAddress: Message<RouterView> = (input, view, { at }) => {
  const domain = input.text();
  const dot = domain.lastIndexOf('.');
  if (dot < 0) return fails(view, ERROR.invalidDomainName);
  const tld = domain.slice(dot + 1);
  const registry = view.registries.get(view.routes.get(tld) ?? '0x');
  if (registry === undefined) return fails(view, ERROR.tldNotFound, ...text(tld));
  const entry = liveEntry(registry, domain.slice(0, dot), at);
  return entry === undefined
    ? fails(view, ERROR.couldNotResolveDomain)
    : succeeds(view, account(entry.resolved));
};

const getPrimaryDomains: Message<RouterView> = (input, view, { at }) => {
  const holder = input.account();
  const tld = input.option(() => input.text());
  const wanted = tld === undefined ? undefined : view.routes.get(tld);
  const found: [Account, string][] = [];
  for (const [address, registry] of view.registries) {
    const name = primaryName(registry, holder, at);
    if (name === undefined || (tld !== undefined && address !== wanted)) continue;
    found.push([address, `${name}.${registry.tld}`]);
  }
  return returns(
    view,
    list(found, ([address, domain]) => concat(account(address), text(domain))),
  );
};

const MESSAGES: ReadonlyMap<string, Message<RouterView>> = new Map<string, Message<RouterView>>([
  ['15a5d20a', (input, view) => returns(view, option(view.routes.get(input.text()), account))],
  ['d259f7ba', getAddress],
  ['df3a358e', getPrimaryDomains],
  ['f1a7af41', (_input, view) => returns(view, list([...view.routes.keys()], text))],
  [
    'e6da7bf0',
    (_input, view) =>
      returns(
        view,
        list([...view.registries.keys()], (address) => {
          const tlds = [...view.routes].filter(([, to]) => to === address).map(([tld]) => tld);
          return concat(account(address), list(tlds, text));
        }),
      ),
  ],
]);
