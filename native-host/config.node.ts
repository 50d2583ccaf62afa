import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { err, ok, type Result } from '../lib/result.ts';
import {
  type ConfigError,
  configPath,
  DEFAULT_CONFIG,
  type HostConfig,
  parseConfig,
} from './config.ts';

const MAX_BYTES = 64 * 1024;

/** The settings of this machine's user; the defaults where there is no file. A file named by COPYBARA_HOST_CONFIG must exist. */
export function loadConfig(): Result<HostConfig, ConfigError> {
  const path = configPath(process.platform, process.env, homedir());
  if (path === undefined) return ok(DEFAULT_CONFIG);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const absent = code === 'ENOENT' && !process.env['COPYBARA_HOST_CONFIG'];
    return absent
      ? ok(DEFAULT_CONFIG)
      : err({ kind: 'config-bad', detail: `${path} can't be read: ${String(code)}` });
  }
  if (text.length > MAX_BYTES) return err({ kind: 'config-bad', detail: `${path} is too large` });
  const parsed = parseConfig(text);
  return parsed.ok
    ? parsed
    : err({ kind: 'config-bad', detail: `${path}: ${parsed.error.detail}` });
}
