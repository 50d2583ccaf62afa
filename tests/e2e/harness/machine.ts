/** A machine that a person sits at: a node's namespace, a display, and the folder that its one user's programs share. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NodeName } from './addresses.ts';
import type { Service } from './process.ts';
import type { World } from './world.ts';
import { startDisplay } from './x-server.ts';

/** Where a browser runs. */
export interface Machine {
  readonly node: NodeName;
  readonly display: string;
  /** Where the display keeps its picture. */
  readonly screenDir: string;
}

/** A machine whose display is to be ended. */
export interface RunningMachine extends Machine {
  stop(): Promise<void>;
}

/** Machine A, in whose namespace the tests run and whose display is always there. */
export function homeMachine(world: World): Machine {
  return { node: 'A', display: world.display, screenDir: world.dir };
}

/** Gives a node a display of its own, so that two people don't take each other's keyboard; A has one already. */
export async function startMachine(world: World, node: NodeName): Promise<RunningMachine> {
  if (node === 'A') return { ...homeMachine(world), stop: async () => {} };
  const screenDir = join(world.dir, `display-${node}`);
  mkdirSync(screenDir, { recursive: true });
  const services: Service[] = [];
  const display = await startDisplay(world.namespaces[node], screenDir, (service) =>
    services.push(service),
  );
  const stop = async (): Promise<void> => {
    await Promise.all(services.map((service) => service.stop()));
  };
  return { node, display, screenDir, stop };
}

/** `XDG_RUNTIME_DIR` of a machine's one user: made for a host's socket, and no other machine's hosts see it. */
export function runtimeDir(world: World, node: NodeName): string {
  const folder = join(world.dir, `run-${node}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** A program that starts `program` in a machine's namespace, under the same process id; `program` itself for A. */
export function programIn(world: World, node: NodeName, program: string): string {
  if (node === 'A') return program;
  const script = join(world.dir, `${node}${program.replaceAll('/', '-')}`);
  const line = `exec ip netns exec ${world.namespaces[node]} '${program}' "$@"`;
  writeFileSync(script, `#!/bin/sh\n${line}\n`, { mode: 0o755 });
  return script;
}
