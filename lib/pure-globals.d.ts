// What pure code may use although ES2024 does not name it: the same in browsers, workers and Node.
// Only tsconfig.pure.json includes this file; elsewhere the real declarations stand.

interface URL {
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly host: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
  readonly search: string;
  readonly searchParams: { getAll(name: string): string[] };
  readonly hash: string;
  readonly href: string;
  readonly origin: string;
}
declare const URL: { new (url: string, base?: string): URL; canParse(url: string): boolean };

interface TextEncoder {
  encode(input: string): Uint8Array;
}
declare const TextEncoder: { new (): TextEncoder };

interface TextDecoder {
  decode(input: Uint8Array): string;
}
declare const TextDecoder: {
  new (label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }): TextDecoder;
};

interface AbortSignal {
  readonly aborted: boolean;
}
declare const AbortSignal: { any(signals: readonly AbortSignal[]): AbortSignal };
interface AbortController {
  readonly signal: AbortSignal;
  abort(): void;
}
declare const AbortController: { new (): AbortController };

declare function queueMicrotask(task: () => void): void;

/** Throws at what is not base64 (forgiving: padding may be missing). */
declare function atob(data: string): string;
