/** Prints docs/troubleshooting.md from the sentences that the screens show, so that both always say the same. */
import { writeFileSync } from 'node:fs';
import { enFailures } from '../lib/i18n/en-failures.ts';
import { FAILURE_KINDS, type FailureKind } from '../lib/protocol/ui.ts';

/** The headings, each before the first failure of its group. */
const HEADINGS: Partial<Record<FailureKind, string>> = {
  'host-not-installed': 'The host',
  'mcc-not-found': 'Your own Staex node',
  'node-unresolved': 'The other node',
  'name-not-registered': 'The name and the chain',
  'switched-off': 'The browser and its proxy',
  'bad-address': 'The address and the page',
  'no-call': 'Calls',
};

/** The text of docs/troubleshooting.md. */
export function troubleshootingText(): string {
  const parts = FAILURE_KINDS.map((kind) => {
    const heading = HEADINGS[kind];
    const what = enFailures[`failure.${kind}.what`];
    const next = enFailures[`failure.${kind}.next`];
    const above = heading === undefined ? '' : `## ${heading}\n\n`;
    return `${above}**${what}** (\`${kind}\`)<br>\n${next}\n`;
  });
  return `# Everything that can stop a visit or a call

What the screen says, the word under *Technical details*, and what to do next. Copybara tries again by itself as soon as the
cause may be gone; \`copybara-host doctor\` looks at every link from the browser to your node and prints one line for each.

<!-- Printed by \`npm run docs\` from lib/i18n/en-failures.ts. -->

${parts.join('\n')}`;
}

if (import.meta.main) {
  writeFileSync(new URL('../docs/troubleshooting.md', import.meta.url), troubleshootingText());
}
