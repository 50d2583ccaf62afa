import { open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { MAX_MESSAGE_FROM_HOST } from '../lib/protocol/limits.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { MAX_PAC_BYTES, SYSTEM_TIMEOUT } from './limits.ts';

/** Why there is no PAC text: for the person who looks at the detail. */
export type PacError = { readonly detail: string };

/** Reads the PAC file that the person's own settings name, from http, https or a regular file, 1 MB at most. */
export async function fetchPac(address: string): Promise<Result<string, PacError>> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url) return err({ detail: 'no URL' });
  try {
    const bytes = await read(url);
    if (!bytes.ok) return bytes;
    const text = decode(bytes.value);
    // Escaped as JSON it may be longer than a message can be.
    const fits = Buffer.byteLength(JSON.stringify(text)) < MAX_MESSAGE_FROM_HOST - 1024;
    return fits ? ok(text) : err({ detail: 'too large' });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'not reachable';
    return err({ detail: code });
  }
}

async function read(url: URL): Promise<Result<Uint8Array, PacError>> {
  switch (url.protocol) {
    case 'http:':
    case 'https:':
      return readWeb(url);
    case 'file:':
      return url.host === '' ? readFile(url) : err({ detail: 'a file on another machine' });
    default:
      return err({ detail: 'neither http, https nor file' });
  }
}

async function readWeb(url: URL): Promise<Result<Uint8Array, PacError>> {
  const response = await fetch(url, { signal: AbortSignal.timeout(SYSTEM_TIMEOUT) });
  if (!response.ok || !response.body) return err({ detail: `status ${response.status}` });
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body) {
    length += chunk.length;
    if (length > MAX_PAC_BYTES) return err({ detail: 'too large' });
    chunks.push(chunk);
  }
  return ok(Buffer.concat(chunks));
}

async function readFile(url: URL): Promise<Result<Uint8Array, PacError>> {
  const file = await open(fileURLToPath(url), 'r');
  try {
    const { size, ...stat } = await file.stat();
    if ((stat.mode & 0o170000) !== 0o100000) return err({ detail: 'no regular file' });
    return size > MAX_PAC_BYTES ? err({ detail: 'too large' }) : ok(await file.readFile());
  } finally {
    await file.close();
  }
}

/** UTF-8, or Latin-1 where it is not that, as browsers take it. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}
