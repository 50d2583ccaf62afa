/** "A, B, and C" in a language. */
export function listText(language: string, parts: readonly string[]): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(parts);
}

/** "in 8 seconds", "in 2 minutes": a time to come, in seconds. */
export function untilText(language: string, seconds: number): string {
  return relative(language, Math.max(0, Math.round(seconds)));
}

/** "5 minutes ago", "now": a time that has passed; both in ms since 1970. */
export function sinceText(language: string, time: number, now: number): string {
  return relative(language, -Math.max(0, Math.round((now - time) / 1000)));
}

/** A day, such as "November 22, 2026"; in ms since 1970. */
export function dayText(language: string, time: number): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(time);
}

/** A day and its time, such as "November 22, 2026 at 2:05 PM", in the zone of this machine; in ms since 1970. */
export function momentText(language: string, time: number): string {
  // The long form: the shorter ones hold marks of direction in Arabic, which no word in a sentence keeps.
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(time);
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

function relative(language: string, seconds: number): string {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(seconds, 'second');
}

/** "Cyrillic": a script by its code (ISO 15924). */
export function scriptText(language: string, code: string): string {
  return new Intl.DisplayNames(language, { type: 'script' }).of(code) ?? code;
}
