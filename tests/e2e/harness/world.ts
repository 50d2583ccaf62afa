/** The test world as a test sees it, from inside machine A: what it may change, and what the network saw. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NodeId } from '../../../lib/node-id.ts';
import {
  FIRST_VIEWS,
  LAN_A,
  LAN_DEVICE,
  NODES,
  type NodeName,
  OVERLAY_DEVICE,
  OWN_ADDRESS,
  PUBLIC_SITE,
} from './addresses.ts';
import { JsonLines } from './json-lines.ts';
import { type MccState, readMcc, resetMcc, writeMcc } from './mcc-state.ts';
import {
  attachNode,
  type Cut,
  detachNode,
  type Narrow,
  readOverlay,
  writeNarrow,
  writeOverlay,
} from './overlay-router.ts';
import { run } from './process.ts';
import { type Site, type SiteOptions, startSite } from './site.ts';

/** What run.ts tells the tests about the world it built. */
export interface World {
  /** The run's own folder, gone when the run ends. */
  readonly dir: string;
  /** Network namespaces: three nodes, the overlay's router, the LAN with the Internet behind it. */
  readonly namespaces: Readonly<Record<NodeName | 'R' | 'L', string>>;
  /** The X display with its window manager. */
  readonly display: string;
  readonly nodeIds: Readonly<Record<NodeName, NodeId>>;
}

/** One question that the LAN's resolver was asked. */
export interface DnsQuery {
  readonly at: number;
  readonly name: string;
  readonly type: string;
  readonly protocol: 'udp' | 'tcp';
  /** An address, `none` (the name exists) or `nxdomain`. */
  readonly answer: string;
}

/** One thing that reached the sink, which stands for every address of the Internet. */
export interface SinkEntry {
  readonly at: number;
  /** `connection`: someone connected. `tls`: a handshake with a name. `request`: an HTTP request. `data`: other bytes. */
  readonly event: 'connection' | 'tls' | 'request' | 'data';
  readonly protocol: 'tcp' | 'udp';
  /** Where it was meant to go. */
  readonly address: string;
  readonly port: number;
  readonly scheme?: 'http' | 'https';
  readonly method?: string;
  readonly host?: string;
  readonly url?: string;
  readonly body?: string;
  readonly data?: string;
}

/** The world that run.ts built for this run; throws outside of it. */
export function openWorld(): TestWorld {
  const file = process.env['COPYBARA_E2E_WORLD'];
  if (file === undefined) throw new Error('these tests need their network: use `npm run test:e2e`');
  return new TestWorld(JSON.parse(readFileSync(file, 'utf8')));
}

/** Everything that a test can do to the world, and ask of it. */
export class TestWorld {
  readonly plan: World;
  /** What the LAN's resolver was asked. */
  readonly dns: JsonLines<DnsQuery>;
  /** What reached the Internet. */
  readonly sink: JsonLines<SinkEntry>;

  constructor(plan: World) {
    this.plan = plan;
    this.dns = new JsonLines(join(plan.dir, 'dns.log'));
    this.sink = new JsonLines(join(plan.dir, 'sink.log'));
  }

  /** The address at which A sees a node now, and `undefined` when it sees none. */
  address(peer: 'B' | 'C'): string | undefined {
    return readOverlay(this.plan).views[`A>${peer}`];
  }

  /** Takes A's overlay interface away: `gone` as when the daemon ends, `down` as when someone switched it off. */
  async overlayDown(how: 'gone' | 'down' = 'gone'): Promise<void> {
    if (how === 'gone') await detachNode(this.plan, 'A');
    else await run('ip', ['link', 'set', OVERLAY_DEVICE, 'down']);
  }

  /** Brings A's overlay interface back as it was at first; does nothing when it is there and up. */
  async overlayUp(): Promise<void> {
    const there = await run('ip', ['-o', 'link', 'show', 'dev', OVERLAY_DEVICE]).catch(() => '');
    if (/[<,]UP[,>]/.test(there)) return;
    if (there !== '') await detachNode(this.plan, 'A');
    await attachNode(this.plan, 'A');
  }

  /**
   * Gives an overlay address of A's view to another node: packets to it go there from now on. `mcc` says so too, unless
   * `tell` is false (then the machine still believes the old owner).
   */
  async reassign(address: string, owner: 'B' | 'C', { tell = true } = {}): Promise<void> {
    const state = readOverlay(this.plan);
    for (const peer of ['B', 'C'] as const) {
      if (state.views[`A>${peer}`] === address) delete state.views[`A>${peer}`];
    }
    state.views[`A>${owner}`] = address;
    await writeOverlay(this.plan, state);
    if (tell) this.tellMcc();
  }

  /** Gives a node a new address in A's view, or none; the old one then reaches nobody. `tell` as in `reassign`. */
  async readdress(
    peer: 'B' | 'C',
    address: string | undefined,
    { tell = true } = {},
  ): Promise<void> {
    const state = readOverlay(this.plan);
    delete state.views[`A>${peer}`];
    if (address !== undefined) state.views[`A>${peer}`] = address;
    await writeOverlay(this.plan, state);
    if (tell) this.tellMcc();
  }

  /**
   * Gives nodes other addresses in other nodes' views, `{'B>A': '10.115.98.8'}`, all at once; `undefined` for none. Each `mcc` says
   * so too.
   */
  async setViews(changes: Readonly<Record<string, string | undefined>>): Promise<void> {
    const state = readOverlay(this.plan);
    for (const [view, address] of Object.entries(changes)) {
      delete state.views[view];
      if (address !== undefined) state.views[view] = address;
    }
    await writeOverlay(this.plan, state);
    for (const node of NODES) this.tellMcc(node);
  }

