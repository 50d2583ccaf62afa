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
  // Chromium's order on Linux: the settings of a desktop that keeps them in GSettings, else the environment.
  const fromEnvironment = proxyFromEnvironment(process.env);
  const desktop = process.env['XDG_CURRENT_DESKTOP'] ?? '';
  if (/GNOME|Unity|Cinnamon|Pantheon|Budgie|Deepin|UKUI/i.test(desktop)) {
    const listed = await output('gsettings', ['list-recursively', 'org.gnome.system.proxy']);
    const fromDesktop = proxyFromGsettings(listed);
    return fromDesktop.kind === 'unknown' ? fromEnvironment : fromDesktop;
  }
  // KDE keeps its own in a file that only it knows how to read.
  const isKde = /KDE/i.test(desktop);
  return isKde && fromEnvironment.kind === 'none' ? { kind: 'unknown' } : fromEnvironment;
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
