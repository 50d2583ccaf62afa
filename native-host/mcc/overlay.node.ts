import type { NodeId } from '../../lib/node-id.ts';
import type { NodeFailure, NodeStatus } from '../../lib/protocol/host-values.ts';
import { ADDRESS_TTL } from '../../lib/protocol/limits.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import type { InterfaceAddress, Ipv4 } from '../ipv4.ts';
import { MAX_BELIEVED, MCC_FAILURE_TTL, STATUS_TTL, WAY_TTL } from '../limits.ts';
import { isLoopback, mayDial, type Reach } from '../policy.ts';
import type { MccDriver } from './driver.node.ts';
import { InterfaceView } from './interface-view.ts';
import { AddressBook, findOverlay, runsInContainer } from './overlay.ts';
import { askOwnNode, type OwnNode, type OwnNodeTrouble } from './own-node.node.ts';
import { parseResolveRun } from './parse.ts';

/** Why a node, or our own, can't be reached now. */
export type NodeTrouble = { readonly cause: NodeFailure; readonly detail?: string };

/** `until`: how long `mcc` is believed; `wayAt`: when interfaces and routes were looked at. */
type Verdict = { readonly reach: Reach; readonly until: number; readonly wayAt: number };

/** What the overlay needs of the world, and whom it tells. */
export interface OverlayOptions {
  readonly driver: MccDriver;
  readonly command: readonly string[];
  readonly allowLoopback: boolean;
  readonly interfaces: () => readonly InterfaceAddress[];
  readonly routeSource: (target: Ipv4) => Promise<Ipv4 | undefined>;
  /** Says when interfaces or routes may have changed, until what it gives is called. It need not notice everything. */
  readonly watchNetwork: (onChange: () => void) => () => void;
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number;
  /** What goes to this node over any other address than this must be closed; `undefined`: over any. */
  readonly onAddress: (node: NodeId, address: Ipv4 | undefined, cause: NodeFailure) => void;
  /** What is sent from any other address of ours than this must be closed; `undefined`: everything. */
  readonly onOwnAddress: (address: Ipv4 | undefined, cause: NodeFailure) => void;
  /** The addresses of this machine are no longer what they were. */
  readonly onInterfaces: () => void;
  /** Our own node is no longer what the last answer to `status` or the last call of this said. */
  readonly onStatus: (status: NodeStatus) => void;
}

const TICK = 1_000;
const IDLE_LOOK_TICKS = 3;
const DOWN_ASK_TICKS = 5;
/** Asked again at this age while in use, so that one failure still leaves time before the belief ends. */
const ASK_AGAIN = ADDRESS_TTL / 2;
/** From this age on an answer is no longer used for something new, whose end would come before it could be asked again. */
const TOO_OLD = ADDRESS_TTL - 2 * TICK;

/**
 * Our own node and the addresses of others: what `mcc` says, believed for `ADDRESS_TTL` at most, checked against this
 * machine's interfaces and the policy. While connections are in use it keeps asking, and says what must be closed.
 */
export class Overlay {
  readonly #o: OverlayOptions;
  readonly #book = new AddressBook();
  readonly #asking = new Map<NodeId, Promise<Result<Ipv4, NodeTrouble>>>();
  readonly #failures = new Map<NodeId, { readonly trouble: NodeTrouble; readonly at: number }>();
  readonly #judging = new Map<NodeId, Promise<Result<Reach, NodeTrouble>>>();
  readonly #verdicts = new Map<NodeId, Verdict>();
  /** How many users each node in use has. */
  readonly #inUse = new Map<NodeId, number>();
  readonly #timer: NodeJS.Timeout;
  /** Runs while anything is in use. */
  #watch: NodeJS.Timeout | undefined;
  #own: { readonly own: OwnNode; readonly at: number } | undefined;
  #ownOutcome:
    | { readonly outcome: Result<OwnNode, OwnNodeTrouble>; readonly at: number }
    | undefined;
  #askingOwn: Promise<Result<OwnNode, OwnNodeTrouble>> | undefined;
  readonly #view: InterfaceView;
  #endWatch: (() => void) | undefined;
  /** Counts what makes a verdict void, so that one still being formed is not kept. */
  #epoch = 0;
  #told: string | undefined;
  #ticks = 0;

  constructor(options: OverlayOptions) {
    this.#o = options;
    this.#view = new InterfaceView(options.interfaces, options.now);
    this.#timer = setInterval(() => this.#tick(), TICK);
    this.#timer.unref();
  }

