/**
 * A call without Copybara's own pages: two bare peer connections, each in a tab with the extension's rights, either through the
 * real hosts or with host candidates of their own. What the hosts do by themselves is seen here, and what they cost.
 */
import { randomBytes } from 'node:crypto';
import type { Essence } from '../../../lib/call/link-bytes.ts';
import { printDescription, readDescription } from '../../../lib/call/sdp.ts';
import { HOST_CAPABILITIES } from '../../../lib/protocol/host.ts';
import type { CallRole } from '../../../lib/protocol/host-values.ts';
import { HOST_NAME } from '../../../lib/protocol/ids.ts';
import { FIRST_VIEWS, type NodeName, OWN_ADDRESS } from '../harness/addresses.ts';
import type { TestBrowser } from '../harness/browser.ts';
import { waitFor } from '../harness/wait-for.ts';
import { type Access, installPlain, type PlainPage, type RelayAccess } from './plain-page.ts';

/** The methods of a tab, each of which answers over the browser's wire. */
type Ask = <Name extends keyof PlainPage>(
  name: Name,
  ...args: PlainPage[Name] extends (...args: infer Args) => unknown ? Args : []
) => Promise<
  Awaited<PlainPage[Name] extends (...args: never[]) => infer Value ? Value : PlainPage[Name]>
>;

/** One side of a plain call. */
export interface PlainEnd {
  readonly browser: TestBrowser;
  readonly ask: Ask;
}

/** Makes a browser one side of a plain call. */
export async function plainEnd(browser: TestBrowser): Promise<PlainEnd> {
  await browser.inExtension(installPlain);
  const ask: Ask = (name, ...args) =>
    browser.inExtension(
      (_api, what, ...about) => {
        const thing: unknown = Reflect.get(globalThis.plain, what);
        return typeof thing === 'function' ? thing.apply(globalThis.plain, about) : thing;
      },
      name,
      ...args,
    );
  return { browser, ask };
}

/** Puts its tab and its window in front of the others: what nobody sees gets no picture, and in Firefox no camera either. */
export async function showTab({ browser }: PlainEnd): Promise<void> {
  await browser.inExtension(async (api) => {
    const tab = await api.tabs.getCurrent();
    await api.tabs.update(tab?.id, { active: true });
    if (tab?.windowId !== undefined) await api.windows.update(tab.windowId, { focused: true });
  });
}

/** Opens a side of a call at a host of this tab's own, which is told to speak for it. */
export async function openAtHost(
  end: PlainEnd,
  callId: string,
  peerNodeId: string,
  role: CallRole,
): Promise<Access> {
  await end.ask('openHost', HOST_NAME, end.browser.kind, HOST_CAPABILITIES);
  return (await end.ask('askHost', 'call.open', { callId, peerNodeId, role })) as Access;
}

/** Both links are "sent": opens both sides at the hosts, and waits until the channel is open. */
export async function connectThroughHosts(caller: PlainEnd, callee: PlainEnd): Promise<void> {
  const callId = randomBytes(6).toString('hex');
  const key = randomBytes(32).toString('hex');
  const open = (end: PlainEnd, peer: PlainEnd, role: CallRole): Promise<Access> =>
    openAtHost(end, callId, peer.browser.world.nodeIds[nodeOf(peer)], role);
  const ours = await open(caller, callee, 'caller');
  await caller.ask('connection', ours);
  const offer = await caller.ask('describe', 'offer');
  await caller.ask('applyOwn', 'offer', offer);
  const theirs = await open(callee, caller, 'callee');
  await callee.ask('connection', theirs);
  await callee.ask('applyTheirs', 'offer', template('offer', offer, theirs));
  const answer = await callee.ask('describe', 'answer');
  await callee.ask('askHost', 'call.arm', { callId, key });
  await caller.ask('askHost', 'call.arm', { callId, key });
  await caller.ask('applyTheirs', 'answer', template('answer', answer, ours));
  await waitFor(async () => (await callee.ask('events')).includes('call.ready'), {
    what: 'the hosts to know each other',
    interval: 5,
  });
  await callee.ask('applyOwn', 'answer', answer);
  await opened(caller);
  await opened(callee);
}

/** The same without Copybara: whole descriptions, through each side's `relay` or with host candidates; with `media` if wanted. */
export async function connectDirectly(
  caller: PlainEnd,
  callee: PlainEnd,
  { relay, media = false }: { readonly relay?: RelayAccess; readonly media?: boolean } = {},
): Promise<void> {
  await Promise.all([caller.ask('connection', relay), callee.ask('connection', relay)]);
  if (media) await Promise.all([caller.ask('media'), callee.ask('media')]);
  await caller.ask('applyOwn', 'offer', await caller.ask('describe', 'offer'));
  await callee.ask('applyTheirs', 'offer', seenBy(callee, caller, await caller.ask('whole')));
  await callee.ask('applyOwn', 'answer', await callee.ask('describe', 'answer'));
  await caller.ask('applyTheirs', 'answer', seenBy(caller, callee, await callee.ask('whole')));
  await opened(caller);
  await opened(callee);
}

/** A description with the address under which `viewer` sees `peer`, as signalling that knows it would hand it over. */
function seenBy(viewer: PlainEnd, peer: PlainEnd, sdp: string): string {
  const address = FIRST_VIEWS[`${nodeOf(viewer)}>${nodeOf(peer)}`];
  if (address === undefined) throw new Error('they do not see each other');
  return sdp.replaceAll(OWN_ADDRESS, address);
}

function nodeOf({ browser }: PlainEnd): NodeName {
  return browser.machine.node;
}

/** The template's description of the other side, behind the relay. */
export function printFor(type: 'offer' | 'answer', essence: Essence, access: Access): string {
  const printed = printDescription(
    type === 'offer' ? 'caller' : 'callee',
    essence,
    access.peerVirtual,
  );
  if (!printed.ok) throw new Error(printed.error.kind);
  return printed.value;
}

function template(type: 'offer' | 'answer', sdp: string, access: Access): string {
  const read = readDescription(sdp);
  if (!read.ok) throw new Error(`${read.error.part} in ${sdp}`);
  return printFor(type, read.value, access);
}

async function opened(end: PlainEnd): Promise<number> {
  return waitFor(async () => (await end.ask('times')).open, {
    what: 'the channel',
    interval: 5,
  }).catch(async (error: unknown) => {
    throw new Error(`${await end.ask('state')}, ${(await end.ask('events')).join(' ')}`, {
      cause: error,
    });
  });
}
