import { readLinkHead } from '../call/link-head.ts';
import type { CallWord, Errand, LiveCall, StoredErrand } from '../protocol/calls.ts';

/** Where a window is; ids of the browser. */
export type Place = { readonly tabId: number; readonly windowId: number };

/** For what the window in each tab was opened: kept so that a reloaded window knows, and in no address or history. */
export type CallErrands = {
  restore(stored: readonly StoredErrand[]): void;
  /** Opens a window for this. */
  open(errand: Errand): Promise<void>;
  /** The window in this tab is used for this now. */
  use(tabId: number, errand: Errand): void;
  /** For what the window in this tab was opened; waits for windows that are just being opened. */
  of(tabId: number): Promise<Errand>;
  /** The tab whose window was opened for the offer of this call. */
  tabOf(callId: string): number | undefined;
  /** The tabs whose windows were opened for a link that nobody has answered, or that leads to no call. */
  unanswered(): readonly number[];
  /** How far the call in this tab is: beyond ringing its link is spent, and calling back is what is left. */
  goesOn(tabId: number, call: LiveCall): void;
  /** A tab is gone for good; whether it was the window of a call. */
  tabGone(tabId: number): boolean;
};

/** How far a call is while a reload would ring again: the answer to the link is not made. */
const RINGING: readonly CallWord[] = ['dialling', 'ringing'];

/** Makes the list. `save` stores it for the next life of the worker. */
export function createCallErrands(
  openWindow: () => Promise<Place>,
  save: (errands: readonly StoredErrand[]) => void,
): CallErrands {
  const errands = new Map<number, Errand>();
  const opening = new Set<Promise<unknown>>();

  function set(tabId: number, errand: Errand | undefined): void {
    if (errand === undefined) errands.delete(tabId);
    else errands.set(tabId, errand);
    save([...errands].map(([tab, kept]) => ({ tabId: tab, errand: kept })));
  }

  return {
    restore(stored) {
      for (const { tabId, errand } of stored) errands.set(tabId, errand);
    },
    async open(errand) {
      const opened = openWindow();
      opening.add(opened);
      try {
        set((await opened).tabId, errand);
      } finally {
        opening.delete(opened);
      }
    },
    use: set,
    async of(tabId) {
      // A window may ask before the browser has told us in which tab it is.
      while (opening.size > 0 && !errands.has(tabId)) {
        // oxlint-disable-next-line no-await-in-loop -- again only when others were opened meanwhile
        await Promise.allSettled(opening);
      }
      return errands.get(tabId) ?? { kind: 'none' };
    },
    tabOf(callId) {
      const found = [...errands].find(([, errand]) => {
        if (errand.kind !== 'offer') return false;
        const head = readLinkHead(errand.payload);
        return head.ok && head.value.callId === callId;
      });
      return found?.[0];
    },
    unanswered: () => [...errands].flatMap(([tabId, { kind }]) => (kind === 'dial' ? [] : [tabId])),
    goesOn(tabId, call) {
      const errand = errands.get(tabId);
      if (errand?.kind !== 'offer' || RINGING.includes(call.word)) return;
      set(tabId, { kind: 'dial', to: call.theirs, isPrivate: errand.isPrivate });
    },
    tabGone(tabId) {
      const had = errands.has(tabId);
      if (had) set(tabId, undefined);
      return had;
    },
  };
}
