/** Prints docs/troubleshooting.md from the sentences that the screens show, so that both always say the same. */
import { writeFileSync } from 'node:fs';
import { enCallEnds } from '../lib/i18n/en-call-ends.ts';
import { enFailures } from '../lib/i18n/en-failures.ts';
import { enLinks } from '../lib/i18n/en-links.ts';
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

/** What a call says beside these failures, by the first word of its keys. */
const CALL_GROUPS = {
  end: 'Why a call ended',
  notice: 'What is told while it goes on',
  'link-refused': 'Why a link leads to no call',
  trouble: 'Microphone and camera',
} as const;

/** Each pair of sentences of a group, with the word that names it. */
function callPairs(group: string): readonly string[] {
  const sentences = new Map(Object.entries({ ...enCallEnds, ...enLinks }));
  return [...sentences].flatMap(([key, what]) => {
    const word = new RegExp(`^${group}\\.(.+)\\.what$`).exec(key)?.[1];
    const next = word === undefined ? undefined : sentences.get(`${group}.${word}.next`);
    // Without a next step of its own it is one of the failures above.
    return next === undefined ? [] : [`**${filled(what)}** (\`${word}\`)<br>\n${filled(next)}\n`];
  });
}

function filled(sentence: string | { readonly other: string }): string {
  return (typeof sentence === 'string' ? sentence : sentence.other)
    .replaceAll('{callee}', 'bob.azero')
    .replaceAll('{ours}', 'alice.azero')
    .replaceAll('{device}', 'Microphone')
    .replaceAll('{count}', '3');
}

/** The text of docs/troubleshooting.md. */
export function troubleshootingText(): string {
  const parts = FAILURE_KINDS.map((kind) => {
    const heading = HEADINGS[kind];
    const what = enFailures[`failure.${kind}.what`];
    const next = enFailures[`failure.${kind}.next`];
    const above = heading === undefined ? '' : `## ${heading}\n\n`;
    return `${above}**${what}** (\`${kind}\`)<br>\n${next}\n`;
  });
  const calls = Object.entries(CALL_GROUPS).map(
    ([group, heading]) => `### ${heading}\n\n${callPairs(group).join('\n')}`,
  );
  return `# Everything that can stop a visit or a call

What the screen says, the word under *Technical details*, and what to do next. Copybara tries again by itself as soon as the
cause may be gone; \`copybara-host doctor\` looks at every link from the browser to your node and prints one line for each (\`--json\`
for a program), and at the file and the port of the names page: whether TCP port 9379 is free, held for a moment by a host of
Copybara, or taken by another program, which it names.

<!-- Printed by \`npm run docs\` from lib/i18n/en-failures.ts, en-call-ends.ts and en-links.ts. -->

${[...parts, ...calls].join('\n')}`;
}

if (import.meta.main) {
  writeFileSync(new URL('../docs/troubleshooting.md', import.meta.url), troubleshootingText());
}
