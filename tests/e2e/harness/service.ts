/** What every little server of the harness does: read its configuration, log, say that it is ready, end with its parent. */
import { appendFileSync } from 'node:fs';

/** The JSON object in the first argument. */
export function serviceConfig(): Record<string, unknown> {
  const config: unknown = JSON.parse(process.argv[2] ?? '{}');
  if (typeof config !== 'object' || config === null) throw new Error('no configuration');
  return { ...config };
}

/** A text of the configuration. */
export function textOf(config: Record<string, unknown>, key: string): string {
  const value = config[key];
  if (typeof value !== 'string') throw new Error(`configuration: ${key} must be a text`);
  return value;
}

/** Adds a line to a log of JSON lines; synchronous, so that a test that saw the effect also sees the line. */
export function logLine(file: string, entry: Readonly<Record<string, unknown>>): void {
  appendFileSync(file, `${JSON.stringify({ at: Date.now(), ...entry })}\n`);
}

/** Tells the parent that the server listens, and ends the process when the parent goes. */
export function serviceReady(): void {
  process.stdin.on('end', () => process.exit(0)).resume();
  process.on('SIGTERM', () => process.exit(0));
  process.stdout.write('ready\n');
}
