import { SearchSection } from '../../components/options/SearchSection.tsx';
import { SEARCH_ENGINES } from '../routing/search-engine-names.ts';
import browser from '../webextension.browser.ts';
import type { OptionsPart } from './options-part.browser.ts';
import { isEngineOn, matchesOf, offAfter } from './search-choice.ts';

/** At which search engines a search for a name is stopped. */
export const searchPart: OptionsPart = async ({ t, page, settings, change }) => {
  const permitted = page.cell(await permittedEngines());
  async function look(): Promise<void> {
    permitted.value = await permittedEngines();
  }
  browser.permissions.onAdded.addListener(() => void look());
  browser.permissions.onRemoved.addListener(() => void look());

  function setEngines(names: readonly string[], on: boolean): void {
    const off = offAfter(settings().search?.off ?? [], names, on);
    // Asked first: browsers take the question only from within the click. Giving back works in Firefox alone.
    const origins = SEARCH_ENGINES.filter(({ name }) => names.includes(name)).flatMap(matchesOf);
    const { permissions } = browser;
    const asked = on ? permissions.request({ origins }) : permissions.remove({ origins });
    asked.catch(() => false).finally(() => void look());
    change({ search: off.length === 0 ? undefined : { off } });
  }

  return () => {
    const off = settings().search?.off ?? [];
    return (
      <SearchSection
        t={t}
        engines={SEARCH_ENGINES.map((engine) => ({
          name: engine.name,
          on: isEngineOn(engine, off),
          permitted: permitted.value.has(engine.name),
        }))}
        onSet={setEngines}
      />
    );
  };
};

/** The engines at which the browser lets a search be stopped. */
async function permittedEngines(): Promise<ReadonlySet<string>> {
  const found = await Promise.all(
    SEARCH_ENGINES.map(async (engine) => {
      const may = await browser.permissions.contains({ origins: matchesOf(engine) });
      return may ? [engine.name] : [];
    }),
  );
  return new Set(found.flat());
}
