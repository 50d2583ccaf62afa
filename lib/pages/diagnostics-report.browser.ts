import type { EndpointTest } from '../../components/options/options-props.ts';
import { NETWORKS, withDefaults } from '../azero/networks.ts';
import { ENDINGS } from '../names/name.ts';
import { readHistory } from '../state/history.ts';
import { myNameItem, readSettings, statusItem, visitsItem } from '../state/items.browser.ts';
import browser from '../webextension.browser.ts';
import { startCheckHost } from './check-host.browser.ts';
import {
  diagnosticsText,
  type Facts,
  PERMISSION_WORDS,
  type PermissionWord,
  type Ticked,
} from './diagnostics.ts';
import { testEndpoints } from './endpoint-tests.browser.ts';
import { STARTING_STATUS } from './starting-status.ts';

/** Finds everything out anew, and says it with what is ticked; takes as long as the slowest endpoint, or the host's port. */
export async function gatherReport(): Promise<(ticked: Ticked) => string> {
  const facts = await gatherFacts();
  return (ticked) => diagnosticsText(facts, ticked);
}

async function gatherFacts(): Promise<Facts> {
  const host = startCheckHost();
  const [hello, ports, settings, status, myName, visits, calls, permissions, system] =
    await Promise.all([
      host.hello,
      host.check('check.ports', {}),
      readSettings(),
      statusItem.get(),
      myNameItem.get(),
      visitsItem.get(),
      readHistory(browser.storage.local),
      ourPermissions(),
      browser.runtime.getPlatformInfo(),
    ]);
  host.close();
  const chain = withDefaults(settings.chain ?? {});
  const tests = new Map<string, EndpointTest>();
  const urls = chain.endpoints.map(({ url }) => url);
  await testEndpoints(chain.network, urls, (url, test) => tests.set(url, test));
  const builtIn: readonly { url: string; operator: string }[] = NETWORKS[chain.network].endpoints;
  const isFirefox: boolean = import.meta.env.FIREFOX;
  return {
    at: Date.now(),
    version: browser.runtime.getManifest().version,
    browser: isFirefox ? 'Firefox' : 'Chromium',
    browserVersion: /(?:Chrome|Firefox)\/(\d+)/.exec(navigator.userAgent)?.[1] ?? '',
    system: [system.os, system.arch],
    permissions,
    proxyControl: isFirefox ? undefined : await proxyControl(),
    status: status ?? STARTING_STATUS,
    myName,
    host: hello,
    ports: hello.ok ? ports : undefined,
    network: chain.network,
    quorum: chain.quorum,
    endpoints: chain.endpoints.map(({ url, operator }) => ({
      url,
      operator,
      // With another operator it is what a person wrote.
      isBuiltIn: builtIn.some((one) => one.url === url && one.operator === operator),
      test: tests.get(url) ?? { state: 'asking' },
    })),
    visits,
    calls,
  };
}

async function proxyControl(): Promise<string> {
  return (await browser.proxy.settings.get({})).levelOfControl;
}

async function ourPermissions(): Promise<Facts['permissions']> {
  const { permissions = [], host_permissions: origins = [] } = browser.runtime.getManifest();
  const words = PERMISSION_WORDS.map((word) => {
    const group = origins.filter((pattern) => groupOf(pattern) === word);
    return { word, asked: group.length > 0 ? { origins: group } : { permissions: [word] } };
  });
  // Firefox has no permission for links of calls, and needs none.
  const ours = words.filter(({ word, asked }) => 'origins' in asked || permissions.includes(word));
  return Promise.all(ours.map(async ({ word, asked }) => ({ word, given: await hasAll(asked) })));
}

async function hasAll(asked: object): Promise<boolean> {
  try {
    return await browser.permissions.contains(asked);
  } catch {
    // A browser that does not know the word may throw at once.
    return false;
  }
}

function groupOf(pattern: string): PermissionWord {
  if (/azero\.(dev|fans)/.test(pattern)) return 'endpoints';
  // The page of names is served under a name of this machine.
  const ours = ENDINGS.some((ending) => pattern.startsWith(`*://*.${ending}`));
  if (ours || pattern.includes('localhost')) return 'pages-of-names';
  return pattern.includes('copybara') ? 'call-links' : 'search-engines';
}
