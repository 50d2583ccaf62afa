/** What two people do before a call: look whether the way is open between them, and set what their calls begin with. */
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { enter, press, says } from '../controls.ts';
import { PEER_PORT } from '../harness/firewall.ts';
import { run } from '../harness/process.ts';
import { waitFor } from '../harness/wait-for.ts';
import { type CallStory, type Person, startCallStory } from './call-story.ts';

let story: CallStory;
beforeAll(async () => {
  story = await startCallStory('chromium', 'firefox');
});
afterAll(() => story?.end());
beforeEach(() => story.fresh());

/** Types a name into the field for the way to somebody's host, and looks. */
async function look(person: Person, name: string): Promise<Page> {
  const page = await person.browser.openExtensionPage('welcome.html');
  await enter(page, 'The name of whom you want to call', name);
  return page;
}

const SEEN = 30_000;

describe('the way to somebody’s host', () => {
  it('is open both ways, and says which way is not when a firewall takes one of them', async () => {
    const { ana, bo, world } = story;
    const [hers, his] = await Promise.all([look(ana, bo.name), look(bo, ana.name)]);
    await Promise.all([
      says(hers, `The port passes both ways: calls with ${bo.name} can go through.`, SEEN),
      says(his, `The port passes both ways: calls with ${ana.name} can go through.`, SEEN),
    ]);
    const inB = ['netns', 'exec', world.plan.namespaces.B, 'nft'];
    await run('ip', [...inB, '-f', '-'], {
      input: `table ip oneway {\nchain out {\ntype filter hook output priority 1\nudp dport ${PEER_PORT} drop\n}\n}\n`,
    });
    try {
      await Promise.all([
        says(hers, `Nothing has come from ${bo.name} so far.`, SEEN),
        says(his, `What ${ana.name} sends arrives here, but not the other way.`, SEEN),
      ]);
    } finally {
      await run('ip', [...inB, 'delete', 'table', 'ip', 'oneway']);
    }
    await says(hers, 'The port passes both ways', SEEN);
  });
});

describe('what a call begins with', () => {
  it.each(['ana', 'bo'] as const)('is what %s set last', async (who) => {
    const person = story[who];
    const page = await person.browser.openExtensionPage('options.html#preferences');
    for (const label of ['Voice', 'Suppress noise', 'Cancel echo']) {
      // oxlint-disable-next-line no-await-in-loop -- one press after the other
      await press(page, label);
    }
    const kept = (): Promise<unknown> =>
      person.browser.inExtension(
        async (api) => (await api.storage.local.get('callPreferences'))['callPreferences'],
      );
    const wanted = { startAs: 'voice', noiseSuppression: false, echoCancellation: false };
    await waitFor(async () => {
      expect(await kept()).toMatchObject(wanted);
      return true;
    });
    const window = await person.newCall();
    await window.page.evaluate(() => {
      const { mediaDevices } = navigator;
      const ask = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = async (constraints) => {
        const stream = await ask(constraints);
        const settings = stream.getTracks().map((track) => ({
          kind: track.kind,
          noiseSuppression: track.getSettings().noiseSuppression,
          echoCancellation: track.getSettings().echoCancellation,
        }));
        document.body.dataset['given'] = JSON.stringify(settings);
        return stream;
      };
    });
    await window.dial('mallory.azero');
    await window.link();
    const given = await waitFor(() => window.page.evaluate(() => document.body.dataset['given']), {
      what: 'the microphone',
    });
    // Neither a camera nor what cleans the sound.
    expect(JSON.parse(given)).toEqual([
      { kind: 'audio', noiseSuppression: false, echoCancellation: false },
    ]);
    expect(await person.browser.liveTracks()).toEqual(['audio']);
  });
});
