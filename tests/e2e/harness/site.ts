/** A web site of the test world as a test holds it. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { selfSigned } from './certificates.ts';
import { JsonLines } from './json-lines.ts';
import { startOwnService } from './process.ts';
import type { World } from './world.ts';

/** How a site is started. */
export interface SiteOptions {
  /** The namespace it runs in; `undefined`: in A. */
  readonly namespace: string | undefined;
  /** The title of its pages. */
  readonly name: string;
  /** What it listens on. */
  readonly address: string;
  readonly http?: readonly number[];
  readonly https?: readonly number[];
  /** The host name in its self-signed certificate. */
  readonly tlsName?: string;
}

/** One request that a site got. */
interface SiteRequest {
  readonly at: number;
  readonly site: string;
  readonly scheme: 'http' | 'https' | 'ws' | 'wss';
  readonly port: number;
  /** The sender's address, as the site sees it. */
  readonly remote: string;
  readonly method: string;
  readonly host: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A running site. */
export interface Site {
  readonly name: string;
  /** What it was asked. */
  readonly requests: JsonLines<SiteRequest>;
  /** Ends it; its ports then refuse. */
  stop(): Promise<void>;
}

let count = 0;

/** Starts a site and waits until it listens (HTTP on 80 and 8080, HTTPS on 443, unless said otherwise). */
export async function startSite(world: World, options: SiteOptions): Promise<Site> {
  const { namespace, name, address, http = [80, 8080], https = [443], tlsName = name } = options;
  const log = join(world.dir, `site-${process.pid}-${count++}.log`);
  writeFileSync(log, '');
  const tls = https.length > 0 ? selfSigned(world.dir, tlsName) : {};
  const script = new URL('site-server.ts', import.meta.url);
  const service = await startOwnService(namespace, script, {
    name,
    address,
    log,
    http,
    https,
    ...tls,
  });
  return { name, requests: new JsonLines<SiteRequest>(log), stop: () => service.stop() };
}
