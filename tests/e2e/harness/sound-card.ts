/**
 * A machine's sound: speakers that can be listened to and microphones that beep, plugged in and out while a browser uses them.
 * PulseAudio with nothing behind it; a browser finds it by `PULSE_SERVER`.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { run, startService } from './process.ts';
import { waitFor } from './wait-for.ts';
import type { World } from './world.ts';

/** In Hz. */
const RATE = 16_000;
/** Pitches that are multiples of 1 / this don't disturb each other, in s. */
const WINDOW = 0.05;
/** How loud a pitch is from which it counts as heard, of 1; what leaks from another one is a tenth of it. */
const AUDIBLE = 0.02;

/** A device that is plugged in. */
export interface Plugged {
  readonly name: string;
  unplug(): Promise<void>;
}

/** The sound of one machine. */
export class SoundCard {
  /** What `PULSE_SERVER` must be for a browser. */
  readonly server: string;
  readonly #stop: () => Promise<void>;

  constructor(server: string, stop: () => Promise<void>) {
    this.server = server;
    this.#stop = stop;
  }

  async #pactl(...args: string[]): Promise<string> {
    return (await run('pactl', ['--server', this.server, ...args])).trim();
  }

  /** Plugs in a speaker. */
  async addSpeaker(name: string): Promise<Plugged> {
    const id = await this.#pactl('load-module', 'module-null-sink', ...named('sink', name));
    return { name, unplug: async () => void (await this.#pactl('unload-module', id)) };
  }

  /** Plugs in a microphone before which somebody beeps at `pitch` Hz, 5 times in two seconds. */
  async addMicrophone(name: string, pitch: number): Promise<Plugged> {
    const air = await this.#pactl(
      'load-module',
      'module-null-sink',
      ...named('sink', `${name}Air`),
    );
    // Browsers don't take a speaker's own monitor for a microphone.
    const source = [`master=${name}Air.monitor`, ...named('source', name)];
    const id = await this.#pactl('load-module', 'module-remap-source', ...source);
    const player = spawn(
      'pacat',
      ['--server', this.server, '--playback', '--device', `${name}Air`, ...FORMAT],
      { stdio: ['pipe', 'ignore', 'ignore'] },
    );
    player.stdin.on('error', () => {});
    Readable.from(beeps(pitch)).pipe(player.stdin);
    return {
      name,
      unplug: async () => {
        await this.#pactl('unload-module', id);
        await this.#pactl('unload-module', air);
        player.kill();
      },
    };
  }

  /** What comes out of a speaker for a while: how loud it was at its loudest, of 1, at one pitch or (without) at any. */
  async loudness(speaker: string, pitch?: number, milliseconds = 700): Promise<number> {
    return Math.max(0, ...(await this.#course(speaker, pitch, milliseconds)));
  }

  /** How loud a pitch is most of the time in some seconds: the median. */
  async usual(speaker: string, pitch: number): Promise<number> {
    const course = (await this.#course(speaker, pitch, 5000)).toSorted((a, b) => a - b);
    return course[course.length >> 1] ?? 0;
  }

  async #course(speaker: string, pitch: number | undefined, ms: number): Promise<number[]> {
    const samples = await this.#record(speaker, ms);
    const size = RATE * WINDOW;
    return Array.from({ length: Math.floor(samples.length / size) }, (_, index) => {
      const part = samples.subarray(index * size, (index + 1) * size);
      return pitch === undefined ? rootMeanSquare(part) : toneIn(part, pitch);
    });
  }

  /** Waits until a pitch, or anything, comes out of a speaker. */
  async heard(speaker: string, pitch?: number, timeout = 20_000): Promise<void> {
    let loud = 0;
    await waitFor(
      async () => {
        loud = await this.loudness(speaker, pitch);
        return loud > AUDIBLE;
      },
      { timeout, what: `${pitch ?? 'any'} Hz from ${speaker}` },
    ).catch((error: unknown) => {
      throw new Error(`the loudest was ${loud}`, { cause: error });
    });
  }

  /** Waits until a pitch, or everything, is silent at a speaker for a while. */
  async silent(speaker: string, pitch?: number, timeout = 20_000): Promise<void> {
    await waitFor(async () => (await this.loudness(speaker, pitch, 1200)) < AUDIBLE / 2, {
      timeout,
      what: `no ${pitch ?? ''} Hz from ${speaker}`,
    });
  }

  async #record(speaker: string, milliseconds: number): Promise<Int16Array> {
    const recorder = spawn(
      'parec',
      ['--server', this.server, '--device', `${speaker}.monitor`, '--latency-msec=20', ...FORMAT],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const wanted = Math.round((RATE * milliseconds) / 1000) * 2;
    const parts: Buffer[] = [];
    let bytes = 0;
    const timer = setTimeout(() => recorder.kill(), milliseconds * 4 + 2000);
    for await (const part of recorder.stdout) {
      if (!Buffer.isBuffer(part)) continue;
      parts.push(part);
      bytes += part.length;
      if (bytes >= wanted) recorder.kill();
    }
    clearTimeout(timer);
    const all = Buffer.concat(parts);
    return Int16Array.from({ length: all.length >> 1 }, (_, index) => all.readInt16LE(index * 2));
  }

  async stop(): Promise<void> {
    await this.#stop();
  }
}

const FORMAT = ['--format=s16le', `--rate=${RATE}`, '--channels=1', '--raw'];

function named(what: 'sink' | 'source', name: string): string[] {
  return [`${what}_name=${name}`, `${what}_properties=device.description=${name}`];
}

/** Whether there is a PulseAudio to start: it is not put in the place of another sound server (scripts/setup.mjs). */
export async function hasSoundServer(): Promise<boolean> {
  return run('pulseaudio', ['--version']).then(
    () => true,
    () => false,
  );
}

/** Starts the sound of a machine, with no device yet. `name`: a folder's name, not used twice in a run. */
export async function startSoundCard(world: World, name: string): Promise<SoundCard> {
  const folder = join(world.dir, `sound-${name}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const socket = join(folder, 'socket');
  const listen = `module-native-protocol-unix auth-anonymous=1 socket=${socket}`;
  const env = { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder };
  const options = '--daemonize=no --use-pid-file=no --exit-idle-time=-1 --high-priority=no';
  const service = await startService(
    undefined,
    'sh',
    ['-c', `echo starts; exec pulseaudio -n ${options} --log-target=stderr -L '${listen}' 2>&1`],
    { env },
  );
  const card = new SoundCard(`unix:${socket}`, () => service.stop());
  await waitFor(() => run('pactl', ['--server', card.server, 'info']), { what: 'PulseAudio' });
  return card;
}

/** Samples of somebody who beeps without end, a second at a time. */
function* beeps(pitch: number): Generator<Buffer> {
  const second = Buffer.alloc(RATE * 2);
  for (let index = 0; index < RATE; index++) {
    const at = index / RATE;
    const on = at % 0.4 < 0.25;
    const value = on ? Math.sin(2 * Math.PI * pitch * at) * 0.5 : 0;
    second.writeInt16LE(Math.round(value * 32_767), index * 2);
  }
  for (;;) yield second;
}

/** How loud one pitch is in some samples, of 1. */
function toneIn(samples: Int16Array, pitch: number): number {
  let [real, imaginary] = [0, 0];
  for (const [index, sample] of samples.entries()) {
    const angle = (2 * Math.PI * pitch * index) / RATE;
    real += sample * Math.cos(angle);
    imaginary += sample * Math.sin(angle);
  }
  return (2 * Math.hypot(real, imaginary)) / samples.length / 32_768;
}

function rootMeanSquare(samples: Int16Array): number {
  const sum = samples.reduce((total, sample) => total + sample * sample, 0);
  return Math.sqrt(sum / samples.length) / 32_768;
}
