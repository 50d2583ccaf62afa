import manifest from '../package.json' with { type: 'json' };
import { loadConfig } from './config.node.ts';
import { runSession } from './session.node.ts';

const [command] = process.argv.slice(2);

// A browser gives its extension's origin or its manifest's path as the first argument; a person gives one of these words.
if (command === 'install' || command === 'uninstall' || command === 'doctor') {
  const { runInstallCommand } = await import('./install/command.node.ts');
  process.exitCode = await runInstallCommand(process.argv.slice(2));
} else if (command === 'serve-http') {
  const { runServeHttp } = await import('./mcc-http/command.node.ts');
  process.exitCode = await runServeHttp(process.argv.slice(3));
} else {
  runSession(loadConfig, manifest.version);
}
