import type { ComponentChild } from 'preact';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { ChecksView } from '../../components/welcome/ChecksView.tsx';
import type { DevicesTried, LoopTried, WayTried } from '../../components/welcome/checks-props.ts';
import type { Translator } from '../i18n/translate.ts';
import type { Failure } from '../protocol/ui.ts';
import type { DrawnPage } from './drawn-page.browser.ts';
import type { WelcomeTrials } from './welcome-trials.browser.ts';

const NO_DEVICES: DevicesTried = {
  asking: false,
  audio: false,
  video: false,
  camera: undefined,
  level: 0,
  heard: false,
};

/** The part of the first page that tries what a call needs. What tries is loaded when something is to be tried. */
export function welcomeChecks(t: Translator, page: DrawnPage): () => ComponentChild {
  const tried = page.cell<DevicesTried>(NO_DEVICES);
  const loop = page.cell<LoopTried>({ state: 'idle' });
  const way = page.cell<WayTried>({ state: 'idle' });
  const failure = page.cell<Failure | undefined>(undefined);
  let loading: Promise<WelcomeTrials> | undefined;

  function load(): Promise<WelcomeTrials> {
    loading ??= import('./welcome-trials.browser.ts').then(({ createTrials }) =>
      createTrials({ tried, loop, way }),
    );
    // Pressed again, it is tried again.
    loading.catch(() => {
      loading = undefined;
    });
    return loading;
  }

  async function use(task: (trials: WelcomeTrials) => unknown): Promise<void> {
    failure.value = undefined;
    try {
      await task(await load());
    } catch (error) {
      failure.value = internalFailure(error);
    }
  }

  return () => (
    <>
      {failure.value && <FailureNotice t={t} failure={failure.value} />}
      <ChecksView
        t={t}
        devices={tried.value}
        onTry={() => void use((trials) => trials.tryDevices())}
        onStop={() => void use((trials) => trials.stopDevices())}
        loop={loop.value}
        onLoop={() => void use((trials) => trials.callMyself())}
        onLoopEnd={() => void use((trials) => trials.endLoop())}
        way={way.value}
        onLook={(text) => void use((trials) => trials.look(text))}
        onLookEnd={() => void use((trials) => trials.stopLooking())}
      />
    </>
  );
}

/** What should not happen, such as a script of ours that does not load. */
export function internalFailure(error: unknown): Failure {
  return { kind: 'internal', words: { detail: String(error).slice(0, 300) } };
}
