/**
 * Runs inside machine A of the test world: ana calls bo in Copybara's own windows, and by turns the same two browsers connect two
 * bare peer connections with host candidates. Prints one line of JSON.
 */
import { Person } from '../../tests/e2e/calls/call-story.ts';
import type { CallWindow } from '../../tests/e2e/calls/call-window.ts';
import { startBrowser, startScene } from '../../tests/e2e/calls/people.ts';
import {
  connectDirectly,
  type PlainEnd,
  plainEnd,
  showTab,
} from '../../tests/e2e/calls/plain-call.ts';
import { waitFor } from '../../tests/e2e/harness/wait-for.ts';

/** What this process measures, in ms; each list holds one value a round. */
export interface CallPageMeasured {
  /** From pressing Call to the link on the screen. */
  readonly link: number[];
  /** From the answer's arrival until both hosts know of each other, and until the channel is open: parts of the next. */
  readonly ready: number[];
  readonly open: number[];
  /** From the answer's arrival to the channel, ours being proven then, and to the first picture of the other side. */
  readonly channel: { readonly ours: number[]; readonly bare: number[] };
  readonly picture: { readonly ours: number[]; readonly bare: number[] };
}

const ROUNDS = 7;

/** Notes in the page when the link and the first picture of the other side are shown. */
function watchScreen(): void {
  const noted = new Set<string>();
  const note = (what: string): void => {
    if (!noted.has(what)) performance.mark(`bench:${what}`);
    noted.add(what);
  };
  const look = (): void => {
    if (document.querySelector('.link-text')?.textContent) note('link');
    const video = document.querySelector<HTMLVideoElement>('.their-video');
    if (video && !noted.has('video')) video.requestVideoFrameCallback(() => note('picture'));
    if (video) noted.add('video');
  };
  new MutationObserver(look).observe(document, {
    childList: true,
    subtree: true,
    characterData: true,
  });
}

/** When the page came to the n-th mark of this name, in ms; waits until it has. */
function markOf({ page }: CallWindow, name: string, index = 0): Promise<number> {
  return waitFor(
    () =>
      page.evaluate(
        (mark, which) => performance.getEntriesByName(mark, 'mark')[which]?.startTime,
        name,
        index,
      ),
    { timeout: 30_000, interval: 50, what: name },
  );
}

async function callOnce(ana: Person, bo: Person, measured: CallPageMeasured): Promise<void> {
  const caller = await ana.newCall();
  await caller.page.evaluate(watchScreen);
  await caller.dial(bo.name);
  const callee = await bo.open(await caller.link());
  await callee.answer();
  await caller.paste(await callee.link());
  const picture = await markOf(caller, 'bench:picture');
  const answered = await markOf(caller, 'call:answer-opened');
  measured.picture.ours.push(picture - answered);
  measured.ready.push((await markOf(caller, 'call:peer-ready')) - answered);
  measured.open.push((await markOf(caller, 'call:channel-opened')) - answered);
  // The second message on the channel is the other side's echo: the proof (docs/call-protocols.md, section 4).
  measured.channel.ours.push((await markOf(caller, 'call:channel-message', 1)) - answered);
  measured.link.push((await markOf(caller, 'bench:link')) - (await markOf(caller, 'call:dial')));
  await caller.hangUp();
  await Promise.all([caller.ended(), callee.ended()]);
  await Promise.all([caller.close(), callee.close()]);
}

async function connectOnce(ana: PlainEnd, bo: PlainEnd, measured: CallPageMeasured): Promise<void> {
  // What nobody sees gets no picture.
  await Promise.all([ana, bo].map(showTab));
  await connectDirectly(ana, bo, { media: true });
  const shown = await waitFor(
    async () => {
      const { answered, open, frame } = await ana.ask('times');
      return answered && open && frame && { channel: open - answered, picture: frame - answered };
    },
    { what: 'the first picture of a bare connection' },
  );
  measured.channel.bare.push(shown.channel);
  measured.picture.bare.push(shown.picture);
  await Promise.all([ana.ask('hangUp'), bo.ask('hangUp')]);
}

const scene = await startScene();
const ends: (() => Promise<unknown>)[] = [() => scene.stop()];
try {
  const browsers = await Promise.all(
    (['A', 'B'] as const).map((node) => startBrowser(scene, node, 'chromium')),
  );
  ends.push(...browsers.map((browser) => () => browser.close()));
  await Promise.all(browsers.map((browser) => browser.allowDevices()));
  const [ana, bo] = browsers.map((browser) => new Person(scene, browser));
  const [anaEnd, boEnd] = await Promise.all(browsers.map(plainEnd));
  if (!ana || !bo || !anaEnd || !boEnd) throw new Error('two browsers are two people');
  const measured: CallPageMeasured = {
    link: [],
    ready: [],
    open: [],
    channel: { ours: [], bare: [] },
    picture: { ours: [], bare: [] },
  };
  for (let round = 0; round < ROUNDS; round++) {
    await callOnce(ana, bo, measured);
    await connectOnce(anaEnd, boEnd, measured);
  }
  process.stdout.write(`${JSON.stringify(measured)}\n`);
} finally {
  for (const end of ends.toReversed()) await end();
}
