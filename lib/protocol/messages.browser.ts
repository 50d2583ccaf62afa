import type { Runtime } from 'webextension-polyfill';
import browser from '../webextension.browser.ts';
import type { Commands } from './ui.ts';

type Kind = keyof Commands;
type Ask<K extends Kind> = Parameters<Commands[K]>[0];
type Answer<K extends Kind> = ReturnType<Commands[K]>;
type Command<K extends Kind> = { readonly command: K; readonly data: Ask<K> };
type Outcome<K extends Kind> = { readonly answer: Answer<K> } | { readonly error: string };

/** Sends a command to the background. Rejects when it can't be reached, or when its listener threw. */
export async function sendMessage<K extends Kind>(command: K, data: Ask<K>): Promise<Answer<K>> {
  const sent: Command<K> = { command, data };
  const outcome: Outcome<K> = await browser.runtime.sendMessage(sent);
  if ('error' in outcome) throw new Error(outcome.error);
  return outcome.answer;
}

type Sender = Runtime.MessageSender;

const listeners = new Map<string, (message: object, sender: Sender) => Promise<object>>();

/** Takes the commands of one kind, from our own pages and nobody else; the first call of this makes us heard. */
export function onMessage<K extends Kind>(
  command: K,
  listener: (message: {
    readonly data: Ask<K>;
    readonly sender: Sender;
  }) => Answer<K> | Promise<Answer<K>>,
): void {
  const isMine = (message: object): message is Command<K> =>
    'command' in message && message.command === command;

  if (listeners.size === 0) browser.runtime.onMessage.addListener(receive);
  listeners.set(command, async (message, sender) => {
    if (!isMine(message)) return { error: 'no command' };
    try {
      return { answer: await listener({ data: message.data, sender }) };
    } catch (error) {
      return { error: String(error) };
    }
  });
}

function receive(message: unknown, sender: Sender, respond: (outcome: unknown) => void): true {
  // Our content script has our id too, and lives in the process of a web page.
  const isPage = /^(?:chrome|moz)-extension:/.test(sender.url ?? '');
  const ours =
    sender.id === browser.runtime.id && isPage && typeof message === 'object' && message !== null;
  const kind = ours && 'command' in message ? String(message.command) : '';
  const listener = listeners.get(kind);
  if (ours && listener !== undefined) void listener(message, sender).then(respond);
  else respond({ error: 'no command' });
  // The answer comes later: Chromium takes no promise for it.
  return true;
}
