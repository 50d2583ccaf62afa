import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { AboutPanel } from './AboutPanel.tsx';
import { CallBar } from './CallBar.tsx';
import { useCallKeys } from './call-keys.ts';
import type { CallProps, Panel } from './call-props.ts';
import { DevicePanel } from './DevicePanel.tsx';
import { KeysPanel } from './KeysPanel.tsx';
import { toggleCamera, toggleMicrophone, toggleScreen } from './MediaButtons.tsx';
import { MoreActions } from './MoreActions.tsx';
import { Notices } from './Notices.tsx';
import { Scene } from './Scene.tsx';
import { SelfView } from './SelfView.tsx';
import { SidePanel } from './SidePanel.tsx';
import { StageTop } from './StageTop.tsx';

type Props = CallProps & {
  readonly headingRef: RefObject<HTMLHeadingElement | null>;
  readonly onRetryMedia: () => void;
};

/** How long a pointer rests before the controls leave the picture alone, in ms. */
const REST = 3_500;

/** The call itself: the other side's picture, our own over it, and all that can be done. */
export function Stage(props: Props) {
  const { t, state, actions, shell, now, chat, files, headingRef } = props;
  const { phase } = state.session;
  const root = useRef<HTMLElement>(null);
  const opener = useRef<Element | null>(null);
  const cutSince = useRef<number | undefined>(undefined);
  const [panel, setPanel] = useState<Panel | undefined>(undefined);
  /** Those that were open once keep what was typed into them; the others cost the first picture nothing. */
  const kept = useRef(new Set<Panel>()).current;
  if (panel) kept.add(panel);
  const [whole, setWhole] = useState(false);
  const isFull = useFullScreen(root);
  const moved = useLastMove(root, now);

  const show = (next: Panel | undefined): void => {
    const page = root.current?.ownerDocument;
    if (next !== undefined && panel === undefined) opener.current = page?.activeElement ?? null;
    setPanel(next);
    chat?.onShow(next === 'chat');
    files?.onShow(next === 'files');
    if (next !== undefined) return;
    const back = opener.current;
    // Back to where the person came from, if that is still there.
    if (back instanceof HTMLElement && back.isConnected && back !== page?.body) back.focus();
    else headingRef.current?.focus();
  };
  const toggle = (which: Panel): void => show(panel === which ? undefined : which);

  const fullScreen = (): void => {
    const element = root.current;
    if (!element) return;
    // Refused, it stays as it is, which is seen.
    const done = isFull ? element.ownerDocument.exitFullscreen() : element.requestFullscreen();
    done.catch(() => {});
  };
  useCallKeys(root, {
    microphone: () => toggleMicrophone(props),
    camera: () => toggleCamera(props),
    screen: () => {
      if (shell.canShareScreen) toggleScreen(props);
    },
    chat: () => {
      if (chat) toggle('chat');
    },
    files: () => {
      if (files) toggle('files');
    },
    fullScreen,
    whole: () => setWhole(!whole),
    smallWindow: () => shell.pictureInPicture?.toggle(),
    list: () => toggle('keys'),
    close: () => {
      if (panel === undefined) return false;
      show(undefined);
      return true;
    },
    mayTalk: () => state.session.media.audio && state.hushed,
    talk: (held) => actions.hush(!held),
  });

  if (phase.name !== 'in-call' && phase.name !== 'reconnecting') return null;
  if (phase.name === 'in-call') cutSince.current = undefined;
  else cutSince.current ??= now;
  const { call, since } = phase;
  const { name } = call.peer;
  const picture = state.their.video || state.their.screen;
  const rests = picture && panel === undefined && now - moved > REST;
  const away = shell.pictureInPicture?.open === true;
  return (
    <main
      ref={root}
      class={`stage${rests ? ' stage-resting' : ''}${panel ? ' stage-with-panel' : ''}`}
    >
      <h1 class="unseen" ref={headingRef} tabIndex={-1}>
        {t('call.title.with', { name })}
      </h1>
      <div class="stage-picture">
        <Scene
          {...props}
          whole={whole}
          cutFor={cutSince.current === undefined ? undefined : now - cutSince.current}
        />
        {away && <Away {...props} />}
        <SelfView t={t} state={state} />
        <StageTop
          t={t}
          state={state}
          now={now}
          name={name}
          since={since}
          aboutOpen={panel === 'about'}
          onAbout={() => toggle('about')}
        />
        <Notices {...props} />
        <CallBar {...props} panel={panel} onToggle={toggle} />
      </div>
      {chat && kept.has('chat') && (
        <SidePanel
          t={t}
          id="chat"
          heading={t('call.chat')}
          shown={panel === 'chat'}
          onClose={() => show(undefined)}
        >
          {chat.content}
        </SidePanel>
      )}
      {files && kept.has('files') && (
        <SidePanel
          t={t}
          id="files"
          heading={t('call.files')}
          shown={panel === 'files'}
          onClose={() => show(undefined)}
        >
          {files.content}
        </SidePanel>
      )}
      {panel === 'more' && (
        <SidePanel
          t={t}
          id="more"
          heading={t('call.more.heading')}
          shown
          onClose={() => show(undefined)}
        >
          <MoreActions
            {...props}
            isFull={isFull}
            onFullScreen={fullScreen}
            whole={whole}
            onWhole={setWhole}
            onShow={show}
          />
          <DevicePanel {...props} />
        </SidePanel>
      )}
      {panel === 'about' && (
        <SidePanel t={t} id="about" heading={t('call.about')} shown onClose={() => show(undefined)}>
          <AboutPanel {...props} call={call} since={since} />
        </SidePanel>
      )}
      {panel === 'keys' && (
        <SidePanel t={t} id="keys" heading={t('call.keys')} shown onClose={() => show(undefined)}>
          <KeysPanel t={t} />
        </SidePanel>
      )}
    </main>
  );
}

/** Said where the picture was, while it is in its small window. */
function Away({ t, shell }: CallProps) {
  return (
    <div class="away">
      <p>{t('call.pip.away')}</p>
      <button type="button" class="button" onClick={() => shell.pictureInPicture?.toggle()}>
        {t('call.pip.back')}
      </button>
    </div>
  );
}

function useFullScreen(root: RefObject<HTMLElement | null>): boolean {
  const [isFull, setFull] = useState(false);
  useEffect(() => {
    const element = root.current;
    const page = element?.ownerDocument;
    const look = (): void => setFull(element !== null && page?.fullscreenElement === element);
    page?.addEventListener('fullscreenchange', look);
    return () => page?.removeEventListener('fullscreenchange', look);
  }, [root]);
  return isFull;
}

/** When a pointer, key or focus last moved here, in ms since 1970, to about a second. */
function useLastMove(root: RefObject<HTMLElement | null>, now: number): number {
  const latest = useRef(now);
  const moved = useRef(now);
  latest.current = now;
  useEffect(() => {
    const element = root.current;
    const wake = (): void => {
      moved.current = latest.current;
    };
    const kinds = ['pointermove', 'pointerdown', 'keydown', 'focusin'];
    for (const kind of kinds) element?.addEventListener(kind, wake);
    return () => {
      for (const kind of kinds) element?.removeEventListener(kind, wake);
    };
  }, [root]);
  return moved.current;
}
