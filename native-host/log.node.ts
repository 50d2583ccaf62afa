import { appendFileSync, writeSync } from 'node:fs';
import type { HostConfig, LogLevel } from './config.ts';
import { TokenBucket } from './rate.ts';

/** What a line may hold beside its event; names, nodes and addresses only in `debug` lines. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes one line when the settings ask for its level. `event` is a fixed word of ours. */
export type Log = (level: LogLevel, event: string, fields?: LogFields) => void;

const RANK = { error: 0, info: 1, debug: 2 } as const;

/** How many lines of one event are written at once, and how many a second after that: strangers can make some of them happen. */
const BURST = 100;
const PER_SECOND = 1;

/**
 * A log of JSON lines, on standard error or in a file that only its owner may read. A log that fails never stops the host. What
 * happens too often is counted: `unsaid` of the event's next line. `debug` lines, which a person asks for, are all written.
 */
export function createLog(settings: HostConfig['log'], now: () => Date): Log {
  const { level: most, file } = settings;
  /** By event: fixed words, so few. */
  const paces = new Map<string, { readonly bucket: TokenBucket; unsaid: number }>();

  /** How many lines of this event were left out since its last one; undefined: this one is left out too. */
  function unsaidOf(event: string): number | undefined {
    const pace = paces.get(event) ?? { bucket: new TokenBucket(BURST, PER_SECOND), unsaid: 0 };
    paces.set(event, pace);
    const before = pace.unsaid;
    const isSaid = pace.bucket.take(performance.now());
    pace.unsaid = isSaid ? 0 : before + 1;
    return isSaid ? before : undefined;
  }

  return (level, event, fields) => {
    if (RANK[level] > RANK[most]) return;
    const unsaid = level === 'debug' ? 0 : unsaidOf(event);
    if (unsaid === undefined) return;
    const more = unsaid === 0 ? {} : { unsaid };
    const line = `${JSON.stringify({ time: now().toISOString(), level, event, ...fields, ...more })}\n`;
    try {
      if (file === undefined) writeSync(2, line);
      else appendFileSync(file, line, { mode: 0o600 });
    } catch {
      // A full disk, or a browser that closed or does not read its end.
    }
  };
}
