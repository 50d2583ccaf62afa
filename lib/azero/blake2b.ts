/** The first eight words of the state: the fractional parts of the square roots of the first eight primes (RFC 7693, section 2.6). */
const IV = [
  0x6a09e667f3bcc908n,
  0xbb67ae8584caa73bn,
  0x3c6ef372fe94f82bn,
  0xa54ff53a5f1d36f1n,
  0x510e527fade682d1n,
  0x9b05688c2b3e6c1fn,
  0x1f83d9abfb41bd6bn,
  0x5be0cd19137e2179n,
];

/** Which words of the message the steps of each round take, one hexadecimal digit each (RFC 7693, section 2.7). */
const SIGMA = [
  '0123456789abcdef',
  'ea489fd61c02b753',
  'b8c052fdae367194',
  '7931dcbe265a40f8',
  '905724afe1bc683d',
  '2c6a0b834d75fe19',
  'c51fed4a0763928b',
  'db7ec13950f4862a',
  '6fe9b308c2d714a5',
  'a2847615fb9e3cd0',
];
const ROUNDS = 12;

/** Which words of the state the steps of a round mix: four columns, then four diagonals. */
const MIXES = ['048c', '159d', '26ae', '37bf', '05af', '16bc', '278d', '349e'];

/** The most that one block holds, in bytes. */
const BLOCK = 128;
/** The lengths of hash, key and tree in the first word (RFC 7693, section 2.5): 64 bytes, none, one leaf. */
const PARAMETERS = 0x01010040n;

/**
 * BLAKE2b (RFC 7693) with 64 bytes of hash and no key, of at most 128 bytes: all that an SS58 address needs, in a tenth of the room
 * that a library takes for all of it. The worker carries it.
 */
export function blake2b(input: Uint8Array): Uint8Array {
  if (input.length > BLOCK) throw new RangeError('more than one block');
  const block = new DataView(new ArrayBuffer(BLOCK));
  input.forEach((byte, at) => block.setUint8(at, byte));
  // Words of 64 bits that wrap by themselves.
  const state = new BigUint64Array([...IV, ...IV]);
  const at = (index: number): bigint => state[index] ?? 0n;
  state[0] = at(0) ^ PARAMETERS;
  const before = state.slice(0, 8);
  state[12] = at(12) ^ BigInt(input.length);
  state[14] = ~at(14); // the last block

  function turn(to: number, from: number, by: bigint): void {
    const word = at(to) ^ at(from);
    state[to] = (word >> by) | (word << (64n - by));
  }
  function half(a: number, b: number, c: number, d: number, word: bigint, turns: [bigint, bigint]) {
    state[a] = at(a) + at(b) + word;
    turn(d, a, turns[0]);
    state[c] = at(c) + at(d);
    turn(b, c, turns[1]);
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    const words = Array.from(SIGMA[round % SIGMA.length] ?? '', (digit) =>
      block.getBigUint64(Number.parseInt(digit, 16) * 8, true),
    );
    MIXES.forEach((mix, step) => {
      const [a = 0, b = 0, c = 0, d = 0] = Array.from(mix, (digit) => Number.parseInt(digit, 16));
      half(a, b, c, d, words[2 * step] ?? 0n, [32n, 24n]);
      half(a, b, c, d, words[2 * step + 1] ?? 0n, [16n, 63n]);
    });
  }
  const hash = new DataView(new ArrayBuffer(64));
  before.forEach((word, index) =>
    hash.setBigUint64(index * 8, word ^ at(index) ^ at(index + 8), true),
  );
  return new Uint8Array(hash.buffer);
}
