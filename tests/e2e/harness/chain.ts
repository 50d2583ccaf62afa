/** The chain's endpoints in the test world: the stand-in, on the LAN. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHAIN_ADDRESS } from './addresses.ts';
import { startService } from './process.ts';
import { waitFor } from './wait-for.ts';
import type { World } from './world.ts';

/** A registered name; more keys: `Registration` of the stand-in. */
export interface ChainName {
  readonly name: string;
  readonly records?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

/** Endpoints that run. */
export interface TestChain {
  /** One an operator, as the extension's settings want them. */
  readonly endpoints: readonly { readonly url: string; readonly operator: string }[];
  /** The registry contract, for the extension's settings. */
  readonly registry: string;
  /** Says one of the stand-in's commands (tests/stand-ins/chain/commands.ts) and gives its answer; throws when it is refused. */
  command(command: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

function fieldsOf(line: string): Record<string, unknown> {
  const value: unknown = JSON.parse(line);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

let count = 0;

/** Starts the endpoints of some operators who share one ledger. */
export async function startChain(
  world: World,
  names: readonly ChainName[],
  { operators = 3, port = 9944 } = {},
): Promise<TestChain> {
  const seed = join(world.dir, `chain-${process.pid}-${count++}.json`);
  writeFileSync(seed, JSON.stringify({ names }));
  const script = new URL('../../stand-ins/chain/main.ts', import.meta.url).pathname;
  const options = ['--seed', seed, '--operators', String(operators)];
  const service = await startService(
    world.namespaces.L,
    process.execPath,
    [script, '--listen', `${CHAIN_ADDRESS}:${port}`, ...options],
    { timeout: 30_000 },
  );
  const ready = fieldsOf(service.ready);
  let turn: Promise<unknown> = Promise.resolve();
  const say = async (
    command: Readonly<Record<string, unknown>>,
  ): Promise<Record<string, unknown>> => {
    const before = service.answers.length;
    service.send(JSON.stringify(command));
    const line = await waitFor(() => service.answers[before], { what: 'an answer of the chain' });
    const answer = fieldsOf(line);
    if (answer['ok'] === false) throw new Error(`the chain refused: ${line}`);
    return answer;
  };
  return {
    endpoints: Array.from({ length: operators }, (_, index) => ({
      url: `http://${CHAIN_ADDRESS}:${port + index}`,
      operator: `operator ${index + 1}`,
    })),
    registry: String(ready['registry']),
    command(command) {
      // Answers carry no mark of their question, so one is asked after the other.
      const answer = turn.then(() => say(command));
      turn = answer.catch(() => {});
      return answer;
    },
    stop: () => service.stop(),
  };
}
