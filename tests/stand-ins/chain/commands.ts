import * as v from 'valibot';
import { assertNever } from '../../../lib/result.ts';
import type { Chain } from './chain.ts';

const registration = v.object({
  name: v.string(),
  tld: v.optional(v.string()),
  owner: v.optional(v.string()),
  controller: v.optional(v.string()),
  resolved: v.optional(v.string()),
  registeredAt: v.optional(v.number()),
  expiresAt: v.optional(v.number()),
  records: v.optional(v.record(v.string(), v.string())),
  primary: v.optional(v.boolean()),
});

/** A seed file: `{"names": [{"name": "alice", "tld": "azero", "owner": "//Alice", "records": {…}}]}`. */
export const seedFile = v.object({
  seed: v.optional(v.string()),
  recordsSizeLimit: v.optional(v.number()),
  names: v.array(registration),
});

const faultMode = v.variant('mode', [
  v.object({ mode: v.literal('none') }),
  v.object({ mode: v.literal('down') }),
  v.object({ mode: v.literal('silent') }),
  v.object({ mode: v.literal('wrong-genesis') }),
  v.object({ mode: v.literal('contract-gone') }),
  v.object({ mode: v.literal('http-500') }),
  v.object({ mode: v.literal('nonce-ahead'), by: v.number() }),
  v.object({ mode: v.literal('refusing') }),
  v.object({ mode: v.literal('dropping') }),
  v.object({ mode: v.literal('slow'), ms: v.number() }),
  v.object({ mode: v.literal('garbage'), of: v.optional(v.picklist(['json', 'scale'])) }),
  v.object({ mode: v.literal('oversized'), bytes: v.optional(v.number()) }),
  v.object({
    mode: v.literal('lying'),
    records: v.record(v.string(), v.nullable(v.string())),
  }),
]);

/** Which operator a command is for: the first when absent. */
const operator = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0);

const command = v.variant('do', [
  v.object({ do: v.literal('register'), ...registration.entries }),
  v.object({ do: v.literal('setRecord'), name: v.string(), key: v.string(), value: v.string() }),
  v.object({ do: v.literal('removeRecord'), name: v.string(), key: v.string() }),
  v.object({ do: v.literal('setExpiry'), name: v.string(), expiresAt: v.number() }),
  v.object({ do: v.literal('seal') }),
  v.object({ do: v.literal('setBehind'), blocks: v.number(), operator }),
  v.object({ do: v.literal('stats'), operator }),
  v.looseObject({ do: v.literal('fault'), operator }),
]);

/** Carries out one command, given as a line of JSON; throws for what it can't read or do. Resolves to what to answer. */
export async function runCommand(
  operators: readonly Chain[],
  line: string,
): Promise<Readonly<Record<string, unknown>>> {
  const parsed: unknown = JSON.parse(line);
  const wanted = v.parse(command, parsed);
  const chain = operators['operator' in wanted ? wanted.operator : 0];
  if (chain === undefined) throw new Error('no such operator');
  switch (wanted.do) {
    case 'register':
      return made(chain.register(wanted));
    case 'setRecord':
      return made(chain.setRecord(wanted.name, wanted.key, wanted.value));
    case 'removeRecord':
      return made(chain.removeRecord(wanted.name, wanted.key));
    case 'setExpiry':
      return made(chain.setExpiry(wanted.name, wanted.expiresAt));
    case 'seal':
      return made(chain.seal());
    case 'setBehind':
      chain.setBehind(wanted.blocks);
      return { ok: true };
    case 'stats':
      return { ok: true, stats: chain.stats() };
    case 'fault':
      await chain.fault(v.parse(faultMode, parsed));
      return { ok: true };
    default:
      return assertNever(wanted);
  }
}

function made(block: { readonly number: number; readonly hash: string }) {
  return { ok: true, block: block.number, hash: block.hash };
}
