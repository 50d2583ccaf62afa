/**
 * Draws the states of our pages in a real Chromium, for people to look at:
 * `node tests/gallery/shoot.ts FOLDER [words of states…] [--sizes=320x640,1280x800] [--dark] [--language=ar] [--forced] [--press=label]
 * [--whole] [--axe]`; the last looks for broken accessibility rules too, contrast and sizes of targets among them.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { launch } from 'puppeteer';
import { findBrowser } from '../e2e/harness/find-browser.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: 'string', default: '320x640,640x720,1280x800' },
    dark: { type: 'boolean', default: false },
    language: { type: 'string', default: 'en' },
    press: { type: 'string', multiple: true, default: [] },
    whole: { type: 'boolean', default: false },
    axe: { type: 'boolean', default: false },
    forced: { type: 'boolean', default: false },
  },
});
const [folder = 'gallery', ...wanted] = positionals;
const work = mkdtempSync(join(tmpdir(), 'gallery-'));
mkdirSync(folder, { recursive: true });
await build({
  entryPoints: [join(import.meta.dirname, 'page.tsx')],
  bundle: true,
  splitting: true,
  format: 'esm',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  outdir: work,
});
writeFileSync(
  join(work, 'index.html'),
  '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Gallery</title><link rel="stylesheet" href="page.css"><div id="root"></div><script type="module" src="page.js"></script></html>',
);

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RUN_AXE = `axe.run(document, { rules: { 'target-size': { enabled: true } } }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html, any }) => html.slice(0, 160) + ' ' + any.map(({ message }) => message)).join(' | ')))`;

const browser = await launch({
  browser: 'chrome',
  executablePath: findBrowser('chromium'),
  pipe: true,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--allow-file-access-from-files',
    '--autoplay-policy=no-user-gesture-required',
    '--disable-background-networking',
  ],
});
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error('page error:', error));
  page.on('console', (message) => console.error(message.text()));
  const address = pathToFileURL(join(work, 'index.html')).href;
  await page.goto(address);
  const all: unknown = await page.evaluate('galleryStates');
  const states = Array.isArray(all) ? all.map(String) : [];
  const chosen = states.filter(
    (state) =>
      wanted.length === 0 ||
      wanted.some(
        (word) => state === word || (word.endsWith('*') && state.startsWith(word.slice(0, -1))),
      ),
  );
  // Straight to the browser: puppeteer knows no forced colours.
  const wire = await page.createCDPSession();
  await wire.send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: values.dark ? 'dark' : 'light' },
      { name: 'prefers-reduced-motion', value: 'reduce' },
      { name: 'forced-colors', value: values.forced ? 'active' : 'none' },
    ],
  });
  for (const size of values.sizes.split(',')) {
    const [width = 1280, height = 800] = size.split('x').map(Number);
    await page.setViewport({ width, height });
    for (const state of chosen) {
      await page.goto('about:blank');
      // A call's sound, which does not play everywhere, would hold up the event of having loaded.
      const waitUntil = 'domcontentloaded';
      await page.goto(`${address}?language=${values.language}#${state}`, { waitUntil });
      await page.waitForSelector('#root > main');
      for (const label of values.press) {
        await page.locator(`aria/${label}`).click();
      }
      await page.evaluate(
        () =>
          new Promise((resolve) => {
            const videos = [...document.querySelectorAll('video')];
            const waiting = videos.filter((video) => video.srcObject && video.readyState < 2);
            let open = waiting.length;
            const ready = (): void => {
              requestAnimationFrame(() => requestAnimationFrame(() => resolve(undefined)));
            };
            if (open === 0) ready();
            for (const video of waiting) {
              video.addEventListener('loadeddata', () => (--open === 0 ? ready() : undefined));
            }
          }),
      );
      const wide: unknown = await page.evaluate('document.documentElement.scrollWidth');
      if (Number(wide) > width) console.error(`${state} at ${size} is too wide: ${String(wide)}`);
      if (values.axe) {
        await page.addScriptTag({ path: AXE });
        const found: unknown = await page.evaluate(RUN_AXE);
        if (Array.isArray(found) && found.length > 0) console.error(state, size, found);
      }
      const mode = `${values.dark ? '-dark' : ''}${values.language === 'en' ? '' : `-${values.language}`}${values.forced ? '-forced' : ''}`;
      const path = join(folder, `${state.replace(':', '-')}-${size}${mode}.png`);
      await page.screenshot({ path: `${path.slice(0, -4)}.png`, fullPage: values.whole });
    }
  }
} finally {
  await browser.close();
  rmSync(work, { recursive: true });
}
