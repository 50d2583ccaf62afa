/** "14:05": a time of the day, in ms since 1970, in the zone of this machine. */
export function clockText(language: string, time: number): string {
  return new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(time);
}

/** "3:07", "1:02:45": how long something lasts, in ms. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const parts = hours > 0 ? [hours, pad(minutes)] : [minutes];
  return [...parts, pad(seconds % 60)].join(':');
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** "2.4 Mbit/s", "310 kbit/s": a rate, in bits a second. */
export function rateText(language: string, bitsPerSecond: number): string {
  const big = bitsPerSecond >= 1_000_000;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: big ? 'megabit-per-second' : 'kilobit-per-second',
    maximumFractionDigits: big ? 1 : 0,
  }).format(bitsPerSecond / (big ? 1_000_000 : 1000));
}

/** "42 ms". */
export function millisecondsText(language: string, ms: number): string {
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'millisecond',
    maximumFractionDigits: 0,
  }).format(ms);
}

/** "1.5%". */
export function percentText(language: string, percent: number): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(
    percent / 100,
  );
}

const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const;

/** "812 kB", "4.2 GB": a size, in bytes. */
export function sizeText(language: string, bytes: number): string {
  let value = bytes;
  let at = 0;
  // What would be rounded up to a thousand is one of the next.
  for (; value >= 999.5 && at < SIZES.length - 1; at += 1) value /= 1000;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: SIZES[at] ?? 'byte',
    maximumFractionDigits: value < 9.95 && at > 0 ? 1 : 0,
  }).format(value);
}

/** "40 sec", "3 min", "2 hr": roughly how long something still takes, in seconds. */
export function spanText(language: string, seconds: number): string {
  const [unit, size] =
    seconds < 90
      ? (['second', 1] as const)
      : seconds < 5400
        ? (['minute', 60] as const)
        : (['hour', 3600] as const);
  const value = Math.max(1, Math.round(seconds / size));
  return new Intl.NumberFormat(language, { style: 'unit', unit }).format(value);
}
