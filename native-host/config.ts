import * as v from 'valibot';
import { err, ok, type Result } from '../lib/result.ts';
import { MCC_TIMEOUT } from './limits.ts';

/** How much the log tells. `debug` alone names names, nodes and addresses. */
export type LogLevel = 'error' | 'info' | 'debug';

/** The host's settings with every default filled in. */
export interface HostConfig {
  /** The program that is asked, and its leading arguments. */
  readonly mcc: readonly [string, ...string[]];
  readonly mccTimeoutMs: number;
  /** For the demo on one machine only: other nodes may have addresses in 127.0.0.0/8. */
  readonly allowLoopback: boolean;
  /** The port on 127.0.0.1; 0 lets the system choose one at each start. */
  readonly socks: { readonly port: number };
  /** The UDP port that hosts of different machines speak over. */
  readonly peerPort: number;
  /** MCC-HTTP (`serve-http`): its port on 127.0.0.1, and the origins whose pages may ask. */
  readonly mccHttp: { readonly port: number; readonly origins: readonly string[] };
  readonly log: { readonly level: LogLevel; readonly file: string | undefined };
}

/** A settings file that is not to be followed; `detail` names the key. */
export type ConfigError = { readonly kind: 'config-bad'; readonly detail: string };

const portNumber = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535));
const argument = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(4096),
  v.check((text) => !text.includes('\0')),
);

/** An origin as browsers send it (RFC 6454 section 6.2). */
const origin = v.pipe(
  v.string(),
  v.maxLength(300),
  v.check((text) => URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text),
);

const Settings = v.strictObject({
  mcc: v.optional(v.pipe(v.tupleWithRest([argument], argument), v.maxLength(64))),
  mccTimeoutMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(60_000))),
  allowLoopback: v.optional(v.boolean()),
  socks: v.optional(v.strictObject({ port: v.optional(portNumber) })),
  peerPort: v.optional(v.pipe(portNumber, v.minValue(1))),
  mccHttp: v.optional(
    v.strictObject({
      port: v.optional(v.pipe(portNumber, v.minValue(1))),
      origins: v.optional(v.pipe(v.array(origin), v.maxLength(20))),
    }),
  ),
  log: v.optional(
    v.strictObject({
      level: v.optional(v.picklist(['error', 'info', 'debug'])),
      file: v.optional(argument),
    }),
  ),
});

function fill(settings: v.InferOutput<typeof Settings>): HostConfig {
  return {
    mcc: settings.mcc ?? ['mcc'],
    mccTimeoutMs: settings.mccTimeoutMs ?? MCC_TIMEOUT,
    allowLoopback: settings.allowLoopback ?? false,
    socks: { port: settings.socks?.port ?? 0 },
    peerPort: settings.peerPort ?? 9378,
    mccHttp: {
      port: settings.mccHttp?.port ?? 9377,
      origins: settings.mccHttp?.origins ?? ['https://copybara.staex.io'],
    },
    log: { level: settings.log?.level ?? 'error', file: settings.log?.file },
  };
}

/** What holds where there is no settings file. */
export const DEFAULT_CONFIG: HostConfig = fill({});

/** Reads the text of `host.json` (design, section 6). */
export function parseConfig(text: string): Result<HostConfig, ConfigError> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err({ kind: 'config-bad', detail: 'it is not JSON' });
  }
  if (Array.isArray(json)) return err({ kind: 'config-bad', detail: 'it is not an object' });
  const parsed = v.safeParse(Settings, json);
  if (parsed.success) return ok(fill(parsed.output));
  const [issue] = parsed.issues;
  const key = v.getDotPath(issue);
  if (key === null) return err({ kind: 'config-bad', detail: 'it is not an object' });
  const unknown = issue.type === 'strict_object' && issue.expected === 'never';
  return err({
    kind: 'config-bad',
    detail: `${unknown ? 'unknown key' : 'bad value for'} "${key.slice(0, 100)}"`,
  });
}

/** Where the settings file is, from the environment (design, section 6); `undefined` where no folder is known. */
export function configPath(
  platform: string,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string | undefined {
  const named = env['COPYBARA_HOST_CONFIG'];
  if (named) return named;
  if (platform === 'win32') {
    const folder = env['APPDATA'];
    return folder ? `${folder}\\copybara\\host.json` : undefined;
  }
  if (platform === 'darwin') return `${home}/Library/Application Support/copybara/host.json`;
  const xdg = env['XDG_CONFIG_HOME'];
  // The XDG base directory specification has relative paths ignored.
  return `${xdg?.startsWith('/') ? xdg : `${home}/.config`}/copybara/host.json`;
}