  /** The state of our own node, a few seconds old at most. */
  async status(): Promise<NodeStatus> {
    const last = this.#ownOutcome;
    if (!last || this.#o.now() - last.at > STATUS_TTL) await this.#askOwn();
    this.#look();
    const status = this.#status();
    this.#told = JSON.stringify(status);
    return status;
  }

  /** Where this node may be dialled, without asking anybody; `undefined` when that is not known now. */
  reachNow(node: NodeId): Reach | undefined {
    this.#lookIfOld(this.#view.dialWayTtl);
    const verdict = this.#verdicts.get(node);
    const now = this.#o.now();
    const holds = verdict && now < verdict.until && now - verdict.wayAt < this.#view.dialWayTtl;
    return holds ? verdict.reach : undefined;
  }

  /** Where this node may be dialled now; asks `mcc` where what it said is too old. */
  async reach(node: NodeId): Promise<Result<Reach, NodeTrouble>> {
    this.#endWatch ??= this.#o.watchNetwork(() => this.#onNetworkChange());
    const known = this.reachNow(node);
    return known ? ok(known) : this.#judgeOnce(node);
  }

  /**
   * The same for each packet of a call whose node is in use: the way to it is looked at so often then that no packet has
   * to wait for it, unless that has stopped.
   */
  reachForPacket(node: NodeId): Reach | undefined {
    this.#lookIfOld(WAY_TTL);
    const verdict = this.#verdicts.get(node);
    const now = this.#o.now();
    const holds = verdict && now < verdict.until && now - verdict.wayAt < 4 * WAY_TTL;
    return holds ? verdict.reach : undefined;
  }

  /** Our own overlay address as it was when last asked; current right after `reach` gave an address. */
  get ownAddress(): Ipv4 | undefined {
    return this.#own?.own.address;
  }

  /** One more user of this node, or one less. While it has any, its address and the way to it are looked at again and again. */
  setInUse(node: NodeId, inUse: boolean): void {
    const users = (this.#inUse.get(node) ?? 0) + (inUse ? 1 : -1);
    if (users > 0) this.#inUse.set(node, users);
    else this.#inUse.delete(node);
    if (this.#inUse.size > 0) {
      this.#watch ??= setInterval(() => this.#watchWays(), WAY_TTL).unref();
      return;
    }
    clearInterval(this.#watch);
    this.#watch = undefined;
  }

  close(): void {
    clearInterval(this.#timer);
    clearInterval(this.#watch);
    this.#endWatch?.();
  }

  /** Nothing that was seen before holds any more. */
  #onNetworkChange(): void {
    this.#void();
    this.#watchWays();
  }

  /** The routes of the system may lead elsewhere at any moment, and take with them what is already connected. */
  #watchWays(): void {
    this.#look();
    for (const node of this.#inUse.keys()) void this.#judgeOnce(node);
  }

  #judgeOnce(node: NodeId): Promise<Result<Reach, NodeTrouble>> {
    const judging =
      this.#judging.get(node) ?? this.#judge(node).finally(() => this.#judging.delete(node));
    this.#judging.set(node, judging);
    return judging;
  }

  async #judge(node: NodeId): Promise<Result<Reach, NodeTrouble>> {
    const epoch = this.#epoch;
    const [own, asked] = await Promise.all([this.#ownNow(), this.#addressOf(node)]);
    if (!own.ok) return own;
    this.#lookIfOld(this.#view.dialWayTtl);
    const overlay = findOverlay(this.#view.seen, own.value.address, this.#o.allowLoopback);
    if (!overlay) return err({ cause: this.#missing() });
    if (!asked.ok) return asked;
    const alone = await this.#holdsAlone(node, asked.value);
    const address = this.#book.believed(node, this.#o.now());
    const askedAt = this.#book.askedAt(node);
    if (alone && askedAt !== undefined && address === undefined) {
      return err(this.#failures.get(node)?.trouble ?? { cause: 'mcc-timeout' }); // too old meanwhile
    }
    if (!alone || address !== asked.value || askedAt === undefined) {
      return err({ cause: 'node-moved', detail: 'the address belongs to another node too' });
    }
    const demo = this.#o.allowLoopback && isLoopback(address);
    const wayAt = this.#o.now();
    const routedFrom = demo ? undefined : await this.#o.routeSource(address);
    const verdict = mayDial({
      node,
      address,
      own: own.value,
      overlay,
      interfaces: this.#view.seen,
      routedFrom,
      allowLoopback: this.#o.allowLoopback,
    });
    if (!verdict.ok) {
      this.#verdicts.delete(node);
      this.#o.onAddress(node, undefined, verdict.error.cause);
      // What changed meanwhile has closed what used the old, and would find nothing in use of this.
    } else if (epoch !== this.#epoch) return this.#judge(node);
    else if (this.#own) {
      if (this.#verdicts.size >= MAX_BELIEVED) this.#verdicts.clear();
      const until = Math.min(askedAt, this.#own.at) + TOO_OLD;
      this.#verdicts.set(node, { reach: verdict.value, until, wayAt });
    }
    return verdict;
  }

  /** False while `mcc` gives the same address to another node as well: then neither is dialled. */
  async #holdsAlone(node: NodeId, address: Ipv4): Promise<boolean> {
    const others = this.#book.othersAt(address, node);
    if (others.length === 0) return true;
    await Promise.all(
      others.map(async (other) => {
        const again = await this.#askNode(other);
        if (!again.ok) this.#loseNode(other, 'node-moved');
      }),
    );
    const still = this.#book.othersAt(address, node);
    if (still.length === 0) return true;
    for (const contender of [node, ...still]) {
      this.#verdicts.delete(contender);
      this.#o.onAddress(contender, undefined, 'node-moved');
    }
    return false;
  }

  async #addressOf(node: NodeId): Promise<Result<Ipv4, NodeTrouble>> {
    const now = this.#o.now();
    const age = now - (this.#book.askedAt(node) ?? Number.NEGATIVE_INFINITY);
    const failure = this.#failures.get(node);
    const justFailed = failure && now - failure.at < MCC_FAILURE_TTL;
    if (age >= ASK_AGAIN && age < TOO_OLD && !justFailed) void this.#askNode(node);
    const believed = age < TOO_OLD ? this.#book.believed(node, now) : undefined;
    if (believed !== undefined) return ok(believed);
    return justFailed ? err(failure.trouble) : this.#askNode(node);
  }

  #askNode(node: NodeId): Promise<Result<Ipv4, NodeTrouble>> {
    const asking =
      this.#asking.get(node) ?? this.#askNodeAlone(node).finally(() => this.#asking.delete(node));
    this.#asking.set(node, asking);
    return asking;
  }

  async #askNodeAlone(node: NodeId): Promise<Result<Ipv4, NodeTrouble>> {
    const at = this.#o.now();
    const answer = parseResolveRun(await this.#o.driver.ask(['resolve', node]));
    if (!answer.ok) {
      if (this.#failures.size >= MAX_BELIEVED) this.#failures.clear();
      this.#failures.set(node, { trouble: answer.error, at: this.#o.now() });
      // A trouble of `mcc` itself is our own node's too: what was last told of it may no longer hold.
      if (answer.error.cause !== 'node-unresolved' && this.#ownOutcome?.outcome.ok) {
        void this.#askOwn();
      }
      return answer;
    }
    this.#failures.delete(node);
    const known = this.#book.askedAt(node) !== undefined;
    const changed = this.#book.note(node, answer.value, at);
    if (changed || !known)
      this.#void(); // a new holder may contest an address that another verdict rests on
    else this.#prolong(node);
    if (changed) this.#o.onAddress(node, answer.value, 'node-moved');
    return answer;
  }

  #ownNow(): Promise<Result<OwnNode, OwnNodeTrouble>> {
    const now = this.#o.now();
    const age = now - (this.#own?.at ?? Number.NEGATIVE_INFINITY);
    const last = this.#ownOutcome;
    const justFailed = last && !last.outcome.ok && now - last.at < MCC_FAILURE_TTL;
    if (age >= ASK_AGAIN && age < TOO_OLD && !justFailed) void this.#askOwn();
    if (this.#own && age < TOO_OLD) return Promise.resolve(ok(this.#own.own));
    return justFailed ? Promise.resolve(last.outcome) : this.#askOwn();
  }

  #askOwn(): Promise<Result<OwnNode, OwnNodeTrouble>> {
    this.#askingOwn ??= this.#askOwnAlone().finally(() => {
      this.#askingOwn = undefined;
    });
    return this.#askingOwn;
  }

  async #askOwnAlone(): Promise<Result<OwnNode, OwnNodeTrouble>> {
    const at = this.#o.now();
    const outcome = await askOwnNode(this.#o.driver, this.#own?.own.nodeId);
    const before = this.#own?.own.address;
    this.#ownOutcome = { outcome, at: this.#o.now() };
    if (outcome.ok) {
      this.#own = { own: outcome.value, at };
      if (before !== outcome.value.address) {
        this.#void();
        if (before !== undefined) this.#o.onOwnAddress(outcome.value.address, 'overlay-missing');
      }
    }
    this.#tell();
    return outcome;
  }

  #tick(): void {
    this.#ticks += 1;
    const busy = this.#inUse.size > 0;
    if (busy || this.#ticks % IDLE_LOOK_TICKS === 0) this.#look();
    if (busy) this.#keep();
    const down = this.#ownOutcome && !(this.#ownOutcome.outcome.ok && this.#overlayIsThere());
    if (this.#told !== undefined && down && this.#ticks % DOWN_ASK_TICKS === 0) void this.#askOwn();
  }

  /** Asks again about what is in use, and ends the use of what could not be confirmed in time. */
  #keep(): void {
    const now = this.#o.now();
    for (const node of this.#inUse.keys()) {
      const age = now - (this.#book.askedAt(node) ?? Number.NEGATIVE_INFINITY);
      if (age >= ADDRESS_TTL)
        this.#loseNode(node, this.#failures.get(node)?.trouble.cause ?? 'mcc-timeout');
      else if (age >= ASK_AGAIN) void this.#askNode(node);
    }
    const ownAge = now - (this.#own?.at ?? Number.NEGATIVE_INFINITY);
    if (ownAge >= ADDRESS_TTL) {
      const last = this.#ownOutcome?.outcome;
      this.#own = undefined;
      this.#void();
      this.#o.onOwnAddress(undefined, last && !last.ok ? last.error.cause : 'mcc-timeout');
    } else if (ownAge >= ASK_AGAIN) void this.#askOwn();
  }

  #loseNode(node: NodeId, cause: NodeFailure): void {
    this.#book.forget(node);
    this.#verdicts.delete(node);
    this.#o.onAddress(node, undefined, cause);
  }

  #lookIfOld(age: number): void {
    if (this.#view.age >= age) this.#look();
  }

  #look(): void {
    const isFirst = this.#view.age === Number.POSITIVE_INFINITY;
    if (!this.#view.look()) return;
    if (!isFirst) this.#o.onInterfaces();
    this.#void();
    if (this.#own && !this.#overlayIsThere()) this.#o.onOwnAddress(undefined, this.#missing());
    this.#tell();
    // What came or went may be the overlay under a new address.
    if (this.#told !== undefined) void this.#askOwn();
  }

  #overlayIsThere(): boolean {
    const outcome = this.#ownOutcome?.outcome;
    if (!outcome?.ok) return false;
    return findOverlay(this.#view.seen, outcome.value.address, this.#o.allowLoopback) !== undefined;
  }

  #missing(): NodeFailure {
    return runsInContainer(this.#o.command) ? 'overlay-in-container' : 'overlay-missing';
  }

  #void(): void {
    this.#epoch += 1;
    this.#verdicts.clear();
  }

  /** An answer that confirms the last one lets the verdict stand; own address and interfaces are watched apart. */
  #prolong(node: NodeId): void {
    const verdict = this.#verdicts.get(node);
    const askedAt = this.#book.askedAt(node);
    if (!verdict || askedAt === undefined || !this.#own) return;
    const until = Math.min(askedAt, this.#own.at) + TOO_OLD;
    this.#verdicts.set(node, { ...verdict, until });
  }

  #status(): NodeStatus {
    const outcome = this.#ownOutcome?.outcome;
    if (!outcome) return { state: 'down', cause: 'mcc-timeout' };
    if (!outcome.ok) return { state: 'down', ...outcome.error };
    const { nodeId, address } = outcome.value;
    if (this.#overlayIsThere()) return { state: 'up', nodeId, address };
    return { state: 'down', cause: this.#missing(), nodeId };
  }

  #tell(): void {
    if (this.#told === undefined || !this.#ownOutcome) return;
    const status = this.#status();
    const text = JSON.stringify(status);
    if (text === this.#told) return;
    this.#told = text;
    this.#o.onStatus(status);
  }
}
