/** The store in which Firefox finds whom it trusts, made by the tools of NSS. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { authorityFiles } from './certificates.ts';
import { run } from './process.ts';
import type { World } from './world.ts';

let madeStore: Promise<string> | undefined;

/** A certificate store that trusts the sink, so that what leaks over TLS can be read; made once, also for browsers that start together. */
export function certificateStore(world: World): Promise<string> {
  madeStore ??= makeCertificateStore(world);
  return madeStore;
}

async function makeCertificateStore(world: World): Promise<string> {
  const store = join(world.dir, 'nss');
  // Another file of this run may have made it.
  if (!existsSync(join(store, 'cert9.db'))) {
    mkdirSync(store, { recursive: true });
    await run('certutil', ['-N', '-d', `sql:${store}`, '--empty-password']);
    const { ca } = authorityFiles(world.dir);
    await run('certutil', ['-A', '-d', `sql:${store}`, '-n', 'sink', '-t', 'C,,', '-i', ca]);
  }
  return store;
}
