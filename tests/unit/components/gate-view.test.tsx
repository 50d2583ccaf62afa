// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { GateView } from '../../../components/GateView.tsx';
import { failureText } from '../../../lib/i18n/failures.ts';
import { FAILURE_KINDS } from '../../../lib/protocol/ui.ts';
import { broken, button, mount, settled } from './mount.tsx';
import { ALICE, failedVisit, GATE, GATE_STATES, PROOF } from './states.ts';

function panelHeading(root: HTMLElement): Element | null {
  return root.querySelector('h2');
}

describe('the gate in every state', () => {
  it.each(Object.entries(GATE_STATES))('%s breaks no accessibility rule', async (_, props) => {
    const root = mount(<GateView {...props} />);
    expect(root.querySelector('h1')?.textContent).toBe(props.host || 'No address');
    expect(await broken()).toEqual([]);
  });

  it('is really looked at', async () => {
    mount(<GateView {...GATE} />)
      .querySelector('h1')
      ?.replaceChildren();
    expect(await broken()).not.toEqual([]);
  });

  it.each(FAILURE_KINDS)('says what happened and what to do next: %s', (kind) => {
    const failure = { kind };
    const root = mount(<GateView {...GATE} visit={failedVisit(failure)} />);
    const { what } = failureText(GATE.t, { kind, words: { port: '8080' } });
    expect(panelHeading(root)?.textContent).toBe(what.replaceAll('`', ''));
    expect(root.querySelector('.next')?.textContent?.length).toBeGreaterThan(30);
    expect(root.textContent).not.toMatch(/[{}`]/);
  });
});

describe('the steps', () => {
  it('stand as the visit does', () => {
    const root = mount(<GateView {...GATE} />);
    const states = [...root.querySelectorAll('li')].map((item) => item.className.split('step-')[1]);
    expect(states).toEqual(['done', 'done', 'now', 'later', 'later']);
    expect(root.querySelector('[aria-current=step]')?.textContent).toContain('Your node');
    expect(root.querySelector('[aria-live=polite]')?.textContent).toBe(
      'Asking your own Staex node',
    );
  });
});

describe('a failure', () => {
  const failed = failedVisit({ kind: 'host-not-installed' });

  it('stays readable while it is tried again, until the attempt comes further', () => {
    const onRetry = vi.fn<() => void>();
    const root = mount(<GateView {...GATE} visit={failed} onRetry={onRetry} />);
    const said = panelHeading(root)?.textContent;
    mount(
      <GateView
        {...GATE}
        visit={{ state: 'working', name: ALICE, step: 'record' }}
        onRetry={onRetry}
      />,
      root,
    );
    expect(panelHeading(root)?.textContent).toBe(said);
    button(root, 'Try again').click();
    expect(onRetry).not.toHaveBeenCalled();
    mount(<GateView {...GATE} visit={{ state: 'working', name: ALICE, step: 'address' }} />, root);
    expect(panelHeading(root)?.textContent).toBe('A moment, please');
  });

  it('takes the focus from the name, but not from what the person chose', async () => {
    const root = mount(<GateView {...GATE} />);
    await settled();
    expect(document.activeElement).toBe(root.querySelector('h1'));
    mount(<GateView {...GATE} visit={failed} />, root);
    await settled();
    expect(document.activeElement).toBe(panelHeading(root));

    const again = mount(<GateView {...GATE} />);
    await settled();
    const chosen = document.createElement('input');
    document.body.append(chosen);
    chosen.focus();
    mount(<GateView {...GATE} visit={failed} />, again);
    await settled();
    expect(document.activeElement).toBe(chosen);
  });

  it('says when it tries again, and the port of the address', () => {
    const visit = failedVisit({ kind: 'node-silent' }, 'connection');
    const root = mount(<GateView {...GATE} visit={visit} retryingIn={8} />);
    expect(root.textContent).toContain('Copybara tries again by itself in 8 seconds.');
    expect(root.querySelector('.next')?.textContent).toContain('port 8080');
    mount(
      <GateView {...GATE} host="alice.azero" target="https://alice.azero/" visit={visit} />,
      root,
    );
    expect(root.querySelector('.next')?.textContent).toContain('port 443');
  });
});

describe('what was found', () => {
  it('names every operator in full', () => {
    const visit = { state: 'working', name: ALICE, step: 'node', proof: PROOF } as const;
    const root = mount(<GateView {...GATE} visit={visit} />);
    expect(root.querySelector('.found')?.textContent).toContain('Azero Foundation and Dwellir');
  });
});

describe('what can be pressed', () => {
  it('decides about one operator', () => {
    const onRetry = vi.fn<() => void>();
    const onAcceptOne = vi.fn<() => void>();
    const props = GATE_STATES['asking'] ?? GATE;
    const root = mount(<GateView {...props} onRetry={onRetry} onAcceptOne={onAcceptOne} />);
    button(root, 'Open anyway for this session').click();
    expect(onAcceptOne).toHaveBeenCalledOnce();
    expect(onRetry).not.toHaveBeenCalled();
    button(root, 'Try again').click();
    expect(onRetry).toHaveBeenCalledOnce();
  });

  it('shows a refused address with all that it holds', () => {
    const host = 'alice\u202E\u200B.azero';
    const props = { ...(GATE_STATES['bad-address'] ?? GATE), host, target: `http://${host}/` };
    const root = mount(<GateView {...props} />);
    expect(root.querySelector('h1')?.textContent).toBe('alice\uFFFD.azero');
    expect(root.textContent).not.toMatch(/\p{Cf}/u);
  });

  it('never follows the target by itself', () => {
    for (const props of Object.values(GATE_STATES)) {
      expect(mount(<GateView {...props} />).querySelector('a, form, iframe, img')).toBeNull();
    }
  });
});
