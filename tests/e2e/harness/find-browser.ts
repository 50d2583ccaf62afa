/** Where the browsers are: what scripts/setup.mjs wrote down, else what PATH has. */
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A browser that the tests and the demo drive. */
export type BrowserKind = 'chromium' | 'firefox';

const COMMANDS: Record<BrowserKind, readonly string[]> = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome-for-testing', 'google-chrome'],
  firefox: ['firefox-esr', 'firefox'],
};
const OVERRIDE: Record<BrowserKind, string> = {
  chromium: 'COPYBARA_CHROMIUM',
  firefox: 'COPYBARA_FIREFOX',
};
const NOTES = new URL('../../../node_modules/.cache/copybara/browsers.json', import.meta.url);

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function noted(kind: BrowserKind): string | undefined {
  try {
    const notes: unknown = JSON.parse(readFileSync(NOTES, 'utf8'));
    if (typeof notes !== 'object' || notes === null) return undefined;
    const path: unknown = Reflect.get(notes, kind);
    return typeof path === 'string' ? path : undefined;
  } catch {
    return undefined;
  }
}

/** The absolute path of a browser; `COPYBARA_CHROMIUM` and `COPYBARA_FIREFOX` name another one. Throws with the remedy if there is none. */
export function findBrowser(kind: BrowserKind): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = COMMANDS[kind].flatMap((command) =>
    folders.map((folder) => join(folder, command)),
  );
  const candidates = [process.env[OVERRIDE[kind]], noted(kind), ...onPath];
  const found = candidates.find((path) => path !== undefined && isExecutable(path));
  if (found === undefined) {
    throw new Error(`no ${kind} here: run \`node scripts/setup.mjs --browsers\``);
  }
  return found;
}
