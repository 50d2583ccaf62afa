// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { CallView } from '../../../../components/call/CallView.tsx';
import { broken, mount } from '../mount.tsx';
import { callStates } from './states.ts';

const states = callStates({
  theirs: new MediaStream(),
  own: new MediaStream(),
  screen: new MediaStream(),
});

describe('the call in every state', () => {
  it.each(Object.entries(states))('%s breaks no accessibility rule', async (_, props) => {
    const root = mount(<CallView {...props} />);
    expect(root.querySelectorAll('h1')).toHaveLength(1);
    expect(root.querySelector('h1')?.textContent).not.toBe('');
    expect(await broken()).toEqual([]);
    expect(root.textContent).not.toMatch(/[{}`]|undefined/);
  });
});
