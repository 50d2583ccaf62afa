import { useEffect, useRef } from 'preact/hooks';
import { failureText } from '../lib/i18n/failures.ts';
import { cleanWord } from '../lib/i18n/hostile-word.ts';
import type { Translator } from '../lib/i18n/translate.ts';
import type { Proof } from '../lib/protocol/ui.ts';
import { assertNever } from '../lib/result.ts';
import { CapybaraMark } from './CapybaraMark.tsx';
import { GatePanel } from './GatePanel.tsx';
import type { GateProps } from './gate-props.ts';
import { type HeldVisit, heldVisit, portOf, type Scene, sceneOf } from './gate-scene.ts';
import { plainProse } from './Prose.tsx';
import { StepList } from './StepList.tsx';

const MAX_HOST = 300;
const MAX_URL = 8_192;

/** The page between typing a name and being on its site: the steps as they happen, and why it did not open. */
export function GateView(props: GateProps) {
  const { t, target, host, visit, mode } = props;
  const held = useRef<HeldVisit | undefined>(undefined);
  held.current = heldVisit(held.current, visit);
  const proof = useRef<Proof | undefined>(undefined);
  if ((visit?.state === 'working' || visit?.state === 'open') && visit.proof) {
    proof.current = visit.proof;
  }
  const scene = sceneOf(mode, visit, held.current);
  // A refused address can hold anything, also what would hide or turn around its own end.
  const address = cleanWord(target, MAX_URL);
  const port = portOf(host, target);
  const wanted = needsPerson(scene);
  const name = useRef<HTMLHeadingElement>(null);
  const panel = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    name.current?.focus();
  }, []);
  useEffect(() => {
    // To the news, but never away from something that the person chose.
    const focused = panel.current?.ownerDocument.activeElement;
    const elsewhere = focused && focused !== focused.ownerDocument.body && focused !== name.current;
    if (wanted && !elsewhere) panel.current?.focus();
  }, [wanted]);

  return (
    <main class="gate">
      <header class="gate-brand">
        <span class="wordmark">{t('brand')}</span>
        <CapybaraMark />
      </header>
      <article class="card">
        <header class="gate-name">
          <p class="eyebrow">{t(`gate.eyebrow.${eyebrow(scene)}`)}</p>
          <h1 ref={name} tabIndex={-1}>
            {host === '' ? t('gate.no-address') : <bdi dir="ltr">{cleanWord(host, MAX_HOST)}</bdi>}
          </h1>
          {target !== '' && (
            <p class="address mono" title={address}>
              <span class="unseen">{t('gate.address')}: </span>
              <bdi dir="ltr">{address}</bdi>
            </p>
          )}
        </header>
        <div class={`gate-body${scene.kind === 'refused' ? ' gate-body-alone' : ''}`}>
          {scene.kind !== 'refused' && <StepList t={t} visit={visit} />}
          <GatePanel
            {...props}
            scene={scene}
            port={port}
            proof={proof.current}
            headingRef={panel}
          />
        </div>
      </article>
      <footer class="proves">{t('proves')}</footer>
      <output class="unseen" aria-live="polite">
        {announcement(t, scene, port)}
      </output>
    </main>
  );
}

function needsPerson({ kind }: Scene): boolean {
  return kind === 'failed' || kind === 'refused' || kind === 'asking';
}

function eyebrow({ kind }: Scene) {
  return kind === 'refused' ? 'failed' : kind;
}

function announcement(t: Translator, scene: Scene, port: string): string {
  switch (scene.kind) {
    case 'working':
      return t(`step.${scene.step}.now`);
    case 'open':
      return t('gate.open.text');
    case 'asking':
      return t('gate.asking.heading');
    case 'failed':
    case 'refused': {
      const failure = scene.kind === 'failed' ? scene.visit.failure : scene.failure;
      const { what, next } = failureText(t, { ...failure, words: { port, ...failure.words } });
      return plainProse(`${what} ${next}`);
    }
    default:
      return assertNever(scene);
  }
}
