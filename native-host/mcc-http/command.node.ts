/** `copybara-host serve-http`: MCC-HTTP in the foreground, until it is interrupted. */
import { assertNever } from '../../lib/result.ts';
import { loadConfig } from '../config.node.ts';
import { createLog } from '../log.node.ts';
import { createMccDriver } from '../mcc/driver.node.ts';
import { createOwnerCheck } from '../socks/peer-owner.node.ts';
import { type StartFailure, startMccHttp } from './server.node.ts';

const HELP = `copybara-host serve-http answers two questions of web pages about your Staex node, on 127.0.0.1:

  GET /id                      this node's id
  GET /resolve?node-id=ID      the address that this machine has for a node

Only pages of the origins that host.json allows may ask ("mccHttp": {"origins": ["https://copybara.staex.io"], "port": 9377}).
It runs until you press Ctrl+C.
`;

/** Exit codes: ended as asked; it could not start; the command line was not understood. */
const ENDED = 0;
const TROUBLE = 1;
const USAGE = 2;

/** Runs the command; `options` are the words after its name. Resolves to the exit code when the server has ended. */
export async function runServeHttp(options: readonly string[]): Promise<number> {
  if (options.length > 0) {
    const asked = options.every((option) => option === '--help' || option === '-h');
    (asked ? process.stdout : process.stderr).write(
      asked ? HELP : `Not understood: ${options.join(' ')}\n\n${HELP}`,
    );
    return asked ? ENDED : USAGE;
  }
  const config = loadConfig();
  if (!config.ok) return trouble(`The settings can't be followed: ${config.error.detail}`);
  const { mcc, mccTimeoutMs, mccHttp, log } = config.value;
  // Only Linux lets us see whose process a client is.
  const uid = process.platform === 'linux' ? process.getuid?.() : undefined;
  const server = await startMccHttp({
    port: mccHttp.port,
    origins: mccHttp.origins,
    driver: createMccDriver(mcc, mccTimeoutMs, process.env),
    log: createLog(log, () => new Date()),
    ownerCheck: uid === undefined ? undefined : createOwnerCheck(uid),
  });
  if (!server.ok) return trouble(startFailure(server.error, mccHttp.port));
  process.stdout.write(
    `MCC-HTTP on http://127.0.0.1:${server.value.port} for ${mccHttp.origins.join(', ') || 'nobody'}; Ctrl+C ends it.\n`,
  );
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => resolve());
  });
  server.value.close();
  return ENDED;
}

function startFailure(failure: StartFailure, port: number): string {
  switch (failure) {
    case 'port-in-use':
      return `Port ${port} of 127.0.0.1 is taken, perhaps by the script that came with the web app. End that, or set "mccHttp.port" in host.json.`;
    case 'port-forbidden':
      return `This user may not open port ${port}. Set "mccHttp.port" in host.json to one above 1023.`;
    case 'internal':
      return `Port ${port} of 127.0.0.1 could not be opened.`;
    default:
      return assertNever(failure);
  }
}

function trouble(text: string): number {
  process.stderr.write(`${text}\n`);
  return TROUBLE;
}
