import type { RoutingFailure } from '../protocol/ui.ts';
import type { ProxyTaker, SocksAddress } from '../routing/proxy-taker.ts';
import type { UntilDone } from './until-done.ts';

/** A change may ask the host twice, which takes 8 s at most each time. In ms. */
const PATIENCE = 20_000;

/** Keeps the browser's proxy setting in step with the host, one change after the other. */
export type RoutingKeeper = {
  /** Before every other change: points our names at the closed port, if the session turns out to be a new one. */
  shutFirst(isFresh: Promise<boolean>): void;
  /** The host's proxy as it is now; undefined shuts our names on a closed port. */
  setSocks(socks: SocksAddress | undefined): Promise<void>;
  /** Looks again: the setting changed hands, or the person agreed to something. */
  reapply(): Promise<void>;
  /** Gives the setting back and stays away until `resume`. */
  release(): Promise<void>;
  resume(): void;
  /** What keeps the rules from being in place that shut names; until the first word of that nobody knows, and no name passes. */
  setGate(failure: RoutingFailure | undefined): void;
  /** The browser leaves something unanswered that all this depends on. */
  setStuck(stuck: boolean): void;
  /** Resolves when that is so, now or later. */
  whenStuck(): Promise<void>;
  /** Another tool that holds the setting sends our names to the host's proxy on this port, as was seen; undefined: it does not. */
  setElsewhere(port: number | undefined): void;
  /** What is in the way once all changes so far are in effect, and the rules are known to be in place; or that the browser is silent. */
  failure(): Promise<RoutingFailure | undefined>;
};

/** Makes a keeper; `onFailure` hears the outcome of each change: what is in the way, or that it is not known yet. */
export function createRoutingKeeper(
  taker: ProxyTaker,
  untilDone: UntilDone,
  onFailure: (failure: RoutingFailure | 'unknown' | undefined) => void,
): RoutingKeeper {
  let socks: SocksAddress | undefined;
  let off = false;
  let failure: RoutingFailure | undefined;
  let gate: RoutingFailure | 'unknown' | undefined = 'unknown';
  let gateKnown = Promise.withResolvers<void>();
  let stuck = false;
  let silent = Promise.withResolvers<void>();
  let elsewhere: number | undefined;
  let last: Promise<void> = Promise.resolve();

  // Two changes at once could end in the older one: they wait for each other.
  function enqueue(change: () => Promise<void>): Promise<void> {
    // One that was given up and settles after all may have put an older setting over a newer one.
    const onLate = (): void => void reapply();
    last = last.then(() => untilDone(change, { patience: PATIENCE, onLate }));
    return last;
  }

  function reapply(): Promise<void> {
    return enqueue(async () => {
      if (off) return;
      // A browser that takes no setting, or stores none, leaves names as they were: they stay shut, and that is told.
      failure = await taker.apply(socks).catch((): RoutingFailure => 'rules-refused');
      onFailure(inTheWay());
    });
  }

  function inTheWay(): RoutingFailure | 'unknown' | undefined {
    if (stuck) return 'browser-silent';
    if (gate !== undefined) return gate;
    const held = failure === 'proxy-held-by-extension' || failure === 'proxy-held-by-policy';
    return held && elsewhere !== undefined && elsewhere === socks?.port ? undefined : failure;
  }

  async function settled(): Promise<RoutingFailure | undefined> {
    await Promise.race([Promise.all([last, off || gateKnown.promise]), silent.promise]);
    if (off) return 'switched-off';
    const now = inTheWay();
    // Switched off and on again meanwhile, it is in doubt anew.
    return now === 'unknown' ? settled() : now;
  }

  return {
    shutFirst(isFresh) {
      void enqueue(async () => {
        if (await isFresh) await taker.shut();
      });
    },
    setSocks(next) {
      socks = next;
      return reapply();
    },
    reapply,
    release() {
      off = true;
      socks = undefined;
      gateKnown.resolve();
      return enqueue(() => taker.release());
    },
    resume() {
      off = false;
      gate = 'unknown';
      // Who waits for the word that held before waits for the next one.
      gateKnown.resolve();
      gateKnown = Promise.withResolvers();
      onFailure(inTheWay());
    },
    setGate(next) {
      gate = next;
      gateKnown.resolve();
      if (!off) onFailure(inTheWay());
    },
    setStuck(next) {
      stuck = next;
      if (stuck) silent.resolve();
      else silent = Promise.withResolvers();
      if (!off) onFailure(inTheWay());
    },
    whenStuck: () => silent.promise,
    setElsewhere(port) {
      elsewhere = port;
      if (!off) onFailure(inTheWay());
    },
    failure: settled,
  };
}
