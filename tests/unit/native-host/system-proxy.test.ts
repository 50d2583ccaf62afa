import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { SystemProxy } from '../../../lib/protocol/host.ts';
import {
  proxyFromEnvironment,
  proxyFromGsettings,
  proxyFromRegistry,
  proxyFromScutil,
} from '../../../native-host/system-proxy.ts';

describe('the proxy of the environment', () => {
  test('is none without variables', () => {
    expect(proxyFromEnvironment({ HTTP_PROXY: 'http://a:1' })).toEqual({ kind: 'none' });
  });

  test('is read by scheme, with what goes direct', () => {
    const env = {
      http_proxy: 'http://user:secret@proxy.example:3128/',
      HTTPS_PROXY: 'proxy.example',
      all_proxy: 'socks5h://[::1]:1080',
      no_proxy: 'localhost, .example.com,10.0.0.0/8',
    };
    expect(proxyFromEnvironment(env)).toEqual({
      kind: 'fixed',
      http: 'PROXY proxy.example:3128',
      https: 'PROXY proxy.example:80',
      other: 'SOCKS5 [::1]:1080',
      bypass: ['localhost', '.example.com', '10.0.0.0/8'],
    });
  });

  test('that is not one is left out', () => {
    expect(proxyFromEnvironment({ http_proxy: 'a b; DIRECT' })).toEqual({ kind: 'none' });
    expect(proxyFromEnvironment({ http_proxy: 'gopher://a:1' })).toEqual({ kind: 'none' });
    expect(proxyFromEnvironment({ http_proxy: 'a:99999' })).toEqual({ kind: 'none' });
  });
});

describe('the proxy of GNOME', () => {
  const manual = `org.gnome.system.proxy autoconfig-url ''
org.gnome.system.proxy ignore-hosts ['localhost', '127.0.0.0/8', '::1']
org.gnome.system.proxy mode 'manual'
org.gnome.system.proxy use-same-proxy true
org.gnome.system.proxy.http host 'proxy.example'
org.gnome.system.proxy.http port 8080
org.gnome.system.proxy.https host ''
org.gnome.system.proxy.https port 0
org.gnome.system.proxy.socks host 's.example'
org.gnome.system.proxy.socks port 1080
`;

  test('is read in its modes', () => {
    expect(proxyFromGsettings(manual)).toEqual({
      kind: 'fixed',
      http: 'PROXY proxy.example:8080',
      https: 'PROXY proxy.example:8080',
      other: 'SOCKS5 s.example:1080',
      bypass: ['localhost', '127.0.0.0/8', '::1'],
    });
    expect(proxyFromGsettings(manual.replace("'manual'", "'none'"))).toEqual({ kind: 'none' });
    const auto = manual.replace("'manual'", "'auto'");
    expect(proxyFromGsettings(auto)).toEqual({ kind: 'auto-detect' });
    expect(
      proxyFromGsettings(auto.replace("autoconfig-url ''", "autoconfig-url 'http://p/x.pac'")),
    ).toEqual({ kind: 'pac', url: 'http://p/x.pac' });
    expect(proxyFromGsettings('No such schema')).toEqual({ kind: 'unknown' });
  });
});

describe('the proxy of macOS', () => {
  test('is read', () => {
    const output = `<dictionary> {
  ExceptionsList : <array> {
    0 : *.local
    1 : 169.254/16
  }
  ExcludeSimpleHostnames : 1
  HTTPEnable : 1
  HTTPPort : 8080
  HTTPProxy : proxy.example
  HTTPSEnable : 0
  HTTPSPort : 8081
  HTTPSProxy : other.example
  ProxyAutoConfigEnable : 0
  ProxyAutoConfigURLString : http://p/x.pac
  SOCKSEnable : 1
  SOCKSPort : 1080
  SOCKSProxy : s.example
}`;
    expect(proxyFromScutil(output)).toEqual({
      kind: 'fixed',
      http: 'PROXY proxy.example:8080',
      https: 'SOCKS5 s.example:1080',
      other: 'SOCKS5 s.example:1080',
      bypass: ['*.local', '169.254/16', '<local>'],
    });
    expect(proxyFromScutil(output.replace('AutoConfigEnable : 0', 'AutoConfigEnable : 1'))).toEqual(
      { kind: 'pac', url: 'http://p/x.pac' },
    );
    expect(proxyFromScutil('<dictionary> {\n  FTPPassive : 1\n}')).toEqual({ kind: 'none' });
    expect(proxyFromScutil('')).toEqual({ kind: 'unknown' });
  });
});

describe('the proxy of Windows', () => {
  const key = 'HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';
  const values = (...lines: readonly string[]): string =>
    `\r\n${key}\r\n${lines.map((line) => `    ${line}\r\n`).join('')}\r\n`;

  test('is read in its shapes', () => {
    expect(proxyFromRegistry(values('ProxyEnable    REG_DWORD    0x0'))).toEqual({ kind: 'none' });
    expect(
      proxyFromRegistry(
        values(
          'ProxyEnable    REG_DWORD    0x1',
          'ProxyServer    REG_SZ    proxy.example:8080',
          'ProxyOverride    REG_SZ    *.example.com;<local>',
        ),
      ),
    ).toEqual({
      kind: 'fixed',
      http: 'PROXY proxy.example:8080',
      https: 'PROXY proxy.example:8080',
      other: 'PROXY proxy.example:8080',
      bypass: ['*.example.com', '<local>'],
    });
    expect(
      proxyFromRegistry(
        values(
          'ProxyEnable    REG_DWORD    0x1',
          'ProxyServer    REG_SZ    http=a:1;https=b:2;socks=c:3',
        ),
      ),
    ).toMatchObject({ http: 'PROXY a:1', https: 'PROXY b:2', other: 'SOCKS c:3' });
    expect(proxyFromRegistry(values('AutoConfigURL    REG_SZ    http://p/x.pac'))).toEqual({
      kind: 'pac',
      url: 'http://p/x.pac',
    });
    expect(proxyFromRegistry('ERROR: not found')).toEqual({ kind: 'unknown' });
  });
});

test('whatever a program prints gives what the protocol can carry', () => {
  const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.lorem());
  fc.assert(
    fc.property(texts, (text) => {
      for (const proxy of [
        proxyFromEnvironment({ http_proxy: text, no_proxy: text }),
        proxyFromGsettings(`org.gnome.system.proxy mode 'manual'\n${text}`),
        proxyFromScutil(`<dictionary>${text}`),
        proxyFromRegistry(`Internet Settings\n    ProxyServer    REG_SZ    ${text}`),
      ]) {
        expect(v.is(SystemProxy, proxy)).toBe(true);
      }
    }),
  );
});
