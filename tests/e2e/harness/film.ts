/** A camera for Chromium that is a file: it is open exactly while the browser films, which nothing else tells from outside. */
import { readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [WIDTH, HEIGHT, FRAMES] = [320, 240, 20];

/** Writes a film of stripes that move (YUV4MPEG2, 4:2:0) into a folder, and gives its path. */
export function makeFilm(folder: string): string {
  const parts = [Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F20:1 Ip A1:1 C420jpeg\n`)];
  for (let frame = 0; frame < FRAMES; frame++) {
    const luma = Buffer.alloc(WIDTH * HEIGHT);
    for (let at = 0; at < luma.length; at++) {
      luma[at] = ((((at % WIDTH) >> 3) * 16 + frame * 12) & 0xff) | 16;
    }
    parts.push(Buffer.from('FRAME\n'), luma, Buffer.alloc((WIDTH * HEIGHT) / 2, 0x80 + frame));
  }
  const file = filmOf(folder);
  writeFileSync(file, Buffer.concat(parts));
  return file;
}

/** Where the film of a folder is. */
export function filmOf(folder: string): string {
  return join(folder, 'film.y4m');
}

/** The processes that have this file open: those that film. */
export function openIn(file: string): readonly number[] {
  const pids = readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    const folder = `/proc/${pid}/fd`;
    try {
      return readdirSync(folder).some((fd) => linkOf(join(folder, fd)) === file);
    } catch {
      // It ended while we looked.
      return false;
    }
  });
  return pids.map(Number);
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
