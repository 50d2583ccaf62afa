import { type AzeroName, endingOf, labelOf, parseName } from '../names/name.ts';

const HYPHEN_AND_LETTERS = '-abcdefghijklmnopqrstuvwxyz0123456789';
const AZERO = 37;
const TZERO = 38;
const BASE = 39n;
/** A leading 1, and twice a label of 32 and its ending, each at most 5.29 bits. */
const MAX_BYTES = 44;

/** Two names as one number in base 39 (docs/call-protocols.md, section 1). */
export function packNames(caller: AzeroName, callee: AzeroName): Uint8Array {
  let number = 1n;
  for (const name of [caller, callee]) {
    for (const character of labelOf(name)) {
      number = number * BASE + BigInt(HYPHEN_AND_LETTERS.indexOf(character));
    }
    number = number * BASE + BigInt(endingOf(name) === 'azero' ? AZERO : TZERO);
  }
  const bytes: number[] = [];
  for (; number > 0n; number >>= 8n) bytes.unshift(Number(number & 0xffn));
  return Uint8Array.from(bytes);
}

/** Reads two names; undefined unless these are exactly the bytes that `packNames` makes of them. */
export function unpackNames(
  bytes: Uint8Array,
): { readonly caller: AzeroName; readonly callee: AzeroName } | undefined {
  if (bytes.length > MAX_BYTES || bytes[0] === 0) return undefined;
  const [caller, callee, ...more] = readLabels(bytes) ?? [];
  if (caller === undefined || callee === undefined || more.length > 0) return undefined;
  const first = parseName(caller);
  const second = parseName(callee);
  return first.ok && second.ok ? { caller: first.value, callee: second.value } : undefined;
}

/** The names in the number as text, unchecked; undefined when it has no leading 1 or ends within a label. */
function readLabels(bytes: Uint8Array): readonly string[] | undefined {
  let number = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const symbols: number[] = [];
  for (; number > 1n; number /= BASE) symbols.unshift(Number(number % BASE));
  if (number !== 1n || (symbols.at(-1) ?? 0) < AZERO) return undefined;
  const names: string[] = [];
  let label = '';
  for (const symbol of symbols) {
    if (symbol < AZERO) {
      label += HYPHEN_AND_LETTERS.charAt(symbol);
    } else {
      names.push(`${label}.${symbol === AZERO ? 'azero' : 'tzero'}`);
      label = '';
    }
  }
  return names;
}
