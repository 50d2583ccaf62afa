/** What a process of another user of the machine tries: the relay with the page's own credential and with a guess, the hosts' socket. */
import { readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { type TurnAccess, TurnClient } from '../../host/turn-client.ts';

const { stolen, folder }: { stolen: TurnAccess; folder: string } = JSON.parse(
  process.argv[2] ?? '',
);

async function allocate(access: TurnAccess): Promise<{ code: number; heard: number }> {
  const client = new TurnClient(access);
  let heard = 0;
  client.onData = () => (heard += 1);
  const code = await client.allocate();
  await client.permit();
  await setTimeout(500);
  client.close();
  return { code, heard };
}

function list(): string {
  try {
    return readdirSync(`${folder}/copybara`).join();
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  }
}

const own = await allocate(stolen);
const guess = await allocate({ ...stolen, credential: 'guessed' });
process.stdout.write(
  JSON.stringify({
    stolen: own.code,
    guessed: guess.code,
    socket: list(),
    heard: own.heard + guess.heard,
  }),
);
