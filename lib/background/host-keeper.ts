import type {
  After,
  HostConnection,
  HostConnectionOptions,
  HostRequestFailure,
} from '../host/client.ts';
import type { Answer, Ask, HostEvent, RequestKind } from '../protocol/host.ts';
import type { HostLinkFailure } from '../protocol/ui.ts';
import { err, type Result } from '../result.ts';

/** Where the connection to the host stands. */
export type HostState =
  | { readonly state: 'connecting' }
  | { readonly state: 'connected'; readonly hello: Answer<'hello'> }
  | { readonly state: 'down'; readonly failure: HostLinkFailure };

/** What the keeper needs. */
export type HostKeeperOptions = {
  readonly connect: (handlers: Pick<HostConnectionOptions, 'onEvent' | 'onDown'>) => HostConnection;
  readonly after: After;
  readonly onState: (state: HostState) => void;
  readonly onEvent: (event: HostEvent) => void;
};

/** Keeps one connection to the host: opens it when it is needed and again when it has ended. */
export type HostKeeper = {
  /** Asks the host, connecting first where there is no connection. */
  request<K extends RequestKind>(
    kind: K,
    ask: Ask<K>,
  ): Promise<Result<Answer<K>, HostRequestFailure>>;
  /** Connects now if there is no connection, whatever the waiting time says; resolves when that has been settled. */
  connect(): Promise<HostState>;
  state(): HostState;
  /** Ends the connection and stays away until `resume`, whoever still asks for something. */
  stop(): void;
  resume(): void;
};

/** Waiting times before each new attempt, in milliseconds; the last one repeats. */
const RETRY_AFTER = [200, 1_000, 2_000, 5_000, 10_000, 30_000] as const;

/** How long a host must have run, in milliseconds, until its end is one that waits no longer than the first. */
const STEADY_AFTER = 30_000;

/** Whether trying again by itself makes sense: a host that is not there is waited for by the gate and by alarms. */
function comesBack(failure: HostLinkFailure): boolean {
  switch (failure) {
    case 'host-stopped':
    case 'host-silent':
    case 'host-start-failed':
    case 'port-in-use':
      return true;
    case 'host-not-installed':
    case 'host-forbidden':
    case 'host-incompatible':
      return false;
  }
}

/** Makes a keeper that has no connection yet. */
export function createHostKeeper(options: HostKeeperOptions): HostKeeper {
  let state: HostState = { state: 'down', failure: 'host-stopped' };
  let connection: HostConnection | undefined;
  let settled: Promise<HostState> | undefined;
  let cancelRetry = (): void => {};
  let cancelSteady = (): void => {};
  let attempts = 0;
  let off = false;

  function setState(next: HostState): void {
    state = next;
    options.onState(next);
  }

  function retryLater(failure: HostLinkFailure): void {
    if (!comesBack(failure)) return;
    const delay = RETRY_AFTER[Math.min(attempts, RETRY_AFTER.length - 1)] ?? 30_000;
    attempts += 1;
    cancelRetry = options.after(delay, () => void connect());
  }

  async function open(): Promise<HostState> {
    setState({ state: 'connecting' });
    const mine = options.connect({
      onEvent: (event) => {
        if (connection === mine) options.onEvent(event);
      },
      onDown: (failure) => {
        // A connection that was replaced or given up has no say any more.
        if (connection !== mine) return;
        connection = undefined;
        settled = undefined;
        cancelSteady();
        setState({ state: 'down', failure });
        retryLater(failure);
      },
    });
    connection = mine;
    const hello = await mine.hello;
    if (connection === mine && hello.ok) {
      // One that says hello and ends, again and again, would otherwise be started five times a second.
      cancelSteady = options.after(STEADY_AFTER, () => {
        attempts = 0;
      });
      setState({ state: 'connected', hello: hello.value });
    }
    return state;
  }

  function connect(): Promise<HostState> {
    if (off) return Promise.resolve(state);
    cancelRetry();
    settled ??= open();
    return settled;
  }

  return {
    async request(kind, ask) {
      const reached = await connect();
      if (reached.state === 'down') return err({ kind: reached.failure });
      return connection?.request(kind, ask) ?? err({ kind: 'host-stopped' });
    },
    connect,
    state: () => state,
    stop() {
      off = true;
      attempts = 0;
      cancelRetry();
      cancelSteady();
      const ending = connection;
      connection = undefined;
      settled = undefined;
      ending?.close();
      setState({ state: 'down', failure: 'host-stopped' });
    },
    resume() {
      off = false;
    },
  };
}
