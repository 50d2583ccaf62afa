/** What a browser has written into its profile, searched byte by byte. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The files of a profile that hold a text, as UTF-8 or UTF-16, also inside Firefox's compressed session files. */
export function filesWith(folder: string, needle: string): string[] {
  const needles = [Buffer.from(needle), Buffer.from(needle, 'utf16le')];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const data = unpacked(readFileSync(path));
      return needles.some((wanted) => data.includes(wanted));
    })
    .map((path) => relative(folder, path));
}

const MOZ_LZ4 = Buffer.from('mozLz40\0');

/** Firefox's own envelope (`mozLz40`, then the size, then one LZ4 block); anything else as it is. */
function unpacked(file: Buffer): Buffer {
  if (!file.subarray(0, MOZ_LZ4.length).equals(MOZ_LZ4)) return file;
  const output = Buffer.alloc(file.readUInt32LE(MOZ_LZ4.length));
  const input = file.subarray(MOZ_LZ4.length + 4);
  let from = 0;
  let to = 0;
  /** A length whose first four bits stand in the token. */
  const lengthFrom = (bits: number): number => {
    let length = bits;
    if (bits === 15) {
      let more: number;
      do {
        more = input[from++] ?? 0;
        length += more;
      } while (more === 255);
    }
    return length;
  };
  while (from < input.length) {
    const token = input[from++] ?? 0;
    const literals = lengthFrom(token >> 4);
    input.copy(output, to, from, from + literals);
    from += literals;
    to += literals;
    if (from >= input.length) break;
    const distance = input.readUInt16LE(from);
    from += 2;
    // A match may overlap what it makes, so it is copied byte by byte.
    for (let left = lengthFrom(token & 15) + 4; left > 0; left -= 1) {
      output[to] = output[to - distance] ?? 0;
      to += 1;
    }
  }
  return output.subarray(0, to);
}