  /** Lets a node's `mcc` (A's unless said otherwise) say what the overlay really does. */
  tellMcc(node: NodeName = 'A'): void {
    const { views } = readOverlay(this.plan);
    this.changeMcc(node, (state) => {
      for (const peer of NODES) {
        if (peer === node) continue;
        const address = views[`${node}>${peer}`];
        delete state.addresses[this.plan.nodeIds[peer]];
        if (address !== undefined) state.addresses[this.plan.nodeIds[peer]] = address;
      }
    });
  }

  /** Changes what a node's `mcc` answers from the next question on. */
  changeMcc(node: NodeName, change: (state: MccState) => void): void {
    const state = readMcc(this.plan.dir, node);
    change(state);
    writeMcc(this.plan.dir, node, state);
  }

  /** Cuts a node off from all others: its packets vanish, or come back as "no way to that host". */
  async cut(node: NodeName, how: Cut = 'silent'): Promise<void> {
    const state = readOverlay(this.plan);
    state.cut[node] = how;
    await writeOverlay(this.plan, state);
  }

  /** Ends a cut. */
  async restore(node: NodeName): Promise<void> {
    const state = readOverlay(this.plan);
    delete state.cut[node];
    await writeOverlay(this.plan, state);
  }

  /** Makes the paths between nodes narrow, with a queue before them; undefined: wide again. */
  async narrow(narrow: Narrow | undefined): Promise<void> {
    await writeNarrow(this.plan, narrow);
  }

  /** Everything back to how it was at first: overlay, addresses, `mcc`, names of the resolver, LAN. Sites are left alone. */
  async reset(): Promise<void> {
    await writeOverlay(this.plan, { views: { ...FIRST_VIEWS }, cut: {} });
    await this.narrow(undefined);
    for (const node of NODES) resetMcc(this.plan.dir, node, this.plan.nodeIds);
    writeFileSync(join(this.plan.dir, 'dns.json'), '{}');
    await this.leaveLan();
    await this.overlayUp();
  }

  /** Lets the LAN's resolver know names (`{}`: none but the ordinary ones, which all point to the sink). */
  setDns(records: Readonly<Record<string, string>>): void {
    writeFileSync(join(this.plan.dir, 'dns.json'), JSON.stringify(records));
  }

  /** Starts a node's web site, on its overlay address; the title of its pages is `name`. */
  site(node: 'A' | 'B' | 'C', name: string, options: Partial<SiteOptions> = {}): Promise<Site> {
    const namespace = node === 'A' ? undefined : this.plan.namespaces[node];
    return startSite(this.plan, { namespace, name, address: '0.0.0.0', ...options });
  }

  /**
   * Starts a web server on the LAN (or behind it) that holds `address`: the stranger who got an overlay address when the
   * overlay is gone, or with `PUBLIC_SITE` a site of the Internet (name it with `setDns`).
   */
  async lanSite(
    name = 'STRANGER',
    address: string = PUBLIC_SITE,
    options: Partial<SiteOptions> = {},
  ): Promise<Site> {
    const { L } = this.plan.namespaces;
    const held = (verb: string): Promise<string> =>
      run('ip', [
        'netns',
        'exec',
        L,
        'nft',
        verb,
        'element',
        'ip',
        'lan',
        'held',
        `{ ${address} }`,
      ]);
    await held('add');
    const site = await startSite(this.plan, { namespace: L, name, address, ...options });
    const stop = async (): Promise<void> => {
      await site.stop();
      await held('delete');
    };
    return { ...site, stop };
  }

  /**
   * Puts A on a LAN whose range covers overlay addresses (`10.115.77.0/24`): the kernel then prefers the LAN for them although
   * the overlay is up. `address` is A's own there. `leaveLan` ends it.
   */
  async joinLan(address: string, bits = 24): Promise<void> {
    const { L } = this.plan.namespaces;
    await run('ip', ['addr', 'add', `${address}/${bits}`, 'dev', LAN_DEVICE]);
    // The stranger also knows the way back to A's overlay address: sending from it alone does not keep a connection off the LAN.
    const back = [address, OWN_ADDRESS].map((to) => `route replace ${to}/32 dev ${LAN_DEVICE}`);
    await run('ip', ['-n', L, '-batch', '-'], { input: back.join('\n') });
  }

  /** Leaves every LAN but the first. */
  async leaveLan(): Promise<void> {
    const { L } = this.plan.namespaces;
    const lines = (await run('ip', ['-o', '-4', 'addr', 'show', 'dev', LAN_DEVICE])).split('\n');
    for (const line of lines) {
      const own = /inet (\S+)\/(\d+)/.exec(line);
      if (own?.[1] === undefined || own[1] === LAN_A) continue;
      // oxlint-disable-next-line no-await-in-loop -- at most one
      await run('ip', ['addr', 'del', `${own[1]}/${own[2]}`, 'dev', LAN_DEVICE]);
      const back = [own[1], OWN_ADDRESS].map((to) => `route del ${to}/32 dev ${LAN_DEVICE}`);
      // oxlint-disable-next-line no-await-in-loop -- as above
      await run('ip', ['-n', L, '-batch', '-'], { input: back.join('\n') });
    }
  }
}
