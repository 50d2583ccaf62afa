/** What the other side calls a file, made harmless; and which files deserve a word of caution. */

/** The longest name of a file, in UTF-16 units; file systems take 255 bytes. */
export const MAX_FILE_NAME = 120;

// What hides, or turns the text around it.
const SHAPELESS = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]+/gu;
// What means something to a file system on some machine.
const UNFIT = /[<>:"|?*]/g;
const PILED = /(\p{M}{4})\p{M}+/gu;
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d|clock\$)(?=\.|$)/i;
const ENDING = /\.[^.\s]{1,16}$/;

/** A name that is one: the last part of a path, nothing hidden, no file system's special words; never empty. */
export function safeFileName(name: string): string {
  const last = name.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(SHAPELESS, ' ')
    .replace(UNFIT, '_')
    .replace(PILED, '$1')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .trimEnd();
  const ended = withoutDots(plain).replace(RESERVED, '_$&');
  return ended === '' ? 'file' : shortened(ended);
}

/** Windows drops dots and spaces at the end, so that another ending would count. */
function withoutDots(name: string): string {
  let end = name.length;
  while (name[end - 1] === '.' || name[end - 1] === ' ') end -= 1;
  return name.slice(0, end);
}

function shortened(name: string): string {
  if (name.length <= MAX_FILE_NAME) return name;
  const ending = ENDING.exec(name)?.[0] ?? '';
  return `${name.slice(0, MAX_FILE_NAME - ending.length - 1).toWellFormed()}…${ending}`;
}

/** A media type as it may be shown; empty when it is none. */
export function safeFileType(type: string): string {
  return /^[a-z0-9]+\/[\w.+-]{1,100}$/i.test(type) ? type.toLowerCase() : '';
}

const RISKY = new Set(
  (
    'action apk app appimage appinstaller application appref-ms appx bash bat bin cdxml chm class cmd com command ' +
    'cpl crx csh deb desktop diagcab dll dmg docm dotm exe fileloc fish flatpak flatpakref gadget hlp hta htm ' +
    'html img inetloc inf ins iqy iso jar jnlp js jse ksh library-ms lnk mht mhtml mjs mobileconfig mpkg msc msi ' +
    'msix msp mst one osx pif pkg pl potm ppam ppsm pptm prf ps1 psd1 psm1 py pyc pyw pyz pyzw rb rdp reg rpm run ' +
    'scf scpt scr sct search-ms settingcontent-ms sh shs shtml slk snap svg svgz sys terminal theme themepack ' +
    'tool udl url vb vbe vbs vbscript vhd vhdx webloc workflow wsc wsf wsh xht xhtml xlam xll xlsb xlsm xltm xpi ' +
    'zsh'
  ).split(' '),
);

/** Whether opening a file of this name could run a program or a script. */
export function isRisky(name: string): boolean {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.trim().toLowerCase();
  return ending !== undefined && RISKY.has(ending);
}
