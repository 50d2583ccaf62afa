import * as v from 'valibot';
import type { AzeroName } from '../lib/names/name.ts';
import { namesPageToken } from '../lib/protocol/host-values.ts';
import { NAMES_PAGE_ORIGIN } from '../lib/protocol/ids.ts';
import {
  ANSWERS,
  type AnswerTo,
  type Asked,
  type Greeting,
  type PendingWrite,
  Reply,
  type Request,
  Welcome,
} from '../lib/protocol/names-page.ts';
import type { Failure } from '../lib/protocol/ui.ts';
import { err, ok, type Result } from '../lib/result.ts';

/** Why there is no talking to the extension; the way out of each is to open the page anew from the extension. */
export type ChannelFailure =
  /** The address holds no token: the page was not opened by the extension. */
  | 'no-token'
  /** Nobody took the greeting: the extension is not there, or may not be on this page. */
  | 'no-extension'
  /** The token was used before, or is not the extension's. */
  | 'refused'
  /** The extension was there and has gone: switched off, updated, or asleep. */
  | 'lost';

/** Why a request brought no answer. */
export type RequestFailure =
  | { readonly kind: 'channel'; readonly failure: ChannelFailure }
  | { readonly kind: 'refused'; readonly failure: Failure };

/** The extension, as the names page may use it. */
export type Channel = {
  /** What the settings say now. */
  readonly context: () => Promise<Result<AnswerTo<'context'>, RequestFailure>>;
  /** Something of this name was written on chain. */
  readonly changed: (name: AzeroName) => Promise<Result<unknown, RequestFailure>>;
  /** Makes this name the person's own, if its record on chain is this node. */
  readonly useName: (name: AzeroName) => Promise<Result<AnswerTo<'use-name'>, RequestFailure>>;
  /** Something is signed and about to be sent. */
  readonly remember: (write: PendingWrite) => Promise<Result<unknown, RequestFailure>>;
  /** What became of the transaction with this hash was shown. */
  readonly told: (hash: string) => Promise<Result<unknown, RequestFailure>>;
};

/** How long the content script, which is there before the page, may take to answer. */
const GREETING_DEADLINE = 5_000;

type WithoutId<R> = R extends Request ? Omit<R, 'id'> : never;

/**
 * Greets the extension with the token of the page's address, which is taken out of the address and is good once. To be called
 * when all files of the page are loaded.
 */
export async function openChannel(
  /** Called once, when a channel that was open has ended. */
  onLost: () => void,
): Promise<Result<Channel, ChannelFailure>> {
  const token = v.safeParse(namesPageToken, location.search.slice(1));
  history.replaceState(null, '', '/');
  if (!token.success) return err('no-token');

  const { port1: port, port2: theirs } = new MessageChannel();
  const waiting = new Map<number, (reply: Reply | undefined) => void>();
  let lost = false;
  let lastId = 0;

  const welcomed = new Promise<boolean | undefined>((resolve) => {
    setTimeout(resolve, GREETING_DEADLINE);
    const judge = ({ data }: MessageEvent): void => {
      const said = v.safeParse(Welcome, data);
      resolve(said.success && said.output.welcome);
    };
    port.addEventListener('message', judge, { once: true });
    port.start();
  });
  const greeting: Greeting = { copybara: 'names-page', token: token.output };
  window.postMessage(greeting, NAMES_PAGE_ORIGIN, [theirs]);
  const welcome = await welcomed;
  if (welcome !== true) {
    port.close();
    return err(welcome === undefined ? 'no-extension' : 'refused');
  }

  function lose(): void {
    if (lost) return;
    lost = true;
    port.close();
    for (const answer of waiting.values()) answer(undefined);
    waiting.clear();
    onLost();
  }
  port.addEventListener('message', ({ data }) => {
    const reply = v.safeParse(Reply, data);
    if (!reply.success) return lose();
    const { id } = reply.output;
    waiting.get(id)?.(reply.output);
    return waiting.delete(id);
  });
  // Chromium and Firefox tell a port when its other end is gone.
  port.addEventListener('close', lose);

  async function ask<K extends Asked>(
    kind: K,
    request: WithoutId<Request>,
  ): Promise<Result<AnswerTo<K>, RequestFailure>> {
    if (lost) return err({ kind: 'channel', failure: 'lost' });
    const id = (lastId += 1);
    const reply = await new Promise<Reply | undefined>((resolve) => {
      waiting.set(id, resolve);
      port.postMessage({ ...request, id });
    });
    if (reply === undefined) return err({ kind: 'channel', failure: 'lost' });
    if (!reply.ok) return err({ kind: 'refused', failure: reply.failure });
    const schema: v.GenericSchema<unknown, AnswerTo<K>> = ANSWERS[kind];
    const answer = v.safeParse(schema, reply.answer);
    if (answer.success) return ok(answer.output);
    lose();
    return err({ kind: 'channel', failure: 'lost' });
  }

  return ok({
    context: () => ask('context', { ask: 'context' }),
    changed: (name) => ask('changed', { ask: 'changed', name }),
    useName: (name) => ask('use-name', { ask: 'use-name', name }),
    remember: (write) => ask('remember', { ask: 'remember', write }),
    told: (hash) => ask('told', { ask: 'told', hash }),
  });
}
