import type { NameRecord, ReadError } from '../azero/registry.ts';
import type { HostRequestFailure } from '../host/client.ts';
import type { AzeroName } from '../names/name.ts';
import type { Answer, Ask, RequestKind } from '../protocol/host.ts';
import type { Failure, Proof, RoutingFailure, Step, Visit } from '../protocol/ui.ts';
import type { Result } from '../result.ts';
import { hostFailure, readFailure } from './failures.ts';
import type { SettingsBad } from './names.ts';

/** The part of the host that a visit needs. */
export type AskHost = <K extends RequestKind>(
  kind: K,
  ask: Ask<K>,
) => Promise<Result<Answer<K>, HostRequestFailure>>;

/** What visits need of the world. */
export type VisitsOptions = {
  /** Reads a name: from the cache, or from the chain. */
  readonly readName: (
    name: AzeroName,
    how: { readonly acceptOne: boolean; readonly fresh: boolean },
  ) => Promise<Result<NameRecord, ReadError | SettingsBad>>;
  readonly askHost: AskHost;
  /** What keeps the browser from sending names through the overlay now, if anything does; waits until that is known. */
  readonly routingFailure: () => Promise<RoutingFailure | undefined>;
  /** Lets navigations to exactly these names pass the gate. */
  readonly letPass: (names: readonly AzeroName[]) => Promise<void>;
  /** Stores the visits for the pages to see and for the next life of the worker. */
  readonly save: (visits: readonly Visit[]) => Promise<void>;
  /** Stores for which names the person takes one operator's word in this session. */
  readonly saveAccepted: (names: readonly AzeroName[]) => Promise<void>;
  readonly now: () => number;
};

/** The visits of this browser session: which names are open, which are on their way, which failed and why. */
export type Visits = {
  /** Takes over what a former life of the worker had stored. */
  restore(stored: readonly Visit[], accepted: readonly AzeroName[]): Promise<void>;
  /** Brings a name to `open`, or to a failure; visits of one name at one time and port are one visit. */
  open(name: AzeroName, port: number): Promise<Visit>;
  /** Shows why a name can't be opened at all now. */
  refuse(name: AzeroName, failure: Failure): Promise<void>;
  /** Remembers that the person takes one operator's word for this name in this session. */
  acceptOne(name: AzeroName): Promise<void>;
  /** Answers the host's wish for a route: only for a name that was opened. */
  routeWanted(name: AzeroName, reason: 'unknown' | 'expired' | 'dial-failed'): Promise<void>;
  /** The chain gave another answer for a name than the one that is in use. */
  recordChanged(name: AzeroName, result: Result<NameRecord, ReadError>): Promise<void>;
  /** Shuts the open names while something keeps the browser from sending them through the overlay, and opens them again. */
  hold(held: boolean): Promise<void>;
  get(name: AzeroName): Visit | undefined;
  /** Whether navigations to this name pass the gate. */
  passes(name: AzeroName): boolean;
  /** Closes every name. */
  clear(): Promise<void>;
};

/** A page that waits for a node tries every few seconds; its record is read anew this seldom meanwhile, in milliseconds. */
const ANEW_AFTER = 20_000;

function proofOf(record: NameRecord): Proof {
  return { nodeId: record.nodeId, confirmedBy: [...record.confirmedBy], readAt: record.readAt };
}

