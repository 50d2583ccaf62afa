import { PopupView, type Taken } from '../../components/PopupView.tsx';
import { DEFAULT_LINK_BASE, findPayload } from '../call/link-text.ts';
import { parseTarget, readInput } from '../names/from-input.ts';
import type { AzeroName } from '../names/name.ts';
import { sendMessage } from '../protocol/messages.browser.ts';
import type { MyName, NameDetails, Status, Visit } from '../protocol/ui.ts';
import { targetOfGate } from '../routing/gate-target.ts';
import { gateUrl } from '../routing/gate-url.ts';
import { pacLine } from '../routing/pac.ts';
import {
  blockedCallsItem,
  callsItem,
  myNameItem,
  readSettings,
  settingsItem,
  statusItem,
  unopenedLinksItem,
  visitsItem,
} from '../state/items.browser.ts';
import type { Settings } from '../state/settings.ts';
import browser from '../webextension.browser.ts';
import { after } from './after.browser.ts';
import { createBackgroundWatch } from './background-watch.ts';
import { drawnPage } from './drawn-page.browser.ts';
import { knownLeaks } from './leaks.browser.ts';
import { nameToWrite } from './name-to-write.ts';
import { STARTING_STATUS } from './starting-status.ts';
import { loadTranslator } from './translator.browser.ts';
import { forgetUnopened } from './unopened.browser.ts';

/** Mounts the toolbar popup: state from storage, commands to the background. */
export async function mountPopup(root: Element): Promise<void> {
  const t = await loadTranslator('popup');
  const page = drawnPage(root);

  const status = page.cell<Status>((await statusItem.get()) ?? STARTING_STATUS);
  const visits = page.cell<readonly Visit[]>(await visitsItem.get());
  const myName = page.cell<MyName>(await myNameItem.get());
  const calls = page.cell(await callsItem.get());
  const blockedCalls = page.cell(await blockedCallsItem.get());
  const unopenedLinks = page.cell(await unopenedLinksItem.get());
  const { links } = await readSettings();
  const bases = [DEFAULT_LINK_BASE, ...(links?.base === undefined ? [] : [links.base])];
  const owner = page.cell<NameDetails['owner']>({ pending: true });
  const now = page.cell(Date.now());
  const isSilent = page.cell(false);
  const { ask, heard } = createBackgroundWatch(after, (silent) => {
    isSilent.value = silent;
  });
  const refresh = () => void ask(() => sendMessage('refreshStatus', undefined));
  statusItem.watch((value) => {
    heard();
    status.value = value ?? STARTING_STATUS;
    now.value = Date.now();
  });
  visitsItem.watch((value) => {
    visits.value = value;
  });
  callsItem.watch((value) => {
    calls.value = value;
  });
  blockedCallsItem.watch((value) => {
    blockedCalls.value = value;
  });
  unopenedLinksItem.watch((value) => {
    unopenedLinks.value = value;
  });
  myNameItem.watch((value) => {
    myName.value = value;
  });

  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  const name = nameOfTab(tab?.url ?? '');
  const isPrivate = tab?.incognito === true;
  if (name !== undefined) {
    void sendMessage('readOwner', { name })
      .catch(() => ({ failure: { kind: 'internal' } as const }))
      .then((answer) => {
        owner.value = answer;
      });
  }
  refresh();
  const leaks = await knownLeaks();

  async function closeAfter(command: () => Promise<unknown>): Promise<undefined> {
    if ((await ask(command)) !== undefined) window.close();
  }

  async function takeLink(text: string): Promise<Taken> {
    const taken = await ask(() => sendMessage('openCallLink', { text, isPrivate }));
    const refused = taken?.answer.refused;
    if (refused !== undefined) return { kind: 'link-refused', why: refused };
    if (taken !== undefined) window.close();
    return undefined;
  }

  function startCall(to: AzeroName | undefined): Promise<undefined> {
    return closeAfter(() =>
      sendMessage('startCall', { ...(to === undefined ? {} : { to }), isPrivate }),
    );
  }

  function Page() {
    const { host } = status.value;
    return (
      <PopupView
        t={t}
        status={status.value}
        isSilent={isSilent.value}
        myName={myName.value}
        tab={
          name === undefined
            ? undefined
            : { name, visit: visits.value.find((visit) => visit.name === name), owner: owner.value }
        }
        pacLine={host.state === 'connected' ? pacLine(host.port) : undefined}
        now={now.value}
        leaks={leaks}
        calls={calls.value}
        blockedCalls={blockedCalls.value}
        unopenedLinks={unopenedLinks.value}
        onUnopenedKnown={() => void forgetUnopened()}
        onGo={(text) => {
          if (isLink(text, bases)) return takeLink(text);
          const input = readInput(text);
          if (!input.ok) return input.error;
          void go(input.value.url);
          return undefined;
        }}
        onCall={(text) => {
          if (isLink(text, bases)) return takeLink(text);
          if (text.trim() === '') return startCall(undefined);
          const input = readInput(text);
          return input.ok ? startCall(input.value.name) : input.error;
        }}
        onShowCall={(callId) => void closeAfter(() => sendMessage('showCall', { callId }))}
        onSetMyName={(text) => {
          if (text.trim() === '') {
            void change({ myName: undefined });
            return undefined;
          }
          const input = readInput(text);
          if (!input.ok) return input.error;
          void change({ myName: input.value.name });
          return undefined;
        }}
        onSwitch={(on) => void change({ enabled: on })}
        onRefresh={refresh}
        onCheckOtherTool={() => void ask(() => sendMessage('checkOtherTool', undefined))}
        onTakeOver={() => void change({ replaceProxy: true })}
        onGrantPermission={() => void grant()}
        onOpenNames={() =>
          void closeAfter(() => sendMessage('showNamesPage', nameToWrite(myName.value)))
        }
        onOpenSettings={() => void browser.runtime.openOptionsPage().then(() => window.close())}
        onOpenDiagnostics={() => void openPage('/diagnostics.html')}
        onCopy={(text) => void navigator.clipboard.writeText(text)}
      />
    );
  }
  page.show(() => <Page />);
}

async function openPage(path: string): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(path) });
  window.close();
}

type Changes = { readonly [K in keyof Settings]?: Settings[K] | undefined };

async function change(changes: Changes): Promise<void> {
  const next = Object.entries({ ...(await settingsItem.get()), ...changes });
  await settingsItem.set(Object.fromEntries(next.filter(([, value]) => value !== undefined)));
}

/** Whether a text holds a call link, or what could be one. */
function isLink(text: string, bases: readonly string[]): boolean {
  const payload = findPayload(text, bases);
  return payload.ok || payload.error.kind === 'several-links';
}

async function go(url: string): Promise<void> {
  await browser.tabs.update({ url });
  window.close();
}

async function grant(): Promise<void> {
  await browser.permissions.request({
    origins: browser.runtime.getManifest().host_permissions ?? [],
  });
}

/** The name that a tab with this address shows, or that its gate is waiting for. */
function nameOfTab(url: string): AzeroName | undefined {
  const target = parseTarget(url);
  if (target.ok) return target.value.name;
  if (!url.startsWith(gateUrl(browser.runtime.getURL('/')))) return undefined;
  return targetOfGate(new URL(url).hash)?.name;
}
