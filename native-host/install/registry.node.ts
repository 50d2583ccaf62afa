/** The Windows registry through `reg.exe`, by argument arrays; never a shell. Not run on other systems than Windows. */
import { execFileSync } from 'node:child_process';
import { err, ok, type Result } from '../../lib/result.ts';

/** Runs `reg.exe` with these arguments: its output, or the exit status that it failed with. */
export type RegRunner = (args: readonly string[]) => Result<string, { readonly status: number }>;

/** The default value of a key, `null` where key or value is missing. */
export function registryValue(run: RegRunner, key: string): string | null {
  const answer = run(['query', key, '/ve']);
  // The word before the type is translated ("(Default)"), the type is not.
  return answer.ok ? (/^\s+\S.*?\s+REG_SZ\s+(.*?)\r?$/m.exec(answer.value)?.[1] ?? null) : null;
}

/** Sets the default value of a key; says whether that worked. */
export function setRegistryValue(run: RegRunner, key: string, value: string): boolean {
  return run(['add', key, '/ve', '/t', 'REG_SZ', '/d', value, '/f']).ok;
}

/** Removes a key; says whether that worked. */
export function removeRegistryKey(run: RegRunner, key: string): boolean {
  return run(['delete', key, '/f']).ok;
}

/** The real runner. */
export const systemReg: RegRunner = (args) => {
  try {
    const options = { encoding: 'utf8', timeout: 10_000, windowsHide: true } as const;
    return ok(execFileSync('reg.exe', args, { ...options, stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch (error) {
    const status = error instanceof Error && 'status' in error ? error.status : null;
    return err({ status: typeof status === 'number' ? status : -1 });
  }
};
