import { parseTarget } from '../names/from-input.ts';
import { parseName } from '../names/name.ts';
import { onMessage } from '../protocol/messages.browser.ts';
import type { Calls } from './calls.ts';
import { readFailure } from './failures.ts';
import type { Chain, Names } from './names.ts';
import type { NamesPage } from './names-page.browser.ts';
import type { Navigations } from './navigation.browser.ts';
import type { Visits } from './visits.ts';

/** What the commands of our pages need. */
export type CommandsOptions = {
  /** Resolves when the background has started and every change of settings so far is in effect. */
  readonly ready: () => Promise<void>;
  readonly isOn: () => boolean;
  readonly names: Names;
  readonly visits: Visits;
  /** Resolves when the browser leaves something unanswered that a visit needs. */
  readonly whenSilent: () => Promise<void>;
  readonly calls: Calls;
  readonly navigations: Navigations;
  readonly namesPage: NamesPage;
  /** The configured chain; undefined when the settings can't be used. */
  readonly chain: () => Chain | undefined;
  readonly checkOtherTool: () => Promise<boolean>;
  /** Looks again at host, node, chain and proxy. */
  readonly refresh: () => Promise<void>;
};

/** Takes the commands of our pages (`Commands`); to be called in the first tick. */
export function takeCommands(options: CommandsOptions): void {
  const { ready, isOn, visits, calls, navigations } = options;

  async function openVisit(text: string): Promise<object> {
    await ready();
    const target = parseTarget(text);
    if (target.ok && isOn()) await visits.open(target.value.name, target.value.port);
    else if (target.ok) await visits.refuse(target.value.name, { kind: 'switched-off' });
    return {};
  }
  onMessage('openVisit', ({ data }) =>
    Promise.race([
      openVisit(data.target),
      options.whenSilent().then(() => ({ failure: 'browser-silent' }) as const),
    ]),
  );
  onMessage('acceptOneOperator', async ({ data }) => {
    // What was accepted before is known only then, and would be stored over.
    await ready();
    const name = parseName(data.name);
    if (name.ok) await visits.acceptOne(name.value);
  });
  onMessage('caughtTarget', ({ data, sender }) => {
    const tab = data.tabId ?? sender.tab?.id;
    return (tab === undefined ? undefined : navigations.lastTarget(tab)) ?? null;
  });
  onMessage('searchAnyway', async ({ data, sender }) => {
    const tab = sender.tab?.id;
    if (tab !== undefined) await navigations.searchAnyway(tab, data.url);
  });
  onMessage('checkOtherTool', async () => {
    await ready();
    return isOn() && options.checkOtherTool();
  });
  onMessage('refreshStatus', async () => {
    await ready();
    if (isOn()) await options.refresh();
  });
  onMessage('startCall', async ({ data }) => {
    await ready();
    const to = parseName(data.to ?? '');
    if (isOn()) await calls.start(to.ok ? to.value : undefined, data.isPrivate);
  });
  onMessage('openCallLink', async ({ data }) => {
    await ready();
    const refused = isOn() ? await calls.takeLink(data.text, data.isPrivate) : undefined;
    return refused === undefined ? {} : { refused };
  });
  onMessage('showCall', async ({ data }) => {
    await ready();
    await calls.show(data.callId);
  });
  onMessage('openNamesPage', async ({ sender, data }) => {
    await ready();
    const tab = sender.tab?.id;
    const wanted = parseName(data.name ?? '');
    return tab === undefined
      ? { failure: { kind: 'internal' } }
      : options.namesPage.open(tab, wanted.ok ? wanted.value : undefined);
  });
  onMessage('showNamesPage', ({ data }) => {
    const wanted = parseName(data.name ?? '');
    return options.namesPage.show(wanted.ok ? wanted.value : undefined);
  });
  onMessage('readNode', async ({ data }) => {
    await ready();
    const name = parseName(data.name);
    if (!name.ok) return { failure: { kind: 'bad-address' } };
    const read = await options.names.read(name.value, { acceptOne: false, fresh: false });
    return read.ok ? { nodeId: read.value.nodeId } : { failure: readFailure(read.error) };
  });
  onMessage('readOwner', async ({ data }) => {
    await ready();
    const name = parseName(data.name);
    const chain = options.chain();
    if (!name.ok) return { failure: { kind: 'bad-address' } };
    if (chain === undefined) return { failure: { kind: 'settings-bad' } };
    const owner = await chain.reader.readOwner(name.value, { acceptOne: true });
    return owner.ok ? { account: owner.value.owner } : { failure: readFailure(owner.error) };
  });
}
