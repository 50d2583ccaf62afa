import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isRisky, MAX_FILE_NAME, safeFileName, safeFileType } from '../../../lib/call/file-name.ts';

describe('a name of a file', () => {
  test.each([
    ['holiday.jpg', 'holiday.jpg'],
    ['Übersicht (2) – München.pdf', 'Übersicht (2) – München.pdf'],
    ['カピバラ.png', 'カピバラ.png'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\System32\\cmd.exe', 'cmd.exe'],
    ['/', 'file'],
    ['', 'file'],
    ['...', 'file'],
    ['.bashrc', 'bashrc'],
    ['a\u0000b\nc.txt', 'a b c.txt'],
    ['photo\u202egpj.exe', 'photo gpj.exe'],
    ['in\u200bvisible\ufeff.txt', 'in visible .txt'],
    ['a<b>:"|?*.txt', 'a_b______.txt'],
    ['trick.exe. . ', 'trick.exe'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['com1.log', '_com1.log'],
    ['console.log', 'console.log'],
    ['a\ud83d.txt', 'a\ufffd.txt'],
  ])('%j becomes %j', (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  it('keeps its ending when it is cut', () => {
    const safe = safeFileName(`${'😀'.repeat(300)}.tar.gz`);
    expect(safe.length).toBeLessThanOrEqual(MAX_FILE_NAME + 1);
    expect(safe).toMatch(/….gz$/u);
    expect(safe.isWellFormed()).toBe(true);
  });

  it('is always one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const safe = safeFileName(name);
        expect(safe).not.toBe('');
        expect(safe.length).toBeLessThanOrEqual(MAX_FILE_NAME + 1);
        expect(safe).not.toMatch(/[/\\<>:"|?*\p{Cc}\u202a-\u202e\u2066-\u2069]|^[. ]|[. ]$/u);
        expect(safeFileName(safe)).toBe(safe);
      }),
    );
  });

  test.each([
    'a.exe',
    'a.EXE',
    'a.pdf.scr',
    'a.ps1',
    'a.desktop',
    'a.jar',
    'a.docm',
    'a.html',
    'a.sh',
    'a.lnk',
    'a.library-ms',
    'a.appinstaller',
    'a.img',
    'a.xht',
  ])('warns of %s', (name) => expect(isRisky(name)).toBe(true));
  test.each(['a.jpg', 'a.pdf', 'a.txt', 'exe', 'a.exe.txt', 'a.docx', 'a.mp4', 'file'])(
    'does not warn of %s',
    (name) => expect(isRisky(name)).toBe(false),
  );

  test.each([
    ['image/PNG', 'image/png'],
    ['application/vnd.ms-excel', 'application/vnd.ms-excel'],
    ['text/html; charset=x', ''],
    ['<b>', ''],
    ['', ''],
  ])('has the type %j as %j', (type, safe) => {
    expect(safeFileType(type)).toBe(safe);
  });
});
