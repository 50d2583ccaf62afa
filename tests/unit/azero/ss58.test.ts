import { createHash } from 'node:crypto';
import { encodeAddress } from '@polkadot/util-crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blake2b } from '../../../lib/azero/blake2b.ts';
import { NETWORKS } from '../../../lib/azero/networks.ts';
import { decodeSs58, encodeSs58 } from '../../../lib/azero/ss58.ts';

const account = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('the hash', () => {
  it('is the one that OpenSSL makes, of everything that fits into a block', () => {
    const oracle = (input: Uint8Array): string =>
      createHash('blake2b512').update(input).digest('hex');
    for (let length = 0; length <= 128; length += 1) {
      const input = Uint8Array.from({ length }, (_, at) => (at * 7 + length) & 0xff);
      expect(Buffer.from(blake2b(input)).toString('hex')).toBe(oracle(input));
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 128 }), (input) => {
        expect(Buffer.from(blake2b(input)).toString('hex')).toBe(oracle(input));
      }),
    );
  });

  it('refuses what it would get wrong', () => {
    expect(() => blake2b(new Uint8Array(129))).toThrow(RangeError);
  });
});

describe('an address', () => {
  it('is written as polkadot-js writes it, and read back', () => {
    const edges = [new Uint8Array(32), new Uint8Array(32).fill(255)];
    fc.assert(
      fc.property(account, (bytes) => {
        const address = encodeSs58(bytes);
        expect(address).toBe(encodeAddress(bytes, 42));
        expect(decodeSs58(address)).toEqual({ ok: true, value: bytes });
      }),
      { examples: edges.map((bytes) => [bytes]) },
    );
  });

  it('is read for the registries that we know', () => {
    const read = decodeSs58(NETWORKS.alephzero.registry);
    expect(read.ok && Buffer.from(read.value).toString('hex')).toBe(
      '114f2730bed95cb65b51b448de6d381216fb77dd585376553072498143aa5687',
    );
  });

  it('is refused with one character wrong, added or missing, and with another prefix', () => {
    const malformed = { ok: false, error: { kind: 'malformed-address' } };
    fc.assert(
      fc.property(
        account,
        fc.nat(46),
        fc.constantFrom(...Array.from('123zZ0Ol ')),
        (bytes, at, digit) => {
          const address = encodeSs58(bytes);
          const changed = address.slice(0, at) + digit + address.slice(at + 1);
          if (changed !== address) expect(decodeSs58(changed)).toEqual(malformed);
          expect(decodeSs58(`1${address}`)).toEqual(malformed);
          expect(decodeSs58(address.slice(1))).toEqual(malformed);
          expect(decodeSs58(encodeAddress(bytes, 0))).toEqual(malformed);
          expect(decodeSs58(encodeAddress(bytes, 41))).toEqual(malformed);
        },
      ),
    );
    expect(decodeSs58('')).toEqual(malformed);
    expect(decodeSs58('z'.repeat(48))).toEqual(malformed);
  });
});
