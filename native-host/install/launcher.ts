/**
 * The small programs that browsers start. Browsers start them with a bare PATH, so the runtime is
 * an absolute path; the known places after it are for the day that path is gone.
 */

/** The oldest Node that the host runs on. */
export const OLDEST_NODE = 22;

/** Where systems and package managers link their Node; used only when the recorded one is gone. */
export const KNOWN_RUNTIMES = [
  '/usr/local/bin/node',
  '/opt/homebrew/bin/node',
  '/home/linuxbrew/.linuxbrew/bin/node',
  '/usr/bin/node',
] as const;

const REMEDY = 'Install Node, then run this again with it: node copybara-host.mjs install';

/**
 * A launcher for sh. `host` is an absolute path, or `null` for the file beside the launcher;
 * `fallbacks` are tried in order and must prove their version first.
 */
export function shellLauncher(
  runtime: string,
  host: string | null,
  fallbacks: readonly string[],
): string {
  const others = fallbacks.filter((path) => path !== runtime).map(shellQuoted);
  const hostLine =
    host === null
      ? 'host=$(CDPATH= cd -P -- "$(dirname -- "$0")" && pwd)/copybara-host.mjs'
      : `host=${shellQuoted(host)}`;
  return `#!/bin/sh
# Starts the native host of Copybara. Written by its build or its installer.
node=${shellQuoted(runtime)}
${hostLine}
if [ ! -r "$host" ]; then
  echo "copybara-host: $host is missing. Run the installer again." >&2
  exit 127
fi
if [ -x "$node" ] && [ ! -d "$node" ]; then exec "$node" "$host" "$@"; fi
for other in ${[...others, '"$(command -v node)"'].join(' ')}; do
  [ -x "$other" ] && [ ! -d "$other" ] || continue
  if "$other" -e 'process.exit(parseInt(process.versions.node, 10) >= ${OLDEST_NODE} ? 0 : 1)' </dev/null >/dev/null 2>&1; then
    exec "$other" "$host" "$@"
  fi
done
echo "copybara-host: no Node ${OLDEST_NODE} or newer at $node or the usual places. ${REMEDY}" >&2
exit 127
`;
}

/**
 * A launcher for Windows, with the host beside it. The work is one parenthesised block, which cmd.exe
 * reads whole: a batch file replaced while it runs would otherwise be read on at a wrong place.
 */
export function batchLauncher(runtime: string): string {
  const node = runtime.replaceAll('%', '%%');
  // cmd.exe reads batch files in the console's code page; UTF-8 must be asked for.
  const codePage = isAscii(runtime) ? '' : 'chcp 65001 >nul\n';
  return `@echo off
${codePage}setlocal
set "NODE=${node}"
(
  if exist "%NODE%" (
    "%NODE%" "%~dp0copybara-host.mjs" %*
    exit /b
  )
  where /q node
  if not errorlevel 1 (
    node "%~dp0copybara-host.mjs" %*
    exit /b
  )
  echo copybara-host: Node is neither at "%NODE%" nor in PATH. ${REMEDY} 1>&2
  exit /b 127
)
`.replaceAll('\n', '\r\n');
}

/**
 * The launcher inside a Flatpak app. The sandbox holds neither Node nor mcc, nor the socket of its
 * daemon, so a copy of the host in there could do nothing: the host is started outside.
 */
export function flatpakLauncher(outside: string, app: string): string {
  return `#!/bin/sh
# Starts the native host of Copybara outside of the sandbox. Written by its installer.
if ! command -v flatpak-spawn >/dev/null 2>&1; then
  echo "copybara-host: flatpak-spawn is missing in the sandbox of ${app}." >&2
  exit 127
fi
flatpak-spawn --host --watch-bus ${shellQuoted(outside)} "$@"
status=$?
if [ $status -eq 1 ]; then
  echo "copybara-host: if ${app} may not leave its sandbox: ${flatpakPermission(app)}" >&2
fi
exit $status
`;
}

/** The command by which a person lets a Flatpak app start programs outside of its sandbox: all programs, not only ours. */
export function flatpakPermission(app: string): string {
  return `flatpak override --user --talk-name=org.freedesktop.Flatpak ${app}`;
}

/** Whether a Flatpak override file (a key file; flatpak-metadata(5)) lets the app start programs outside. */
export function flatpakMayLeave(override: string): boolean {
  let section = '';
  for (const line of override.split('\n').map((text) => text.trim())) {
    if (line.startsWith('[')) section = line;
    else if (section === '[Session Bus Policy]' && line === 'org.freedesktop.Flatpak=talk')
      return true;
  }
  return false;
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function isAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}
