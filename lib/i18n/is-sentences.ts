import type { Sentences } from './translate.ts';

/** Whether a value that was read from a file is a catalogue's sentences: texts, and forms with one for all other counts. */
export function isSentences(value: unknown): value is Sentences {
  return (
    isRecord(value) &&
    Object.values(value).every(
      (message) =>
        typeof message === 'string' ||
        (isRecord(message) &&
          typeof message['other'] === 'string' &&
          Object.values(message).every((form) => typeof form === 'string')),
    )
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
