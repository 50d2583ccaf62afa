// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { WelcomeView } from '../../../../components/welcome/WelcomeView.tsx';
import type { WelcomeProps } from '../../../../components/welcome/welcome-props.ts';
import { PAGE_SENTENCES } from '../../../../lib/i18n/page-sentences.ts';
import { createTranslator } from '../../../../lib/i18n/translate.ts';
import { broken, button, mount, settled } from '../mount.tsx';
import { welcomeStates } from './states.tsx';

const STATES = welcomeStates(createTranslator('en', PAGE_SENTENCES.welcome));

function state(name: string): WelcomeProps {
  const props = STATES[name];
  if (!props) throw new Error(`no state “${name}”`);
  return props;
}
const PROPS: WelcomeProps = {
  ...state('ready'),
  onTunnels: async () => ({
    kind: 'found',
    name: 'bob.azero',
    yours: 'mcc yours',
    theirs: 'mcc theirs',
  }),
};
const FRESH = state('fresh');
const PAGE_STATES = Object.entries(STATES).filter(([name]) => !name.startsWith('checks-'));

async function ask(root: HTMLElement): Promise<void> {
  const form = button(root, 'Show the commands').closest('form');
  form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await settled();
}

describe('the first page', () => {
  it.each(PAGE_STATES)('%s breaks no accessibility rule and has no gap', async (_, props) => {
    const root = mount(<WelcomeView {...props} />);
    expect(await broken()).toEqual([]);
    expect(root.textContent).not.toMatch(/[{}]|undefined/);
  });

  it('counts what is done', () => {
    const head = (props: WelcomeProps): string | null | undefined =>
      mount(<WelcomeView {...props} />).querySelector('output')?.textContent;
    expect(head(PROPS)).toBe('Everything is ready');
    expect(head(FRESH)).toBe('0 of 3 steps are done');
    expect(head({ ...FRESH, status: PROPS.status })).toBe('2 of 3 steps are done');
  });

  it('says how to install the host only where it is not installed', () => {
    expect(mount(<WelcomeView {...FRESH} />).textContent).toContain('copybara-host.mjs install');
    expect(mount(<WelcomeView {...PROPS} />).textContent).not.toContain('copybara-host.mjs');
  });

  it('shows both commands for calls, or why there are none', async () => {
    const root = mount(<WelcomeView {...PROPS} />);
    await ask(root);
    const commands = [...root.querySelectorAll('pre')].map(({ textContent }) => textContent);
    expect(commands).toEqual(['mcc yours', 'mcc theirs']);
    expect(root.textContent).toContain('bob.azero runs this');
    mount(
      <WelcomeView
        {...PROPS}
        onTunnels={async () => ({ kind: 'failed', failure: { kind: 'no-record' } })}
      />,
      root,
    );
    await ask(root);
    expect(root.textContent).toContain('isn’t linked to a Staex node');
    mount(
      <WelcomeView
        {...PROPS}
        onTunnels={async () => ({ kind: 'no-name', error: { kind: 'not-ours' } })}
      />,
      root,
    );
    await ask(root);
    expect(root.querySelector('[role=alert]')?.textContent).toContain('.azero');
  });
});
