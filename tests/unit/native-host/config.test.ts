import { describe, expect, test } from 'vitest';
import { configPath, DEFAULT_CONFIG, parseConfig } from '../../../native-host/config.ts';

describe('host.json', () => {
  test('may be empty', () => {
    expect(parseConfig('{}')).toEqual({ ok: true, value: DEFAULT_CONFIG });
    expect(DEFAULT_CONFIG).toEqual({
      mcc: ['mcc'],
      mccTimeoutMs: 5000,
      allowLoopback: false,
      socks: { port: 0 },
      peerPort: 9378,
      mccHttp: { port: 9377, origins: ['https://copybara.staex.io'] },
      log: { level: 'error', file: undefined },
    });
  });

  test('may set every key', () => {
    const settings = {
      mcc: ['docker', 'exec', 'mcc', 'mcc'],
      mccTimeoutMs: 1000,
      allowLoopback: true,
      socks: { port: 1080 },
      peerPort: 9000,
      mccHttp: { port: 9300, origins: ['https://own.example', 'http://127.0.0.1:5173'] },
      log: { level: 'debug', file: '/tmp/log' },
    };
    expect(parseConfig(JSON.stringify(settings))).toEqual({ ok: true, value: settings });
  });

  test.each([
    ['{"sox": 1}', 'unknown key "sox"'],
    ['{"socks": {"prot": 1}}', 'unknown key "socks.prot"'],
    ['{"socks": {"port": 70000}}', 'bad value for "socks.port"'],
    ['{"mcc": "mcc"}', 'bad value for "mcc"'],
    ['{"mcc": []}', 'bad value for "mcc.0"'],
    ['{"mcc": ["mcc", 1]}', 'bad value for "mcc.1"'],
    ['{"mcc": ["m\\u0000"]}', 'bad value for "mcc.0"'],
    ['{"mccTimeoutMs": 0}', 'bad value for "mccTimeoutMs"'],
    ['{"allowLoopback": "yes"}', 'bad value for "allowLoopback"'],
    ['{"mccHttp": {"port": 0}}', 'bad value for "mccHttp.port"'],
    ['{"mccHttp": {"origins": ["*"]}}', 'bad value for "mccHttp.origins.0"'],
    ['{"mccHttp": {"origins": ["https://a.example/"]}}', 'bad value for "mccHttp.origins.0"'],
    ['{"mccHttp": {"origins": ["null"]}}', 'bad value for "mccHttp.origins.0"'],
    ['{"log": {"level": "all"}}', 'bad value for "log.level"'],
    ['[]', 'it is not an object'],
    ['null', 'it is not an object'],
    ['{', 'it is not JSON'],
  ])('%s is refused: %s', (text, detail) => {
    expect(parseConfig(text)).toEqual({ ok: false, error: { kind: 'config-bad', detail } });
  });

  test.each([
    ['linux', {}, '/home/a/.config/copybara/host.json'],
    ['linux', { XDG_CONFIG_HOME: '/cfg' }, '/cfg/copybara/host.json'],
    ['linux', { XDG_CONFIG_HOME: 'relative' }, '/home/a/.config/copybara/host.json'],
    ['linux', { COPYBARA_HOST_CONFIG: '/x.json' }, '/x.json'],
    ['darwin', {}, '/home/a/Library/Application Support/copybara/host.json'],
    ['win32', { APPDATA: 'C:\\A' }, 'C:\\A\\copybara\\host.json'],
    ['win32', {}, undefined],
  ])('is looked for on %s with %j at %s', (platform, env, path) => {
    expect(configPath(platform, env, '/home/a')).toBe(path);
  });
});
