import { expect, test } from 'vitest';
import { shortLived, stableCandidates } from '../../../../native-host/install/runtime.ts';

test.each([
  ['/opt/homebrew/Cellar/node/24.1.0/bin/node', '/opt/homebrew/opt/node/bin/node'],
  ['/opt/homebrew/Cellar/node@22/22.9.0_1/bin/node', '/opt/homebrew/opt/node@22/bin/node'],
  [
    '/home/linuxbrew/.linuxbrew/Cellar/node/24.1.0/bin/node',
    '/home/linuxbrew/.linuxbrew/opt/node/bin/node',
  ],
  ['/snap/node/9876/bin/node', '/snap/node/current/bin/node'],
  [
    '/h/.local/share/mise/installs/node/24.1.0/bin/node',
    '/h/.local/share/mise/installs/node/24/bin/node',
  ],
  ['/nix/store/abc-nodejs-24.1.0/bin/node', '/h/.nix-profile/bin/node'],
  ['/usr/local/lib/nodejs/node-v24.1.0/bin/node', '/usr/local/bin/node'],
])('%s is better named %s', (versioned, stable) => {
  expect(stableCandidates(versioned, '/h')[0]).toBe(stable);
});

test.each(['/usr/bin/node', '/usr/local/bin/node', '/opt/node/bin/node'])(
  '%s is stable as it is',
  (path) => {
    expect(stableCandidates(path, '/h')).toEqual([]);
    expect(shortLived(path)).toBeNull();
  },
);

test.each([
  ['/h/project/node_modules/node/bin/node', 'project'],
  ['/h/.npm/_npx/1234/node_modules/.bin/node', 'project'],
  ['C:\\project\\node_modules\\node\\bin\\node.exe', 'project'],
  ['/h/.nvm/versions/node/v24.1.0/bin/node', 'version-manager'],
  ['/h/.local/share/fnm/node-versions/v24.1.0/installation/bin/node', 'version-manager'],
  ['/h/.volta/tools/image/node/24.1.0/bin/node', 'version-manager'],
])('%s goes away with its %s', (path, owner) => {
  expect(shortLived(path)).toBe(owner);
});
