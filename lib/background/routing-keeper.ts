import type { RoutingFailure } from '../protocol/ui.ts';
import type { ProxyTaker, SocksAddress } from '../routing/proxy-taker.ts';

/** Keeps the browser's proxy setting in step with the host, one change after the other. */
export type RoutingKeeper = {
  /** The host's proxy as it is now; undefined shuts our names on a closed port. */
  setSocks(socks: SocksAddress | undefined): Promise<void>;
  /** Looks again: the setting changed hands, or the person agreed to something. */
  reapply(): Promise<void>;
  /** Gives the setting back and stays away until `resume`. */
  release(): Promise<void>;
  resume(): void;
  /** What keeps the rules from being in place that shut names. */
  setGate(failure: RoutingFailure | undefined): void;
  /** Another tool that holds the setting sends our names to the host's proxy on this port, as was seen; undefined: it does not. */
  setElsewhere(port: number | undefined): void;
  /** What is in the way once all changes so far are in effect. */
  failure(): Promise<RoutingFailure | undefined>;
};

/** Makes a keeper; `onFailure` hears the outcome of each change. */
export function createRoutingKeeper(
  taker: ProxyTaker,
  onFailure: (failure: RoutingFailure | undefined) => void,
): RoutingKeeper {
  let socks: SocksAddress | undefined;
  let off = false;
  let failure: RoutingFailure | undefined;
  let gate: RoutingFailure | undefined;
  let elsewhere: number | undefined;
  let last: Promise<void> = Promise.resolve();

  // Two changes at once could end in the older one: they wait for each other.
  function enqueue(change: () => Promise<void>): Promise<void> {
    last = last.then(change, change);
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

  function inTheWay(): RoutingFailure | undefined {
    if (gate !== undefined) return gate;
    const held = failure === 'proxy-held-by-extension' || failure === 'proxy-held-by-policy';
    return held && elsewhere !== undefined && elsewhere === socks?.port ? undefined : failure;
  }

  return {
    setSocks(next) {
      socks = next;
      return reapply();
    },
    reapply,
    release() {
      off = true;
      socks = undefined;
      return enqueue(() => taker.release());
    },
    resume() {
      off = false;
    },
    setGate(next) {
      gate = next;
      if (!off) onFailure(inTheWay());
    },
    setElsewhere(port) {
      elsewhere = port;
      if (!off) onFailure(inTheWay());
    },
    async failure() {
      await last;
      return off ? 'switched-off' : inTheWay();
    },
  };
}
