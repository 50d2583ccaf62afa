/** What a benchmark says: numbers with their rival and how they came about, as a table and as bench/results.json. */
import { cpus } from 'node:os';

/** One number; `rival` names what `value` is compared with and `ratio` is what that comparison gives. */
export interface Result {
  readonly value: number;
  readonly unit: string;
  /** What it is measured against; absent where there is nothing to compare with. */
  readonly rival?: { readonly name: string; readonly value: number };
  /** Of medians of one run: above 1 is better than the rival, whatever the unit. */
  readonly ratio?: number;
  /** How many single measurements the median is of. */
  readonly runs: number;
  /** What was asked for. */
  readonly goal?: { readonly text: string; readonly met: boolean };
}

/** Results by name, in the order of the table. */
export type Results = Readonly<Record<string, Result>>;

/** The value in the middle; throws for none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value that so much of all are below, between two neighbours where it falls between. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)];
  const high = sorted[Math.ceil(place)];
  if (low === undefined || high === undefined) throw new Error('a median of nothing');
  return low + (high - low) * (place - Math.floor(place));
}

/** Where less is better (times, sizes): how many times better than the rival we are. */
export function timesLess(value: number, rival: number): number {
  return rival / value;
}

/** Three significant digits, so that nobody reads more into a number than it holds. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** Results with their numbers rounded, as they are stored. */
export function toStored(results: Results): Results {
  return Object.fromEntries(
    Object.entries(results).map(([name, { value, rival, ratio, ...rest }]) => [
      name,
      {
        value: rounded(value),
        ...(rival && { rival: { name: rival.name, value: rounded(rival.value) } }),
        ...(ratio !== undefined && { ratio: rounded(ratio) }),
        ...rest,
      },
    ]),
  );
}

/** Where the numbers come from; they mean little elsewhere. */
export function machine(): { readonly cpu: string; readonly cores: number; readonly node: string } {
  const all = cpus();
  return { cpu: all[0]?.model ?? 'unknown', cores: all.length, node: process.version };
}

/** The results as lines of columns. */
export function table(results: Results): string {
  const rows = Object.entries(toStored(results)).map(([name, result]) => [
    name,
    `${result.value} ${result.unit}`,
    result.rival ? `${result.rival.name}: ${result.rival.value} ${result.unit}` : '',
    result.ratio === undefined ? '' : `${result.ratio} x`,
    String(result.runs),
    result.goal ? `${result.goal.met ? 'met' : 'MISSED'}: ${result.goal.text}` : '',
  ]);
  const all = [['what', 'value', 'rival', 'ratio', 'runs', 'goal'], ...rows];
  const widths = all[0]?.map((_, column) =>
    Math.max(...all.map((row) => row[column]?.length ?? 0)),
  );
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** How many of the goals are met, and which are not. */
export function goalsOf(results: Results): string {
  const goals = Object.entries(results).filter(([, { goal }]) => goal !== undefined);
  const missed = goals.filter(([, { goal }]) => goal?.met === false);
  const names = missed.map(([name, { goal }]) => `\n  ${name}: ${goal?.text}`).join('');
  const met = `${goals.length - missed.length} of ${goals.length} goals are met`;
  return missed.length === 0 ? met : `${met}; missed:${names}`;
}
