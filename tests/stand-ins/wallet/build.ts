import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Builds the wallet as an extension for either browser into a folder; returns the folder. */
export async function buildWallet(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: ['background', 'content', 'page'].map((name) =>
      join(import.meta.dirname, `${name}.ts`),
    ),
    outdir: folder,
    bundle: true,
    format: 'iife',
    platform: 'browser',
    logLevel: 'error',
  });
  copyFileSync(join(import.meta.dirname, 'manifest.json'), join(folder, 'manifest.json'));
  return folder;
}
