// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { LinksSection } from '../../../../components/options/LinksSection.tsx';
import { PAGE_SENTENCES } from '../../../../lib/i18n/page-sentences.ts';
import { createTranslator } from '../../../../lib/i18n/translate.ts';
import { button, mount } from '../mount.tsx';
import { submit } from './fields.ts';
import { LINKS } from './states.tsx';

const t = createTranslator('en', PAGE_SENTENCES.options);

describe('where links lead', () => {
  it('says where the browser does not let links be taken, and asks it again', () => {
    const onTakeLinks = vi.fn<() => void>();
    const root = mount(<LinksSection t={t} {...LINKS} taken={false} onTake={onTakeLinks} />);
    expect(root.textContent).toContain('leads to its page instead of the call');
    button(root, 'Ask the browser again').click();
    expect(onTakeLinks).toHaveBeenCalledOnce();
    expect(mount(<LinksSection t={t} {...LINKS} />).textContent).not.toContain(
      'instead of the call',
    );
  });

  it('refuses a place for links that is none', async () => {
    const root = mount(<LinksSection t={t} {...LINKS} onSet={() => false} />);
    await submit(root, 'Save');
    expect(root.textContent).toContain('without ?, # or a user name');
  });
});
