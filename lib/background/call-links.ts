import { type LinkHead, readLinkHead } from '../call/link-head.ts';
import { findPayload } from '../call/link-text.ts';
import type { After } from '../host/client.ts';
import type { AzeroName } from '../names/name.ts';
import type { Errand } from '../protocol/calls.ts';
import type { LinkRefusal } from '../protocol/ui.ts';

/** What taking links needs. `Window`: one that a text was pasted into. */
export type CallLinksOptions<Window> = {
  /** The bases of links that are taken for calls, each without `#`. */
  readonly linkBases: () => readonly string[];
  /** Opens a window for this, or uses the one that the text was pasted into. */
  readonly openWindow: (errand: Errand, from?: Window) => Promise<void>;
  /** Shows the window of this call; whether there is one. */
  readonly showCall: (callId: string) => Promise<boolean>;
  /** Hands an answer to the window whose call waits for it, or to the one that it was pasted into; whether there is one. */
  readonly giveAnswer: (
    callId: string,
    payload: string,
    from: Window | undefined,
  ) => Promise<boolean>;
  /** The tabs whose windows wait for a person to do something about the link that they were opened for. */
  readonly unanswered: () => readonly number[];
  readonly showTab: (tabId: number) => Promise<unknown>;
  /** Tells the person that a link got no window; whether that is news. */
  readonly tellUnopened: () => Promise<boolean>;
  readonly after: After;
  /** Whether the person does not want to be called by this name. */
  readonly isBlocked: (name: AzeroName) => Promise<boolean>;
  /** Tells the person that a call of a blocked name was not let through. */
  readonly tellBlocked: (name: AzeroName) => Promise<void>;
};

/**
 * Takes call links, one after the other: one that is clicked twice in a row finds the window of the first click. `isPrivate`: it
 * was opened or pasted in a private window.
 */
export type CallLinks<Window> = {
  /** Takes a text in which there should be a link; says why it leads to no call. */
  take(text: string, isPrivate?: boolean, from?: Window): Promise<LinkRefusal | undefined>;
  /**
   * The same for a link that was opened: a window says why it leads to no call. Any page can open links, again and again and without
   * a click, so that only some are taken at once, and none gets a window while several wait; the person is told of the others.
   */
  open(text: string, isPrivate?: boolean): Promise<void>;
};

type OpenWindow = (errand: Errand) => Promise<void>;
type OfferHead = Extract<LinkHead, { kind: 'offer' }>;

/** How many links can be opened in how many ms. */
const MOST_OPENED = 10;
const OPENED_WITHIN = 10_000;
/** How many windows that nobody has answered keep further ones from being opened. */
const MOST_UNANSWERED = 4;

/** Makes the taker of links. */
export function createCallLinks<Window>(options: CallLinksOptions<Window>): CallLinks<Window> {
  let last: Promise<unknown> = Promise.resolve();
  let mayOpen = MOST_OPENED;

  /** Whether one more may be opened: a page that opens a thousand gets neither that many windows nor the focus for good. */
  function spend(): boolean {
    if (mayOpen === 0) return false;
    mayOpen -= 1;
    options.after(OPENED_WITHIN, () => {
      mayOpen += 1;
    });
    return true;
  }

  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = last.then(task, task);
    last = turn;
    return turn;
  }

  async function ring(
    { callId, caller }: OfferHead,
    payload: string,
    openWindow: OpenWindow,
  ): Promise<LinkRefusal | undefined> {
    if (await options.showCall(callId)) return undefined;
    if (await options.isBlocked(caller)) {
      await options.tellBlocked(caller);
      return 'blocked';
    }
    await openWindow({ kind: 'offer', payload });
    return undefined;
  }

  async function openIfFew(errand: Errand): Promise<void> {
    const tabs = options.unanswered();
    if (tabs.length < MOST_UNANSWERED) await options.openWindow(errand);
    // All of them say it; one is brought before the person's eyes, once.
    else if (await options.tellUnopened()) await Promise.all(tabs.slice(0, 1).map(options.showTab));
  }

  async function take(
    text: string,
    openWindow: OpenWindow,
    from?: Window,
  ): Promise<LinkRefusal | undefined> {
    const found = findPayload(text, options.linkBases());
    if (!found.ok) return found.error.kind;
    const payload = found.value;
    const head = readLinkHead(payload);
    if (!head.ok) return head.error.kind;
    if (head.value.kind === 'offer') return ring(head.value, payload, openWindow);
    if (!(await options.giveAnswer(head.value.callId, payload, from))) {
      await openWindow({ kind: 'answer', payload });
    }
    return undefined;
  }

  return {
    take: (text, isPrivate, from) =>
      inTurn(() =>
        take(text, (errand) => options.openWindow({ ...errand, isPrivate }, from), from),
      ),
    async open(text, isPrivate) {
      if (!spend()) {
        await inTurn(options.tellUnopened);
        return;
      }
      const openWindow: OpenWindow = (errand) => openIfFew({ ...errand, isPrivate });
      await inTurn(async () => {
        const why = await take(text, openWindow);
        // A blocked name does not even get a window.
        if (why !== undefined && why !== 'blocked') await openWindow({ kind: 'bad-link', why });
      });
    },
  };
}
