/** Chat and files of a call's window. */
import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CallWindow } from './call-window.ts';

/** In bytes: files are made and hashed in such parts. */
export const SLICE = 5 * 1024 * 1024;

/** Opens the chat or the files of a window. */
export async function show(window: CallWindow, panel: 'Chat' | 'Files'): Promise<void> {
  await window.press(new RegExp(`^${panel}`));
}

/** Offers a file of so many slices; gives their hashes. */
export async function offerFile(window: CallWindow, name: string, slices: number): Promise<string> {
  const path = join(window.browser.profile.home, name);
  const hashes: string[] = [];
  writeFileSync(path, '');
  for (let at = 0; at < slices; at += 1) {
    const bytes = randomBytes(SLICE);
    appendFileSync(path, bytes);
    hashes.push(createHash('sha256').update(bytes).digest('hex'));
  }
  const picker = await window.page.$('.files input[type=file]');
  await picker?.uploadFile(path);
  return hashes.join(' ');
}

/** How each file stands, by its name. */
export function filesShown(window: CallWindow): Promise<Readonly<Record<string, string>>> {
  return window.page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('.file')].map((row) => [
        row.querySelector('.file-name')?.textContent ?? '',
        row.querySelector('.ticking, .file-failure')?.textContent ?? '',
      ]),
    ),
  );
}
