/** Logs of JSON lines that the services of the world write, and a place in them from which a test counts. */
import { readFileSync } from 'node:fs';

/** A log that another process writes. */
export class JsonLines<Entry> {
  readonly file: string;
  #from = 0;

  constructor(file: string) {
    this.file = file;
  }

  #lines(): string[] {
    return readFileSync(this.file, 'utf8').split('\n').slice(0, -1);
  }

  /** Forgets what was written so far. */
  mark(): void {
    this.#from = this.#lines().length;
  }

  /** What was written since the mark (or ever). */
  entries(): Entry[] {
    return this.#lines()
      .slice(this.#from)
      .map((line): Entry => JSON.parse(line));
  }
}
