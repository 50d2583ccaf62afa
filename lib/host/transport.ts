/**
 * A way to speak with the native host: give it what to do with a message and with the end, get a
 * way to send and to close. A native-messaging port, a pair of pipes and a test double are all
 * this shape. `onClose` is called once, never after `close`, with the browser's own words.
 */
export type Transport = (
  onMessage: (message: unknown) => void,
  onClose: (reason: string) => void,
) => { send(message: unknown): void; close(): void };
