import manifest from '../package.json' with { type: 'json' };
import { loadConfig } from './config.node.ts';
import { optimiseEarly } from './optimise-early.node.ts';
import { runSession } from './session.node.ts';

// No `await` up here: the one-file build is a classic script.
void run(process.argv.slice(2));

/** A browser gives its extension's origin or its manifest's path as the first argument; a person gives one of these words. */
async function run(argv: readonly string[]): Promise<void> {
  const [command] = argv;
  if (command === 'install' || command === 'uninstall' || command === 'doctor') {
    const { runInstallCommand } = await import('./install/command.node.ts');
    process.exitCode = await runInstallCommand(argv);
  } else if (command === 'serve-http') {
    const { runServeHttp } = await import('./mcc-http/command.node.ts');
    process.exitCode = await runServeHttp(argv.slice(1));
  } else {
    optimiseEarly();
    runSession(loadConfig, manifest.version);
  }
}
