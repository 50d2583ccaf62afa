import { execFile } from 'node:child_process';
import type { SystemProxy } from '../lib/protocol/host.ts';
import { SYSTEM_TIMEOUT } from './limits.ts';
import {
  proxyFromEnvironment,
  proxyFromGsettings,
  proxyFromRegistry,
  proxyFromScutil,
} from './system-proxy.ts';

const REGISTRY_KEY = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';

/** The proxy settings of the operating system, by its own programs. */
export async function readSystemProxy(): Promise<SystemProxy> {
  if (process.platform === 'win32') {
    return proxyFromRegistry(await output('reg', ['query', REGISTRY_KEY]));
  }
  if (process.platform === 'darwin') {
    return proxyFromScutil(await output('/usr/sbin/scutil', ['--proxy']));
  }
  // Chromium's order on Linux: the environment where it names a proxy, else the desktop's settings.
  const fromEnvironment = proxyFromEnvironment(process.env);
  if (fromEnvironment.kind !== 'none') return fromEnvironment;
  const listed = await output('gsettings', ['list-recursively', 'org.gnome.system.proxy']);
  return listed === '' ? fromEnvironment : proxyFromGsettings(listed);
}

/** What a program prints; nothing where it is missing or fails. */
function output(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(
      program,
      args,
      { timeout: SYSTEM_TIMEOUT, maxBuffer: 1024 * 1024, windowsHide: true, killSignal: 'SIGKILL' },
      (error, stdout) => resolve(error ? '' : stdout),
    );
  });
}
