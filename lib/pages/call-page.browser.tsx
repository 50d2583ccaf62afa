import { computed, effect, signal } from '@preact/signals';
import { render } from 'preact';
import browser from 'webextension-polyfill';
import { CallView } from '../../components/call/CallView.tsx';
import { windowTitle } from '../../components/call/call-scene.ts';
import { SmallWindow } from '../../components/call/SmallWindow.tsx';
import { createCallSounds } from '../call/call-sounds.browser.ts';
import type { CallActions, CallState } from '../call/call-state.ts';
import { identityOf } from '../call/certificate.browser.ts';
import { createEngine } from '../call/engine.browser.ts';
import { unsavedOf } from '../call/files-step.ts';
import { later } from '../call/later.browser.ts';
import { DEFAULT_LINK_BASE } from '../call/link-text.ts';
import { openCallPort } from '../call/wire.browser.ts';
import { type AzeroName, parseName } from '../names/name.ts';
import { chosenDevicesItem } from '../state/chosen-devices.browser.ts';
import {
  preferencesItem,
  readSettings,
  settingsItem,
  unopenedLinksItem,
} from '../state/items.browser.ts';
import type { Settings } from '../state/settings.ts';
import { peopleOfPage } from './call-people.browser.ts';
import { callShell } from './call-shell.browser.ts';
import { callTalk } from './call-talk.browser.tsx';
import { drawnState } from './drawn-state.browser.ts';
import { keepScreenOn } from './keep-screen-on.browser.ts';
import { createSmallWindow } from './small-window.browser.ts';
import { loadTranslator } from './translator.browser.ts';
import { forgetUnopened } from './unopened.browser.ts';

/** Mounts the window of a call: the engine, what this browser keeps of people, and the views. */
export async function mountCall(root: Element): Promise<void> {
  const t = await loadTranslator('call');

  const [first, firstPreferences] = await Promise.all([readSettings(), preferencesItem.get()]);
  const ours = signal(nameIn(first));
  const linkBase = signal(baseIn(first));
  const preferences = signal<CallState['preferences']>(firstPreferences);
  const unopened = signal(await unopenedLinksItem.get());
  unopenedLinksItem.watch((count) => {
    unopened.value = count;
  });
  settingsItem.watch((own) => {
    void readSettings(own).then((settings) => {
      ours.value = nameIn(settings);
      linkBase.value = baseIn(settings);
    });
  });
  preferencesItem.watch((set) => {
    preferences.value = set;
  });

  const keeping = peopleOfPage(() => engine.tellNotKept());
  const engine = createEngine({
    openPort: openCallPort,
    ours,
    linkBase,
    preferences,
    certificate: identityOf,
    memory: keeping.memory,
    deviceMemory: {
      recall: chosenDevicesItem.get,
      keep: (chosen) => void chosenDevicesItem.set(chosen),
    },
    focus: () => void focusWindow(),
  });
  const actions: CallActions = {
    ...engine.actions,
    ...keeping.actions,
    block(name, blocked) {
      keeping.actions.block(name, blocked);
      if (blocked) engine.actions.decline();
    },
    dismissNotice() {
      // What the call itself has to say goes first.
      if (engine.state.peek().notice === undefined) void forgetUnopened();
      else engine.actions.dismissNotice();
    },
    setOurs: (name) => void setOurs(name),
    setPreferences: (next) => void preferencesItem.set(next),
  };
  const shell = callShell();
  const talk = callTalk(t, engine, shell);
  const now = signal(Date.now());
  setInterval(() => {
    now.value = Date.now();
  }, 1000);

  window.addEventListener('beforeunload', (event) => {
    if (engine.lives.value || unsavedOf(engine.files.value) > 0) event.preventDefault();
  });
  window.addEventListener('pagehide', () => engine.close());
  keepDropsOut();
  // A page that the browser kept and shows again has ended its call long ago.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
  keepScreenOn(
    computed(() => ['in-call', 'reconnecting'].includes(engine.state.value.session.phase.name)),
  );

  const drawn = drawnState(engine.state, later);
  const whole = (): CallState => ({
    ...drawn.value,
    notice: drawn.value.notice ?? unopenedNotice(unopened.value),
    ...keeping.lists.value,
    preferences: preferences.value,
  });
  const small = createSmallWindow({
    draw(body) {
      render(<Small />, body);
      return () => render(null, body);
    },
    picture: () => root.querySelector<HTMLVideoElement>('.screen-video, .their-video'),
  });
  const sounds = createCallSounds(() => new AudioContext());
  // As drawn: to begin a sound keeps the page busy too.
  effect(() => {
    const { phase } = drawn.value.session;
    sounds.follow(phase, preferences.value.sounds);
    if (phase.name === 'ended') small?.close();
    document.title = windowTitle(t, drawn.value);
  });

  function Small() {
    return (
      <SmallWindow
        t={t}
        state={whole()}
        actions={actions}
        now={now.value}
        onBack={() => small?.close()}
      />
    );
  }
  function Page() {
    const { chat, files } = talk();
    const pictureInPicture = small && { open: small.open.value, toggle: small.toggle };
    return (
      <CallView
        t={t}
        state={whole()}
        actions={actions}
        shell={{ ...shell, pictureInPicture }}
        now={now.value}
        chat={chat}
        files={files}
      />
    );
  }
  render(<Page />, root);
}

function unopenedNotice(count: number): CallState['notice'] {
  return count === 0 ? undefined : { kind: 'links-unopened', count };
}

function nameIn({ myName }: Settings): AzeroName | undefined {
  const parsed = parseName(myName ?? '');
  return parsed.ok ? parsed.value : undefined;
}

function baseIn({ links }: Settings): string {
  return links?.base ?? DEFAULT_LINK_BASE;
}

async function setOurs(name: AzeroName): Promise<void> {
  await settingsItem.set({ ...(await settingsItem.get()), myName: name });
}

async function focusWindow(): Promise<void> {
  const tab = await browser.tabs.getCurrent();
  if (tab?.id === undefined) return;
  await browser.tabs.update(tab.id, { active: true });
  if (tab.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
}

/** A file, or a link outside of a field, that is dropped beside its place would be opened in place of the call. */
function keepDropsOut(): void {
  for (const kind of ['dragover', 'drop'] as const) {
    window.addEventListener(kind, (event) => {
      const types = event.dataTransfer?.types ?? [];
      const isField =
        event.target instanceof Element && event.target.closest('input, textarea') !== null;
      if (types.includes('Files') || (types.includes('text/uri-list') && !isField)) {
        event.preventDefault();
      }
    });
  }
}
