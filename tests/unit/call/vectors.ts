import { readFileSync } from 'node:fs';
import * as v from 'valibot';

const side = v.object({
  name: v.string(),
  nodeId: v.string(),
  ufrag: v.string(),
  pwd: v.string(),
  fingerprint: v.string(),
  nonce: v.string(),
  echo: v.string(),
});
const link = v.object({ hex: v.string(), tag: v.string(), payload: v.string() });
const File = v.object({
  base: v.string(),
  calls: v.array(
    v.object({
      title: v.string(),
      callId: v.string(),
      caller: side,
      callee: side,
      expires: v.string(),
      offer: link,
      answer: link,
      key: v.string(),
    }),
  ),
});

const path = new URL('../../fixtures/call-links.json', import.meta.url);
/** Calls that an implementation of its own made of docs/call-protocols.md. */
export const VECTORS = v.parse(File, JSON.parse(readFileSync(path, 'utf8')));
