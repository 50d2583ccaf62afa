import type { HostLinkFailure } from '../protocol/ui.ts';

/**
 * Classifies the end of the connection to the host: the browsers only give English text
 * (Chromium: `chrome/browser/extensions/api/messaging/native_message_port`; Firefox:
 * `NativeMessaging.sys.mjs`), so it is matched here, once.
 */
export function classifyClose(reason: string, saidHello: boolean): HostLinkFailure {
  if (/forbidden|not have permission/i.test(reason)) return 'host-forbidden';
  if (/not found|no such native application/i.test(reason)) return 'host-not-installed';
  if (/failed to start|not executable|does not exist/i.test(reason)) return 'host-start-failed';
  return saidHello ? 'host-stopped' : 'host-start-failed';
}
