/** Answers of a chain endpoint to the SCALE codec; it is given texts, as JSON-RPC brings them. */
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import {
  decodeAddress,
  decodeAddressDict,
  decodeRecord,
  decodeRegistrationPeriod,
} from '../../../lib/azero/codec.ts';
import { fromHex, toHex } from '../../../lib/azero/scale.ts';
import { fuzz } from './fuzz.ts';
import type { Random } from './random.ts';

const Answer = v.object({
  contractExecResult: v.union([v.string(), v.record(v.string(), v.unknown())]),
});
const Vectors = v.object({ responses: v.array(Answer), dispatchErrors: v.array(Answer) });
const file: unknown = JSON.parse(
  readFileSync(new URL('../../fixtures/azns-vectors.json', import.meta.url), 'utf8'),
);
const vectors = v.parse(Vectors, file);
const valid = [...vectors.responses, ...vectors.dispatchErrors]
  .flatMap(({ contractExecResult: one }) => (typeof one === 'string' ? [one] : Object.values(one)))
  .flatMap((hex) => (typeof hex === 'string' && hex.startsWith('0x') ? [fromHex(hex)] : []))
  .filter((bytes) => bytes !== undefined);
assert.ok(valid.length > 20);

function make(random: Random): string {
  const kind = random.below(20);
  if (kind === 0) return random.text(random.length(70_000), '0x123456789abcdefABCDEF');
  if (kind < 5) return toHex(random.bytes(random.length(35_000)));
  const hex = toHex(random.mutate(valid[random.below(valid.length)] ?? new Uint8Array()));
  return kind === 5 ? random.mutateText(hex, '0123456789abcdef') : hex;
}

fuzz({
  make,
  check(hex) {
    const bytes = fromHex(hex);
    if (bytes) assert.equal(toHex(bytes), hex.toLowerCase());
    const record = decodeRecord(hex);
    // What comes out was in there: nothing is made up, whatever a length says.
    if (record.ok) assert.ok(toHex(Buffer.from(record.value)).length <= hex.length);
    const address = decodeAddress(hex);
    if (address.ok) assert.equal(address.value.length, 32);
    const accounts = decodeAddressDict(hex);
    if (accounts.ok)
      for (const account of Object.values(accounts.value)) assert.equal(account.length, 32);
    const period = decodeRegistrationPeriod(hex);
    if (period.ok) {
      assert.ok(
        Number.isSafeInteger(period.value.from) && Number.isSafeInteger(period.value.until),
      );
    }
  },
});
