import type { After } from '../host/client.ts';
import type { AzeroName } from '../names/name.ts';

/** What the check needs of the world. */
export type ElsewhereOptions = {
  readonly after: After;
  /** Eight random bytes. */
  readonly random: () => Uint8Array;
  /** Makes a request to the name; how it ends does not matter. */
  readonly request: (name: string) => Promise<void>;
};

/**
 * Sees with our own eyes whether a tool that holds the browser's proxy setting sends our names to the
 * host: asks for a name that nobody has, and waits for the host to be asked for it. Where the tool
 * does not, that name, which means nothing, is all that can get out.
 */
export type ElsewhereCheck = {
  check(): Promise<boolean>;
  /** The host was asked for this name. */
  seen(name: AzeroName): void;
};

/** How long the request may take to come out at the host, in milliseconds. */
const PATIENCE = 3_000;

/** Makes the check. */
export function createElsewhereCheck(options: ElsewhereOptions): ElsewhereCheck {
  const expected = new Map<string, () => void>();

  return {
    check() {
      const digits = [...options.random()].map((byte) => byte.toString(16).padStart(2, '0'));
      const name = `check-${digits.join('')}.azero`;
      return new Promise((resolve) => {
        const settle = (reached: boolean): void => {
          cancel();
          expected.delete(name);
          resolve(reached);
        };
        const cancel = options.after(PATIENCE, () => settle(false));
        expected.set(name, () => settle(true));
        options.request(name).catch(() => {});
      });
    },
    seen: (name) => expected.get(name)?.(),
  };
}
