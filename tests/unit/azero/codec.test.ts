import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  decodeAddress,
  decodeAddressDict,
  decodeRecord,
  decodeRegistrationPeriod,
  encodeCall,
  encodeInput,
  type Question,
} from '../../../lib/azero/codec.ts';
import { compact, decode, fromHex, lengthPrefixed, toHex } from '../../../lib/azero/scale.ts';
import { decodeSs58, encodeSs58 } from '../../../lib/azero/ss58.ts';
import vectors from '../../fixtures/azns-vectors.json' with { type: 'json' };
import { execResult } from './fake-chain.ts';

const MESSAGES = ['get_record', 'get_address', 'get_registration_period'] as const;
const DECODERS = {
  get_record: decodeRecord,
  get_address: decodeAddress,
  get_registration_period: decodeRegistrationPeriod,
} as const;

/** The value of a vector in the form that our decoders give. */
function wanted(message: string, decoded: unknown): unknown {
  const text = JSON.stringify(decoded);
  if (text.includes('CouldNotReadInput')) return { ok: false, error: { kind: 'unknown-message' } };
  if (text.includes('RecordNotFound')) {
    return { ok: false, error: { kind: 'contract-error', error: 'record-not-found' } };
  }
  if (text.includes('NameDoesntExist')) {
    return { ok: false, error: { kind: 'contract-error', error: 'name-doesnt-exist' } };
  }
  const value: unknown = JSON.parse(text).Ok.Ok;
  if (message === 'get_record') return { ok: true, value };
  if (message === 'get_address') return { ok: true, value: String(value) };
  const [from, until] = (Array.isArray(value) ? value : []).map((number) =>
    Number(String(number).replaceAll(',', '')),
  );
  return { ok: true, value: { from, until } };
}

describe('requests', () => {
  const ours = vectors.requests.flatMap((vector) => {
    const message = MESSAGES.find((known) => known === vector.message);
    return message === undefined || vector.name.startsWith('router') || vector.gasLimit !== null
      ? []
      : [{ ...vector, message }];
  });

  it('covers the messages that have vectors', () => {
    expect(new Set(ours.map((vector) => vector.message))).toEqual(new Set(MESSAGES));
  });

  test.each(ours)('$name', (vector) => {
    const [label = '', key = ''] = vector.args;
    const { message } = vector;
    const question: Question =
      message === 'get_record' ? { message, label, key } : { message, label };
    const contract = decodeSs58(vector.contract);
    expect(contract).toEqual({ ok: true, value: fromHex(vector.contractAccountId) });
    expect(toHex(encodeInput(question))).toBe(vector.inputData);
    expect(contract.ok && encodeCall(contract.value, question)).toBe(vector.stateCall.params[1]);
  });
});