/** Makes an empty set of visits. */
export function createVisits(options: VisitsOptions): Visits {
  const visits = new Map<AzeroName, Visit>();
  const running = new Map<string, Promise<Visit>>();
  const acceptedOne = new Set<AzeroName>();
  /** The names whose record changed while a visit was on its way with the old one. */
  const overtaken = new Set<AzeroName>();
  /** The names whose navigations pass the gate; one stays here while it is checked again. */
  const passing = new Set<AzeroName>();
  /** When a name's record was last read anew for a retry. */
  const readAnew = new Map<AzeroName, number>();
  let held = false;
  /** Counts how often everything was cleared: what was on its way then must leave nothing behind. */
  let era = 0;
  let last: Promise<void> = Promise.resolve();

  async function put(visit: Visit): Promise<Visit> {
    visits.set(visit.name, visit);
    await options.save([...visits.values()]);
    return visit;
  }

  // Two changes at once could end in the older one: they wait for each other.
  function letPass(): Promise<void> {
    const change = (): Promise<void> => options.letPass(held ? [] : [...passing]);
    last = last.then(change, change);
    return last;
  }

  async function fail(name: AzeroName, step: Step, failure: Failure): Promise<Visit> {
    // One port that does not answer says nothing against the others of an open name.
    if (step !== 'connection' && passing.delete(name)) await letPass();
    return put({ state: 'failed', name, step, failure, failedAt: options.now() });
  }

  function abandoned(name: AzeroName): Visit {
    const failure: Failure = { kind: 'switched-off' };
    return { state: 'failed', name, step: 'name', failure, failedAt: options.now() };
  }

  async function run(name: AzeroName, port: number): Promise<Visit> {
    for (;;) {
      overtaken.delete(name);
      // oxlint-disable-next-line no-await-in-loop -- again only with the record that overtook the last try
      const visit = await attempt(name, port);
      if (visit !== undefined && !overtaken.has(name)) return visit;
    }
  }

  /** One try; undefined when the record changed before the name was let pass. */
  async function attempt(name: AzeroName, port: number): Promise<Visit | undefined> {
    const mine = era;
    const before = visits.get(name);
    // A retry after a failure reads the chain again: the person may just have changed the record.
    const failed = before?.state === 'failed' && before.step !== 'node';
    const fresh = failed && options.now() - (readAnew.get(name) ?? -ANEW_AFTER) >= ANEW_AFTER;
    if (fresh) readAnew.set(name, options.now());
    await put({ state: 'working', name, step: 'name' });
    const routing = await options.routingFailure();
    if (era !== mine) return abandoned(name);
    if (routing !== undefined) return fail(name, 'name', { kind: routing });

    await put({ state: 'working', name, step: 'record' });
    // Both take their time and neither needs the other.
    const [record, node] = await Promise.all([
      options.readName(name, { acceptOne: acceptedOne.has(name), fresh }),
      options.askHost('status', {}),
    ]);
    if (era !== mine) return abandoned(name);
    if (!record.ok) {
      if (record.error.kind === 'one-operator-only') {
        const { operator, nodeId } = record.error;
        return put({ state: 'asking', name, operator, nodeId });
      }
      return fail(name, 'record', readFailure(record.error));
    }
    const proof = proofOf(record.value);
    await put({ state: 'working', name, step: 'node', proof });
    if (!node.ok) return fail(name, 'node', hostFailure(node.error));
    if (node.value.state === 'down') {
      const { cause, detail } = node.value;
      return fail(name, 'node', {
        kind: cause,
        ...(detail === undefined ? {} : { words: { detail } }),
      });
    }

    await put({ state: 'working', name, step: 'address', proof });
    const route = await options.askHost('route.set', { name, nodeId: proof.nodeId });
    if (era !== mine) return abandoned(name);
    if (!route.ok) return fail(name, 'address', hostFailure(route.error));

    await put({ state: 'working', name, step: 'connection', proof });
    const probe = await options.askHost('probe', { name, port });
    if (era !== mine) return abandoned(name);
    if (!probe.ok) {
      const failure = hostFailure(probe.error);
      return fail(name, 'connection', {
        ...failure,
        words: { ...failure.words, port: String(port) },
      });
    }
    if (overtaken.has(name)) return undefined;
    passing.add(name);
    await letPass();
    return put({ state: 'open', name, proof, openedAt: options.now() });
  }

  async function close(name: AzeroName, failure: Failure): Promise<void> {
    await fail(name, 'record', failure);
    await options.askHost('route.drop', { name });
  }

  return {
    async restore(stored, accepted) {
      for (const name of accepted) acceptedOne.add(name);
      for (const visit of stored) {
        // What was on its way when the worker died is asked for again by the page that waits for it.
        if (visit.state !== 'working') visits.set(visit.name, visit);
        if (visit.state === 'open') passing.add(visit.name);
      }
      await letPass();
    },
    open(name, port) {
      const key = `${name}:${port}`;
      const already = running.get(key);
      if (already !== undefined) return already;
      const visit = run(name, port).finally(() => {
        if (running.get(key) === visit) running.delete(key);
      });
      running.set(key, visit);
      return visit;
    },
    async refuse(name, failure) {
      await fail(name, 'name', failure);
    },
    async acceptOne(name) {
      acceptedOne.add(name);
      await options.saveAccepted([...acceptedOne]);
    },
    async routeWanted(name, reason) {
      if (!passing.has(name)) {
        await options.askHost('route.refuse', { name, cause: 'not-opened' });
        return;
      }
      const record = await options.readName(name, {
        acceptOne: acceptedOne.has(name),
        fresh: reason === 'dial-failed',
      });
      // It may have been closed while it was read.
      if (!passing.has(name)) {
        await options.askHost('route.refuse', { name, cause: 'not-opened' });
      } else if (record.ok) {
        await options.askHost('route.set', { name, nodeId: record.value.nodeId });
      } else {
        await options.askHost('route.refuse', { name, cause: 'not-verified' });
      }
    },
    async recordChanged(name, result) {
      overtaken.add(name);
      const visit = visits.get(name);
      if (visit === undefined || !passing.has(name)) return;
      if (!result.ok) {
        await close(name, readFailure(result.error));
        return;
      }
      if (visit.state === 'open') await put({ ...visit, proof: proofOf(result.value) });
      // The host closes what still uses the node that the name pointed to before.
      await options.askHost('route.set', { name, nodeId: result.value.nodeId });
    },
    async hold(next) {
      if (held === next) return;
      held = next;
      await letPass();
    },
    get: (name) => visits.get(name),
    passes: (name) => !held && passing.has(name),
    async clear() {
      era += 1;
      running.clear();
      for (const name of visits.keys()) void options.askHost('route.drop', { name });
      visits.clear();
      passing.clear();
      acceptedOne.clear();
      readAnew.clear();
      await letPass();
      // A storage that takes nothing must not keep the rest from being done, such as giving the proxy back.
      await Promise.allSettled([options.save([]), options.saveAccepted([])]);
    },
  };
}
