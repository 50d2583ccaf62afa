/** Chromium with the built extension and the real host, in a throw-away profile. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, launch } from 'puppeteer';
import { CHROMIUM_EXTENSION_ID, HOST_NAME } from '../../lib/protocol/ids.ts';
import { findBrowser } from '../../tests/e2e/harness/find-browser.ts';

const BUILD = fileURLToPath(new URL('../../.output', import.meta.url));

/** Starts it with a folder for the profile and the host's settings file. */
export async function launchWithHost(folder: string, hostConfig: string): Promise<Browser> {
  const launcher = join(folder, 'host.sh');
  writeFileSync(
    launcher,
    `#!/bin/sh\nCOPYBARA_HOST_CONFIG='${hostConfig}' exec '${process.execPath}' '${BUILD}/native-host/copybara-host.mjs' "$@"\n`,
    { mode: 0o755 },
  );
  const profile = join(folder, 'profile');
  const manifests = join(profile, 'NativeMessagingHosts');
  mkdirSync(manifests, { recursive: true });
  writeFileSync(
    join(manifests, `${HOST_NAME}.json`),
    JSON.stringify({
      name: HOST_NAME,
      description: 'Copybara benchmark',
      path: launcher,
      type: 'stdio',
      allowed_origins: [`chrome-extension://${CHROMIUM_EXTENSION_ID}/`],
    }),
  );
  return launch({
    executablePath: findBrowser('chromium'),
    pipe: true,
    headless: true,
    userDataDir: profile,
    enableExtensions: [`${BUILD}/chrome-mv3`],
    args: [
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // The sandbox does not start for root, who runs this in containers and on test machines.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
}
