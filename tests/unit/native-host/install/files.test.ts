import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  look,
  makeFolders,
  missingFolders,
  removeEmptyFolder,
  replaceFile,
  sweep,
} from '../../../../native-host/install/files.node.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'copybara-files-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}

describe('replacing a file', () => {
  test('gives it a fresh inode and its mode', () => {
    const file = join(folder, 'f');
    writeFileSync(file, 'old', { mode: 0o600 });
    const before = statSync(file).ino;
    replaceFile(file, 'new', 0o755);
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(statSync(file).ino).not.toBe(before);
    expect(statSync(file).mode & 0o777).toBe(0o755);
    expect(readdirSync(folder)).toEqual(['f']);
  });

  test('in use, as on Windows: it is renamed away, the new one takes its place', () => {
    const file = join(folder, 'f');
    writeFileSync(file, 'old');
    let refusals = 0;
    replaceFile(file, 'new', 0o644, (from, to) => {
      if (to === file && refusals++ === 0) throw failure('EPERM');
      renameSync(from, to);
    });
    expect(refusals).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['f']);
  });

  test('refused for good: the old one stays, nothing is left lying about', () => {
    const file = join(folder, 'f');
    writeFileSync(file, 'old');
    const rename = (from: string, to: string): void => {
      if (to === file && from.includes('.new-')) throw failure('EPERM');
      renameSync(from, to);
    };
    expect(() => replaceFile(file, 'new', 0o644, rename)).toThrow('EPERM');
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['f']);
  });

  test('what had to be left once is swept later, and only that', () => {
    for (const name of ['f', 'f.old-12', 'f.new-3', 'f.older', 'g.old-x']) {
      writeFileSync(join(folder, name), '');
    }
    sweep(folder);
    expect(readdirSync(folder).toSorted()).toEqual(['f', 'f.older', 'g.old-x']);
    sweep(join(folder, 'missing'));
  });
});

test('folders that are not there are named parents first, and made for this person alone', () => {
  const deep = join(folder, 'a', 'b');
  expect(missingFolders(deep)).toEqual([join(folder, 'a'), deep]);
  makeFolders(deep);
  expect(missingFolders(deep)).toEqual([]);
  expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o700);
});

test('only an empty folder is removed', () => {
  const inner = join(folder, 'a');
  mkdirSync(inner);
  writeFileSync(join(inner, 'f'), '');
  expect(removeEmptyFolder(inner)).toBe(false);
  rmSync(join(inner, 'f'));
  expect(removeEmptyFolder(inner)).toBe(true);
  expect(removeEmptyFolder(inner)).toBe(true);
});

test('a link is not followed, a folder is no file, and below a file there is nothing', () => {
  writeFileSync(join(folder, 'f'), 'text');
  symlinkSync(join(folder, 'f'), join(folder, 'link'));
  expect(look(join(folder, 'f'))).toMatchObject({ kind: 'file', bytes: Buffer.from('text') });
  expect(look(join(folder, 'link')).kind).toBe('other');
  expect(look(folder).kind).toBe('other');
  expect(look(join(folder, 'missing')).kind).toBe('nothing');
  expect(look(join(folder, 'f', 'below')).kind).toBe('nothing');
});
