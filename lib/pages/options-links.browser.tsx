import { LinksSection } from '../../components/options/LinksSection.tsx';
import { DEFAULT_LINK_BASE } from '../call/link-text.ts';
import { settingsItem } from '../state/items.browser.ts';
import browser from '../webextension.browser.ts';
import { linkBaseFrom } from './link-base.ts';
import { linksPermission } from './links-permission.ts';
import type { OptionsPart } from './options-part.browser.ts';

/** Where the links of this person's calls lead, and whether the browser lets them be taken. */
export const linksPart: OptionsPart = async ({ t, page, settings, change }) => {
  const taken = page.cell(true);
  const permission = linksPermission(
    browser.permissions,
    // Firefox takes links without a permission of its own.
    () => (import.meta.env.FIREFOX ? undefined : settings().links?.base),
    (is) => {
      taken.value = is;
    },
  );
  settingsItem.watch(() => void permission.look());
  return () => (
    <LinksSection
      t={t}
      base={settings().links?.base ?? DEFAULT_LINK_BASE}
      defaultBase={DEFAULT_LINK_BASE}
      onSet={(text) => {
        const base = linkBaseFrom(text);
        if (!base.ok) return false;
        const isOwn = base.value !== DEFAULT_LINK_BASE;
        change({ links: isOwn ? { base: base.value } : undefined });
        void permission.ask();
        return true;
      }}
      taken={taken.value}
      onTake={() => void permission.ask()}
    />
  );
};
