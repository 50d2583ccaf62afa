import type { Target } from '../names/from-input.ts';
import { BREAKS_AGAIN } from '../protocol/limits.ts';
import type { FailureKind, Step, Visit } from '../protocol/ui.ts';
import { assertNever } from '../result.ts';

/** What the gate shows. */
export type GateState = {
  readonly visit: Visit | undefined;
  /** Seconds until it tries again by itself, while it waits for that. */
  readonly retryingIn: number | undefined;
};

/** What the gate needs of its page. */
export type GateOptions = {
  readonly target: Target;
  /** The gate stands here because the page's own connection broke. */
  readonly broke: boolean;
  /** Asks the background for the visit; resolves when it has settled or with what keeps it from that, rejects when the background went away. */
  readonly openVisit: () => Promise<{ readonly failure?: FailureKind }>;
  readonly currentVisit: () => Promise<Visit | undefined>;
  /** Runs a task after so many milliseconds; the returned function cancels it. */
  readonly after: (ms: number, task: () => void) => () => void;
  readonly now: () => number;
  /** Goes on to the target, replacing the gate in the tab's history. */
  readonly go: () => void;
  /** When this tab went on to this target before, in ms since 1970; kept over loads of the page. */
  readonly gone: { get(): readonly number[]; add(at: number): void };
  readonly isVisible: () => boolean;
  readonly show: (state: GateState) => void;
};

/** The gate's behaviour. */
export type Gate = {
  start(): void;
  /** The person pressed *Try again*. */
  retry(): void;
  /** The visit changed in storage. */
  update(visit: Visit | undefined): void;
};

/** So often in a row may the background leave a question unanswered before that is told as a failure. */
const PATIENCE = 3;

/** So long the background may neither answer nor bring a visit further, in ms: each of its own steps ends sooner. */
const SILENCE = 30_000;

/** Going on this often within `BREAKS_AGAIN` is a loop: the page breaks although the node answers. */
const LOOP_COUNT = 2;

/** How soon the other operators are asked again while one alone has answered, in seconds. */
const ASK_OTHERS_AGAIN = 5;

/** How soon a cause may have gone away by itself, in seconds. */
function retryAfter(kind: FailureKind, attempt: number): number {
  switch (kind) {
    // Facts on the chain, or in this browser's settings: they change when somebody changes them.
    case 'name-not-registered':
    case 'name-expired':
    case 'no-record':
    case 'record-malformed':
    case 'contract-changed':
    case 'wrong-network':
    case 'settings-bad':
    case 'endpoint-lying':
      return 20;
    case 'connection-broke':
      return 10;
    default:
      return Math.min(1 + attempt, 5);
  }
}

/** Makes the gate of one target: it asks for the visit, waits, goes on once, and tries again when something failed. */
export function createGate(options: GateOptions): Gate {
  let visit: Visit | undefined;
  let asking = false;
  let again = false;
  let gone = false;
  let attempts = 0;
  let unanswered = 0;
  let cancel = (): void => {};
  let heard = (): void => {};

  function show(retryingIn?: number): void {
    options.show({ visit, retryingIn });
  }

  function isLoop(): boolean {
    if (!options.broke) return false;
    const recent = options.gone.get().filter((at) => options.now() - at < BREAKS_AGAIN);
    return recent.length >= LOOP_COUNT;
  }

  function failure(step: Step, kind: FailureKind): Visit {
    const { name } = options.target;
    return { state: 'failed', name, step, failure: { kind }, failedAt: options.now() };
  }

  function goOn(force: boolean): void {
    if (gone) return;
    if (!force && isLoop()) {
      visit = failure('connection', 'connection-broke');
      countDown(retryAfter('connection-broke', attempts));
      return;
    }
    gone = true;
    options.gone.add(options.now());
    options.go();
  }

  function countDown(seconds: number): void {
    cancel();
    show(seconds);
    cancel = options.after(1_000, () => {
      // A page that nobody sees keeps still and goes on when it is looked at.
      if (!options.isVisible()) countDown(seconds);
      else if (seconds <= 1) void ask(true);
      else countDown(seconds - 1);
    });
  }

  function settle(force: boolean): void {
    if (visit === undefined) {
      countDown(1);
      return;
    }
    switch (visit.state) {
      case 'working':
        // The background went away in the middle of it: ask again.
        countDown(1);
        return;
      case 'asking':
        // The others may be back before the person has decided.
        countDown(ASK_OTHERS_AGAIN);
        return;
      case 'open':
        goOn(force);
        return;
      case 'failed':
        countDown(retryAfter(visit.failure.kind, attempts));
        return;
      default:
        assertNever(visit);
    }
  }

  /** What was asked, or rejects when the background has been silent for too long, which needs no patience any more. */
  function inTime<T>(asked: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      let cancelSilence = (): void => {};
      const renew = (): void => {
        cancelSilence();
        cancelSilence = options.after(SILENCE, () => {
          unanswered = PATIENCE;
          reject(new Error('no answer'));
        });
      };
      heard = renew;
      renew();
      asked.then(resolve, reject).finally(() => {
        cancelSilence();
        if (heard === renew) heard = () => {};
      });
    });
  }

  async function ask(force: boolean): Promise<void> {
    if (gone) return;
    if (asking) {
      // What the person just decided may have come too late for the attempt that is under way.
      again ||= force;
      return;
    }
    cancel();
    asking = true;
    attempts += 1;
    try {
      const kept = (await inTime(options.openVisit())).failure;
      visit = kept === undefined ? await options.currentVisit() : failure('name', kept);
      unanswered = 0;
    } catch {
      unanswered += 1;
      visit = unanswered < PATIENCE ? undefined : failure('name', 'background-silent');
    }
    asking = false;
    if (again && visit?.state !== 'open') {
      again = false;
      void ask(true);
    } else settle(force);
  }

  return {
    start: () => void ask(false),
    retry() {
      attempts = 0;
      void ask(true);
    },
    update(next) {
      heard();
      visit = next;
      if (asking) show();
      else if (next?.state === 'open') goOn(false);
    },
  };
}