describe('answers', () => {
  const ours = vectors.responses.flatMap((vector) => {
    const message = MESSAGES.find((known) => known === vector.message);
    const known = !vector.name.startsWith('router') && message !== undefined;
    return known
      ? Object.entries(vector.contractExecResult).map(([form, hex]) => ({
          name: vector.name,
          form,
          hex,
          message,
          decoded: vector.decoded,
        }))
      : [];
  });

  it('covers ten answers in three forms', () => {
    expect(ours).toHaveLength(33);
  });

  test.each(ours)('$name, $form', ({ hex, message, decoded }) => {
    const got = DECODERS[message](hex);
    const readable =
      got.ok && got.value instanceof Uint8Array ? { ok: true, value: encodeSs58(got.value) } : got;
    expect(readable).toEqual(wanted(message, decoded));
  });

  const refused = vectors.dispatchErrors.flatMap((vector) =>
    Object.entries(vector.contractExecResult).map(([form, hex]) => ({
      name: vector.name,
      form,
      hex,
      bytes: vector.dispatchError,
    })),
  );

  test.each(refused)('$name, $form', ({ hex, bytes }) => {
    const [, , pallet, error] = [0, ...(fromHex(bytes) ?? [])];
    const module = bytes.startsWith('0x03') ? { module: { pallet, error } } : {};
    expect(decodeRecord(hex)).toEqual({ ok: false, error: { kind: 'dispatch-error', ...module } });
  });

  it('reads an address dictionary', () => {
    const [owner, controller, resolved] = [1, 2, 3].map((fill) => new Uint8Array(32).fill(fill));
    const hex = execResult(
      0,
      Uint8Array.of(0, 0, ...(owner ?? []), ...(controller ?? []), ...(resolved ?? [])),
    );
    expect(decodeAddressDict(hex)).toEqual({ ok: true, value: { owner, controller, resolved } });
    expect(decodeAddressDict(hex.slice(0, -2)).ok).toBe(false);
  });

  test.each([
    ['a success that was rolled back', execResult(1, Uint8Array.of(0, 0, 4, 0x61))],
    ['more after the value', execResult(0, Uint8Array.of(0, 0, 4, 0x61, 0))],
    ['no UTF-8', execResult(0, Uint8Array.of(0, 0, 4, 0xff))],
    ['a string longer than its bytes', execResult(0, Uint8Array.of(0, 0, 8, 0x61))],
    ['a string of 2^30 bytes', execResult(0, Uint8Array.of(0, 0, 3, 0, 0, 0, 0x40))],
    [
      'a string of 2^64 bytes',
      execResult(0, Uint8Array.of(0, 0, 19, 255, 255, 255, 255, 255, 255, 255, 255)),
    ],
    ['no data', execResult(0, Uint8Array.of())],
    ['another level', execResult(0, Uint8Array.of(2, 0))],
    ['another outcome', execResult(0, Uint8Array.of(0, 2))],
    ['half a digit', '0x0'],
    ['no hex', '0xzz'],
    ['no prefix', '00'],
    ['nothing', ''],
  ])('refuses %s', (_what, hex) => {
    expect(decodeRecord(hex)).toEqual({ ok: false, error: { kind: 'malformed' } });
  });

  it('keeps a byte order mark: it is no part of a node id', () => {
    expect(decodeRecord(execResult(0, Uint8Array.of(0, 0, 16, 0xef, 0xbb, 0xbf, 0x61)))).toEqual({
      ok: true,
      value: '\ufeffa',
    });
  });

  it('never throws, and takes no prefix of an answer for one', () => {
    const decoders = [decodeRecord, decodeAddress, decodeAddressDict, decodeRegistrationPeriod];
    const known = vectors.responses.map((vector) => vector.contractExecResult.eventsSomeEmpty);
    const changed = fc
      .tuple(fc.constantFrom(...known), fc.nat(), fc.nat(255))
      .map(([hex, place, byte]) => {
        const bytes = fromHex(hex) ?? new Uint8Array();
        bytes[place % bytes.length] = byte;
        return toHex(bytes);
      });
    const hex = fc.oneof(fc.string(), fc.uint8Array({ maxLength: 300 }).map(toHex), changed);
    fc.assert(
      fc.property(hex, (text) => {
        expect(decoders.map((decoder) => typeof decoder(text).ok)).toEqual(
          Array(4).fill('boolean'),
        );
      }),
      { numRuns: 3000 },
    );
    for (const { hex: whole, message } of ours.filter(({ form }) => form === 'withoutEvents')) {
      for (let length = 2; length < whole.length; length += 2) {
        expect(DECODERS[message](whole.slice(0, length))).toEqual({
          ok: false,
          error: { kind: 'malformed' },
        });
      }
    }
  });

  it('gives any text back', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.constantFrom('', '00', '0100'),
        (text, events) => {
          const data = Uint8Array.of(0, 0, ...lengthPrefixed(new TextEncoder().encode(text)));
          expect(decodeRecord(execResult(0, data) + events)).toEqual({ ok: true, value: text });
        },
      ),
    );
  });
});

describe('scale', () => {
  it('reads every compact length that it writes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.nat(70), fc.nat(20_000), fc.nat(2 ** 30 - 1)), (length) => {
        expect(decode(compact(length), (reader) => reader.length())).toEqual({
          ok: true,
          value: length,
        });
      }),
    );
  });
});

describe('ss58', () => {
  it('gives every account back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (account) => {
        expect(decodeSs58(encodeSs58(account))).toEqual({ ok: true, value: account });
      }),
    );
  });

  test.each([
    '',
    '5CTQBfBC9SfdrCDBJdfLiyW2pg9z5W6C6Es8sK313BLnFgDg', // checksum
    '15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5', // prefix 0
    '5CTQBfBC9SfdrCDBJdfLiyW2pg9z5W6C6Es8sK313BLnFgD',
    '0x114f2730bed95cb65b51b448de6d381216fb77dd585376553072498143aa5687',
    '1'.repeat(100_000),
  ])('refuses %s', (address) => {
    expect(decodeSs58(address)).toEqual({ ok: false, error: { kind: 'malformed-address' } });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(decodeSs58(text).ok).toBe(false);
      }),
    );
  });
});

it('takes no time that no date can hold: a page could not show it', () => {
  const period = (until: bigint): string => {
    const bytes = new Uint8Array(18);
    new DataView(bytes.buffer).setBigUint64(10, until, true);
    return execResult(0, bytes);
  };
  const last = 8_640_000_000_000_000n;
  expect(decodeRegistrationPeriod(period(last))).toEqual({
    ok: true,
    value: { from: 0, until: Number(last) },
  });
  expect(decodeRegistrationPeriod(period(last + 1n))).toEqual({
    ok: false,
    error: { kind: 'malformed' },
  });
});
