/**
 * Runs inside machine A of the test world: a call in Copybara's own windows, both sides sending a picture of noise, which needs all
 * the bits that it may have. Prints one line of JSON. COPYBARA_BENCH_MINUTES sets how long (1).
 */
import type { Page } from 'puppeteer';
import { Person } from '../../tests/e2e/calls/call-story.ts';
import { startBrowser, startScene } from '../../tests/e2e/calls/people.ts';
import { processorTime, residentMegabytes } from '../process-cost.ts';
import { median } from '../results.ts';

/** What this process measures; each list holds one value for each side. */
export interface CallVideoMeasured {
  readonly minutes: number;
  /** CPU time of the host over wall time, in %. */
  readonly load: readonly number[];
  /** What each browser sent, in Mbit/s. */
  readonly sent: readonly number[];
  /** How much more memory the host held in the last fifth than in the second one, in MB. */
  readonly growth: readonly number[];
}

const MINUTES = Number(process.env['COPYBARA_BENCH_MINUTES'] ?? 1);
const BITS_PER_SECOND = 2_500_000;
/** How long the browsers may take to trust the way with so much. */
const RISE_MS = 15_000;
const SAMPLE_MS = 1000;

declare global {
  var benchPeer: RTCPeerConnection | undefined;
}

/** Lets the benchmark know the page's peer connection; to be called before there is one. */
function catchPeer(): void {
  const make = RTCPeerConnection.prototype.createDataChannel;
  RTCPeerConnection.prototype.createDataChannel = function (...args) {
    globalThis.benchPeer = this;
    return make.apply(this, args);
  };
}

/** Sends noise in place of the camera, as much of it as `most` allows. */
async function sendNoise(most: number): Promise<void> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [320, 180];
  const pen = canvas.getContext('2d');
  const picture = new ImageData(canvas.width, canvas.height);
  const pixels = new Uint32Array(picture.data.buffer);
  let seed = 1;
  const draw = (): void => {
    for (let index = 0; index < pixels.length; index++) {
      // Marsaglia's xorshift.
      seed ^= seed << 13;
      seed ^= seed >>> 17;
      seed ^= seed << 5;
      pixels[index] = seed | 0xff000000;
    }
    pen?.putImageData(picture, 0, 0);
  };
  setInterval(draw, 40);
  const [noise] = canvas.captureStream(25).getVideoTracks();
  const sender = globalThis.benchPeer?.getSenders().find(({ track }) => track?.kind === 'video');
  if (!noise || !sender) throw new Error('no picture is sent');
  await sender.replaceTrack(noise);
  const parameters = sender.getParameters();
  for (const encoding of parameters.encodings) encoding.maxBitrate = most;
  await sender.setParameters(parameters);
}

/** How many bytes of video the page has sent so far. */
async function videoSent(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const reports = (await globalThis.benchPeer?.getStats())?.values() ?? [];
    return [...reports]
      .filter(({ type, kind }) => type === 'outbound-rtp' && kind === 'video')
      .reduce((sum, { bytesSent }) => sum + Number(bytesSent), 0);
  });
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const scene = await startScene();
const ends: (() => Promise<unknown>)[] = [() => scene.stop()];
try {
  const browsers = await Promise.all(
    (['A', 'B'] as const).map((node) => startBrowser(scene, node, 'chromium')),
  );
  ends.push(...browsers.map((browser) => () => browser.close()));
  await Promise.all(browsers.map((browser) => browser.allowDevices()));
  const [ana, bo] = browsers.map((browser) => new Person(scene, browser));
  if (!ana || !bo) throw new Error('two browsers are two people');

  const caller = await ana.newCall();
  await caller.page.evaluate(catchPeer);
  await caller.dial(bo.name);
  const callee = await bo.open(await caller.link());
  await callee.page.evaluate(catchPeer);
  await callee.answer();
  await caller.paste(await callee.link());
  const pages = [caller, callee].map(({ page }) => page);
  await Promise.all([caller.seesAndHears(), callee.seesAndHears()]);
  await Promise.all(pages.map((page) => page.evaluate(sendNoise, BITS_PER_SECOND)));
  await pause(RISE_MS);

  const hosts = browsers.map(({ host }) => {
    const pid = host.running();
    if (pid === undefined) throw new Error('no host');
    return pid;
  });
  const look = async (): Promise<{ at: number; cpu: number[]; sent: number[] }> => ({
    at: performance.now(),
    cpu: hosts.map(processorTime),
    sent: await Promise.all(pages.map(videoSent)),
  });
  const memory: number[][] = hosts.map(() => []);
  const before = await look();
  while (performance.now() - before.at < MINUTES * 60_000) {
    // oxlint-disable-next-line no-await-in-loop -- one look after the other
    await pause(SAMPLE_MS);
    for (const [index, pid] of hosts.entries()) memory[index]?.push(residentMegabytes(pid));
  }
  const after = await look();
  const took = after.at - before.at;
  const measured: CallVideoMeasured = {
    minutes: MINUTES,
    load: after.cpu.map((cpu, index) => ((cpu - (before.cpu[index] ?? 0)) / took) * 100),
    sent: after.sent.map((bytes, index) => ((bytes - (before.sent[index] ?? 0)) * 8) / took / 1000),
    growth: memory.map((held) => {
      const fifth = Math.floor(held.length / 5);
      return median(held.slice(4 * fifth)) - median(held.slice(fifth, 2 * fifth));
    }),
  };
  process.stdout.write(`${JSON.stringify(measured)}\n`);
} finally {
  for (const end of ends.toReversed()) await end();
}
