/** What two people write and send to each other in a call: all of it, in order, whole, also over a cut. */
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CallStory, type Person, startCallStory } from '../calls/call-story.ts';
import type { CallWindow } from '../calls/call-window.ts';
import { filesShown, offerFile, SLICE, show } from '../calls/panels.ts';
import { waitFor } from '../harness/wait-for.ts';

/** The long tests ask for more of both. */
const SLICES = Math.ceil(Number(process.env['COPYBARA_TALK_MB'] ?? 50) / 5);
const MESSAGES = Number(process.env['COPYBARA_TALK_MESSAGES'] ?? 1000);
const TIMEOUT = 120_000 + SLICES * 8000 + MESSAGES * 60;
/** How long the path is cut, however long the two take to notice it; after 23 s Firefox may have ended the call. */
const CUT_MS = 15_000;
/** Megabytes that a host may need more at its worst than it did in the call before, whatever passes through it. */
const HOST_GROWTH = 100;

/** So many messages are written by one script: a browser's driver waits three minutes for the end of one, and a busy machine is slow. */
const BATCH = 500;

/** Types texts and sends each by Enter, as fast as the page takes them. */
async function write(window: CallWindow, texts: readonly string[]): Promise<void> {
  for (let at = 0; at < texts.length; at += BATCH) {
    // oxlint-disable-next-line no-await-in-loop -- they are written one after the other
    await writeBatch(window, texts.slice(at, at + BATCH));
  }
}

function writeBatch(window: CallWindow, texts: readonly string[]): Promise<void> {
  return window.page.evaluate(async (all) => {
    const field = document.querySelector<HTMLTextAreaElement>('.composer textarea');
    for (const text of all) {
      if (!field) throw new Error('no field');
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      // oxlint-disable-next-line no-await-in-loop -- the page draws in between, as between two keys
      await new Promise((resolve) => setTimeout(resolve));
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
      // oxlint-disable-next-line no-await-in-loop -- as above
      await new Promise((resolve) => setTimeout(resolve));
    }
  }, texts);
}

/** The messages of the other side that are on the page. */
function read(window: CallWindow): Promise<readonly string[]> {
  return window.page.evaluate(() =>
    [...document.querySelectorAll('.message-theirs .message-text')].map(
      (each) => each.textContent ?? '',
    ),
  );
}

async function stands(window: CallWindow, name: string, fits: RegExp, timeout = TIMEOUT) {
  let last = '';
  await waitFor(
    async () => {
      last = (await filesShown(window))[name] ?? '';
      return fits.test(last);
    },
    { timeout, what: `${name} to stand at ${String(fits)}` },
  ).catch((error: unknown) => {
    throw new Error(`${name} stands at “${last}”`, { cause: error });
  });
}

/** What lies in the extension's own storage: the hashes of the slices of each file. */
function stored(window: CallWindow): Promise<readonly string[]> {
  return window.page.evaluate(async (slice) => {
    const found: string[] = [];
    const look = async (folder: FileSystemDirectoryHandle): Promise<void> => {
      for await (const handle of folder.values()) {
        if (handle instanceof FileSystemDirectoryHandle) await look(handle);
        if (!(handle instanceof FileSystemFileHandle)) continue;
        const file = await handle.getFile();
        const hashes: string[] = [];
        for (let at = 0; at < file.size; at += slice) {
          // oxlint-disable-next-line no-await-in-loop -- one slice in memory at a time
          const bytes = await file.slice(at, at + slice).arrayBuffer();
          // oxlint-disable-next-line no-await-in-loop -- as above
          const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
          hashes.push([...hash].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
        }
        found.push(hashes.join(' '));
      }
    };
    await look(await navigator.storage.getDirectory());
    return found;
  }, SLICE);
}

/** What a person's host needs now and what it needed at most so far, in MB. */
function memory({ browser }: Person): { readonly now: number; readonly most: number } {
  const pid = browser.host.running();
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / 1000;
  return { now: field('VmRSS'), most: field('VmHWM') };
}

describe.each([
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
] as const)('%s calls %s', (first, second) => {
  let story: CallStory;
  beforeAll(async () => {
    story = await startCallStory(first, second);
  });
  afterAll(() => story?.end());
  beforeEach(() => story.fresh());
  afterEach((context) => {
    if (context.task.result?.state !== 'fail') return;
    story.ana.picture(`fail-talk-${first}-ana`);
    story.bo.picture(`fail-talk-${first}-bo`);
  });

  it(
    'many messages arrive in order, also those written in a cut',
    async () => {
      const { caller, callee } = await story.talk();
      await show(caller, 'Chat');
      const all = Array.from({ length: MESSAGES }, (_, at) => `message ${at}`);
      await write(caller, all);
      await show(callee, 'Chat');
      await waitFor(async () => (await read(callee)).at(-1) === all.at(-1), {
        timeout: TIMEOUT,
        what: 'the last message',
      });
      expect(await read(callee)).toEqual(all.slice(-200));
      await story.world.cut('B');
      await caller.says(/The connection is cut/);
      await write(caller, ['written in the cut']);
      await caller.says(/waiting/);
      await story.world.restore('B');
      await waitFor(async () => (await read(callee)).at(-1) === 'written in the cut', {
        timeout: 30_000,
        what: 'what was written in the cut',
      });
      await write(callee, ['see http://example.com/ and alice.azero']);
      await caller.says(/see http:\/\/example\.com/);
      await callee.hangUp();
      await caller.says(/kept nowhere/);
      expect(await caller.screenText()).toContain('written in the cut');
    },
    TIMEOUT,
  );

  it(
    'a file goes each way at once, over a cut, and is whole',
    async () => {
      const { caller, callee } = await story.talk();
      await Promise.all([show(caller, 'Files'), show(callee, 'Files')]);
      const before = [story.ana, story.bo].map(memory);
      const hashes = await Promise.all([
        offerFile(caller, 'from ana.bin', SLICES),
        offerFile(callee, 'from bo.bin', SLICES),
      ]);
      await Promise.all([
        caller.press('Accept: from bo.bin'),
        callee.press('Accept: from ana.bin'),
      ]);
      await Promise.all([
        stands(caller, 'from bo.bin', /^[\d.]+ MB of/),
        stands(callee, 'from ana.bin', /^[\d.]+ MB of/),
      ]);
      await story.world.cut('B');
      await Promise.all([
        new Promise((resolve) => setTimeout(resolve, CUT_MS)),
        stands(caller, 'from bo.bin', /The connection is cut/),
        stands(callee, 'from ana.bin', /The connection is cut/),
      ]);
      await story.world.restore('B');
      await Promise.all([
        stands(caller, 'from bo.bin', /Here, whole/),
        stands(callee, 'from ana.bin', /Here, whole/),
        stands(caller, 'from ana.bin', /Arrived whole/),
        stands(callee, 'from bo.bin', /Arrived whole/),
      ]);
      const after = [story.ana, story.bo].map(memory);
      console.log(`${first}, ${second}: the hosts' memory`, before, after);
      after.forEach(({ most }, at) => {
        expect(most - (before[at]?.now ?? Number.NaN)).toBeLessThan(HOST_GROWTH);
      });
      expect(await stored(caller)).toContain(hashes[1]);
      expect(await stored(callee)).toContain(hashes[0]);
      await Promise.all([caller.seesAndHears(), callee.seesAndHears()]);
    },
    TIMEOUT,
  );
});
