import { PreferencesSection } from '../../components/options/PreferencesSection.tsx';
import { preferencesItem } from '../state/items.browser.ts';
import type { OptionsPart } from './options-part.browser.ts';

/** What every call begins with. */
export const preferencesPart: OptionsPart = async ({ t, page }) => {
  const preferences = page.cell(await preferencesItem.get());
  preferencesItem.watch((value) => {
    preferences.value = value;
  });
  return () => (
    <PreferencesSection
      t={t}
      preferences={preferences.value}
      onSet={(next) => {
        preferences.value = next;
        void preferencesItem.set(next);
      }}
    />
  );
};
