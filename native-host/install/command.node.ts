/** `copybara-host install | uninstall | doctor`: reads the arguments, prints for a person. */
import { assertNever } from '../../lib/result.ts';
import { byBrowser } from './by-browser.ts';
import { shortened } from './checks.ts';
import { doctor } from './doctor.node.ts';
import {
  type InstallFailure,
  type InstallReport,
  install,
  type Outcome,
  type PlaceReport,
} from './install.node.ts';
import { flatpakPermission } from './launcher.ts';
import { isChromiumId } from './manifest.ts';
import { shortLived } from './runtime.ts';
import { type Surroundings, surroundings } from './surroundings.node.ts';
import { uninstall } from './uninstall.node.ts';

const HELP = `copybara-host lets the Copybara extension reach the Staex node of this machine.

  copybara-host install [--extension-id ID]...   for this person, in every browser
  copybara-host uninstall                        takes away exactly what install wrote
  copybara-host doctor [--json] [--full]         checks every link of the chain
  copybara-host serve-http                       answers the web app at copybara.staex.io

--extension-id  also lets this Chromium extension use the host (32 letters, a to p)
--json          for a bug report: no node ids, names or addresses in it
--full          with --json: everything
`;

/** Exit codes: done; something is not as it should be; the command line was not understood. */
const DONE = 0;
const TROUBLE = 1;
const USAGE = 2;

/**
 * Runs a command. `argv` starts with its name. Resolves to the exit code: 0 done, 1 something is not
 * as it should be, 2 the command line was not understood.
 */
export async function runInstallCommand(argv: readonly string[]): Promise<number> {
  const [command = '', ...options] = argv;
  if (options.includes('--help') || options.includes('-h')) {
    say(HELP);
    return DONE;
  }
  switch (command) {
    case 'install': {
      const ids = extensionIds(options);
      return ids === null ? usage(options) : runInstall(surroundings(), ids);
    }
    case 'uninstall':
      return options.length > 0 ? usage(options) : runUninstall(surroundings());
    case 'doctor': {
      const known = ['--json', '--full'];
      if (!options.every((option) => known.includes(option))) return usage(options);
      const { text, healthy } = await doctor(surroundings(), {
        json: options.includes('--json'),
        full: options.includes('--full'),
      });
      say(text);
      return healthy ? DONE : TROUBLE;
    }
    default:
      return usage([command]);
  }
}

function runInstall(machine: Surroundings, ids: readonly string[]): number {
  const done = install(machine, ids);
  if (!done.ok) {
    complain(failureText(done.error));
    return TROUBLE;
  }
  say(reportText(done.value, machine.home));
  const troubled = done.value.places.some(({ outcome }) => isTrouble(outcome));
  return troubled ? TROUBLE : DONE;
}

function runUninstall(machine: Surroundings): number {
  const removals = uninstall(machine);
  const lines = removals.map(({ place, outcome }) => {
    const path = shortened(place, machine.home);
    if (outcome === 'removed') return `removed  ${path}`;
    if (outcome === 'kept-foreign') return `kept     ${path} (not ours)`;
    return `!!       ${path}: ${outcome.failed}`;
  });
  const gone = removals.some(({ outcome }) => outcome === 'removed');
  const last = gone
    ? "Copybara's host is gone. Your settings (host.json) are left as they are."
    : "Nothing of Copybara's host was installed.";
  say(`${[...lines, last].join('\n')}\n`);
  return removals.some(({ outcome }) => typeof outcome === 'object') ? TROUBLE : DONE;
}

function reportText({ launcher, runtime, places }: InstallReport, home: string): string {
  const started =
    runtime === launcher ? 'which brings its own Node' : `started with ${shortened(runtime, home)}`;
  const lines = [`Host: ${shortened(launcher, home)}, ${started}`];
  const short = shortLived(runtime);
  if (short !== null) {
    lines.push(
      `!!    this Node belongs to a ${short === 'project' ? 'project folder' : 'version manager'}; when it is removed, run install again with another`,
    );
  }
  const here = places.filter(({ outcome }) => outcome.kind !== 'not-here');
  const lineOf = byBrowser(here, ({ outcome }) => isTrouble(outcome));
  const width = Math.max(...[...lineOf.keys()].map((browser) => browser.length));
  for (const [browser, place] of lineOf) {
    lines.push(`${browser.padEnd(width)}  ${outcomeText(place, home)}`);
  }
  const boxed = here.flatMap(({ app }) => (app === undefined ? [] : [app]));
  if (boxed.length > 0) {
    lines.push(
      '',
      'A Flatpak browser can start the host only if it may leave its sandbox, with anything it likes:',
      ...[...new Set(boxed)].map((app) => `  ${flatpakPermission(app)}`),
    );
  }
  lines.push('', 'Next: install the extension, start the browser anew, then look with:');
  return `${[...lines, `  ${shellWord(launcher)} doctor`].join('\n')}\n`;
}

function outcomeText({ outcome, place }: PlaceReport, home: string): string {
  switch (outcome.kind) {
    case 'written':
      return 'ready';
    case 'unchanged':
      return 'ready (was already)';
    case 'not-here':
      return 'not here';
    case 'kept-foreign':
      return `!! kept: ${shortened(place, home)} is not ours; remove it yourself and run install again`;
    case 'failed':
      return `!! ${outcome.cause} at ${shortened(place, home)}; make it writable and run install again`;
    default:
      return assertNever(outcome);
  }
}

function failureText(failure: InstallFailure): string {
  switch (failure.kind) {
    case 'through-sudo':
      return 'Run this without sudo: the host belongs to the person who browses.';
    case 'not-bundled':
      return `${failure.path} is not the bundled host. Build it with "npm run build:host", then run .output/native-host/copybara-host install`;
    case 'host-not-written':
      return `The host could not be written: ${failure.cause} at ${failure.path}`;
    default:
      return assertNever(failure);
  }
}

function isTrouble({ kind }: Outcome): boolean {
  return kind === 'failed' || kind === 'kept-foreign';
}

/** The ids after each `--extension-id`; `null` when an option is unknown or an id is none. */
function extensionIds(options: readonly string[]): readonly string[] | null {
  const ids: string[] = [];
  for (let at = 0; at < options.length; at += 2) {
    const id = options[at + 1];
    if (options[at] !== '--extension-id' || id === undefined || !isChromiumId(id)) return null;
    ids.push(id);
  }
  return ids;
}

function usage(wrong: readonly string[]): number {
  complain(`Not understood: ${wrong.join(' ')}\n\n${HELP}`);
  return USAGE;
}

function shellWord(path: string): string {
  return /\s/.test(path) ? `"${path}"` : path;
}

function say(text: string): void {
  process.stdout.write(text);
}

function complain(text: string): void {
  process.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
}
