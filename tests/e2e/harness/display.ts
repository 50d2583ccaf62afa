/** A picture of the whole display, read from the frame buffer that Xvfb keeps in a file. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';
import { homeMachine, type Machine } from './machine.ts';
import type { World } from './world.ts';

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

/** XWD (X11/XWDFile.h): big-endian header, then a colour map, then 32-bit little-endian pixels. */
function readXwd(xwd: Buffer) {
  const field = (index: number): number => xwd.readUInt32BE(index * 4);
  const lineBytes = field(12);
  const pixels = field(0) + field(19) * 12;
  const pixel = (x: number, y: number): number => xwd.readUInt32LE(pixels + y * lineBytes + x * 4);
  return { width: field(4), height: field(5), pixel };
}

/** XWD to PNG (RFC 2083). */
function xwdToPng(xwd: Buffer): Buffer {
  const { width, height, pixel: pixelAt } = readXwd(xwd);
  const rows = Buffer.alloc(height * (1 + width * 3));
  let at = 0;
  for (let y = 0; y < height; y++) {
    rows[at++] = 0;
    for (let x = 0; x < width; x++) {
      const pixel = pixelAt(x, y);
      rows[at++] = (pixel >> 16) & 255;
      rows[at++] = (pixel >> 8) & 255;
      rows[at++] = pixel & 255;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows, { level: 1 })),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** How high a button may be, in pixels. */
const BUTTON_HEIGHT = { least: 30, most: 46 };
const BUTTON_WIDTH = { least: 120, most: 320 };

/** Where the wide buttons of one colour (0xrrggbb) are on a machine's display: the middle of each, from the top. */
export function buttonsOnDisplay(
  machine: Machine,
  colour: number,
): readonly { readonly x: number; readonly y: number }[] {
  const { width, height, pixel } = readXwd(readFileSync(join(machine.screenDir, 'Xvfb_screen0')));
  const found: { x: number; y: number }[] = [];
  let rows = 0;
  let middle = 0;
  for (let y = 0; y < height; y++) {
    const columns: number[] = [];
    for (let x = 0; x < width; x++) {
      if ((pixel(x, y) & 0xffffff) === colour) columns.push(x);
    }
    const { length } = columns;
    if (length >= BUTTON_WIDTH.least && length <= BUTTON_WIDTH.most) {
      rows += 1;
      middle = ((columns[0] ?? 0) + (columns.at(-1) ?? 0)) / 2;
    } else {
      if (rows >= BUTTON_HEIGHT.least && rows <= BUTTON_HEIGHT.most) {
        found.push({ x: Math.round(middle), y: Math.round(y - rows / 2) });
      }
      rows = 0;
    }
  }
  return found;
}

/** Where tests leave pictures and captures for a person to look at (ignored by git). */
export function artifact(name: string): string {
  const file = fileURLToPath(new URL(`../artifacts/${name}`, import.meta.url));
  mkdirSync(dirname(file), { recursive: true });
  return file;
}

/** Writes a picture of a machine's whole display (A's unless said otherwise) to `tests/e2e/artifacts/<name>.png` and gives its path. */
export function screenshotDisplay(
  world: World,
  name: string,
  machine: Machine = homeMachine(world),
): string {
  const file = artifact(`${name}.png`);
  writeFileSync(file, xwdToPng(readFileSync(join(machine.screenDir, 'Xvfb_screen0'))));
  return file;
}
