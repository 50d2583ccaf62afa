import { appendFileSync, writeSync } from 'node:fs';
import type { HostConfig, LogLevel } from './config.ts';

/** What a line may hold beside its event; names, nodes and addresses only in `debug` lines. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes one line when the settings ask for its level. `event` is a fixed word of ours. */
export type Log = (level: LogLevel, event: string, fields?: LogFields) => void;

const RANK = { error: 0, info: 1, debug: 2 } as const;

/** A log of JSON lines, on standard error or in a file that only its owner may read. A log that fails never stops the host. */
export function createLog(settings: HostConfig['log'], now: () => Date): Log {
  const { level: most, file } = settings;
  return (level, event, fields) => {
    if (RANK[level] > RANK[most]) return;
    const line = `${JSON.stringify({ time: now().toISOString(), level, event, ...fields })}\n`;
    try {
      if (file === undefined) writeSync(2, line);
      else appendFileSync(file, line, { mode: 0o600 });
    } catch {
      // A full disk, or a browser that closed or does not read its end.
    }
  };
}
