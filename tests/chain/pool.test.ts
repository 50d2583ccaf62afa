import { expect, test } from 'vitest';
import {
  apiForTest,
  chainForTest,
  enoughGas,
  NODE_A,
  post,
  query,
  registryContract,
  signerOf,
} from './client.ts';

async function setUp() {
  const chain = await chainForTest({ names: [{ name: 'alice', records: { 'staex-id': NODE_A } }] });
  const api = await apiForTest(chain, 'http');
  const contract = registryContract(api, chain);
  async function signed(
    value: string,
    nonce: number,
    options: Readonly<Record<string, unknown>> = {},
  ) {
    const update = contract.tx['updateRecords'];
    if (update === undefined) throw new Error('no message');
    const extrinsic = update({ gasLimit: enoughGas(api) }, 'alice', [['k', value]], false);
    await extrinsic.signAsync(signerOf('//Alice'), { nonce, era: 0, ...options });
    return extrinsic.toHex();
  }
  return { chain, api, contract, signed };
}

test('a signature that is not of these bytes is refused, and nothing is written', async () => {
  const { chain, contract, signed } = await setUp();
  const good = await signed('a', 0);
  // The text 'a' is in the signed call: another one breaks the signature and nothing else.
  const tampered = good.replace('046b010461', '046b010462');
  expect(tampered).not.toBe(good);
  expect(await post(chain.url, 'author_submitExtrinsic', [tampered])).toMatchObject({
    error: { code: 1010, message: 'Invalid Transaction', data: 'Transaction has a bad signature' },
  });
  expect(chain.ledger.newest.number).toBe(0);
  expect(await query(contract, 'getRecord', ['alice', 'k'])).toMatchObject({ reverted: true });
  expect(await post(chain.url, 'author_submitExtrinsic', [good])).toMatchObject({
    result: expect.any(String),
  });
  expect(await query(contract, 'getRecord', ['alice', 'k'])).toMatchObject({
    output: { Ok: { Ok: 'a' } },
  });
});

test('what was signed for another chain has a bad signature here', async () => {
  const { chain, signed } = await setUp();
  const foreign = await signed('a', 0, {
    genesisHash: `0x${'11'.repeat(32)}`,
    blockHash: `0x${'11'.repeat(32)}`,
  });
  expect(await post(chain.url, 'author_submitExtrinsic', [foreign])).toMatchObject({
    error: { data: 'Transaction has a bad signature' },
  });
});

test('a used nonce is outdated; one ahead of its time waits for its turn', async () => {
  const { chain, contract, signed } = await setUp();
  const [first, second, third] = [await signed('1', 0), await signed('2', 1), await signed('3', 2)];
  await post(chain.url, 'author_submitExtrinsic', [third]);
  await post(chain.url, 'author_submitExtrinsic', [second]);
  expect(chain.ledger.newest.number).toBe(0);
  await post(chain.url, 'author_submitExtrinsic', [first]);
  expect(await query(contract, 'getRecord', ['alice', 'k'])).toMatchObject({
    output: { Ok: { Ok: '3' } },
  });
  expect(await post(chain.url, 'author_submitExtrinsic', [first])).toMatchObject({
    error: { code: 1010, data: 'Transaction is outdated' },
  });
});

test('who owns nothing can not pay', async () => {
  const { chain, signed } = await setUp();
  chain.setBalance('//Alice', 0n);
  expect(await post(chain.url, 'author_submitExtrinsic', [await signed('1', 0)])).toMatchObject({
    error: { code: 1010, data: 'Inability to pay some fees (e.g. account balance too low)' },
  });
});

test('bytes that are no extrinsic are refused', async () => {
  const { chain } = await setUp();
  for (const junk of ['0x', '0x00', '0xffffffff', `0x${'84'.repeat(200)}`]) {
    const reply = await post(chain.url, 'author_submitExtrinsic', [junk]);
    expect({ junk, code: reply.error?.code }).toEqual({
      junk,
      code: expect.toBeOneOf([1001, 1010]),
    });
  }
});
