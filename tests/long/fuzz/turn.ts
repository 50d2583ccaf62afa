/** What programs of this machine send to a call's relay: requests with and without its credential, and payload. */
import { strict as assert } from 'node:assert';
import { parseIpv4 } from '../../../native-host/ipv4.ts';
import { type Allocation, IDLE_AFTER, VIRTUAL } from '../../../native-host/turn/allocation.ts';
import { REALM } from '../../../native-host/turn/credentials.ts';
import {
  channelPayload,
  lengthOf,
  offsetOf,
  sendPayload,
} from '../../../native-host/turn/datagrams.ts';
import { longTermKey } from '../../../native-host/turn/integrity.ts';
import {
  type Attribute,
  encodeMessage,
  find,
  findText,
  HEADER,
  messageType,
  numberAttribute,
  parseMessage,
  textAttribute,
  xorAddress,
} from '../../../native-host/turn/message.ts';
import { Relay } from '../../../native-host/turn/relay.ts';
import { ATTRIBUTE, CLASS, METHOD } from '../../../native-host/turn/words.ts';
import { fuzz } from './fuzz.ts';
import type { Random } from './random.ts';

const OURS = '10.115.0.1';
const CALL = 0xa1b2c3d4e5f6;
const LARGEST = 1500;
/** More than any answer needs: who asks under a false address sends nobody much. */
const MAX_ANSWER = 300;
const PORTS = [4000, 4001] as const;
const TYPES = Object.values(ATTRIBUTE);
const METHODS = [...Object.values(METHOD), 0, 0xfff];
const CLASSES = Object.values(CLASS);
const PEER = xorAddress(ATTRIBUTE.xorPeerAddress, VIRTUAL.peer, VIRTUAL.port);
const ASKED = numberAttribute(ATTRIBUTE.requestedTransport, 17 << 24);

function begin() {
  let drawn = 0;
  const relay = new Relay({
    now: () => 1000,
    random: (length) => new Uint8Array(length).fill(++drawn),
    isOwn: (address) => address === OURS,
    idleAfter: IDLE_AFTER,
  });
  const { username, password } = relay.admit(CALL);
  const refused = relay.answer(
    encodeMessage({ ...request(METHOD.allocate, 0), attributes: [ASKED] }),
    OURS,
    PORTS[0],
  );
  const message = refused && parseMessage(refused);
  const nonce = message && findText(message, ATTRIBUTE.nonce);
  assert.ok(nonce !== undefined);
  const names = [
    textAttribute(ATTRIBUTE.username, username),
    textAttribute(ATTRIBUTE.realm, REALM),
    textAttribute(ATTRIBUTE.nonce, nonce),
  ];
  return { relay, names, key: longTermKey(username, REALM, password) };
}

function request(method: number, serial: number) {
  return { method, cls: CLASS.request, transactionId: new Uint8Array(12).fill(serial) };
}

// What is drawn is the same in each relay, so messages made for one fit all.
const { names: NAMES, key: KEY } = begin();

function attribute(random: Random): Attribute {
  switch (random.below(8)) {
    case 0:
      return ASKED;
    case 1:
      return PEER;
    case 2:
      return xorAddress(
        ATTRIBUTE.xorPeerAddress,
        random.once(2) ? VIRTUAL.peer : (parseIpv4('10.115.77.7') ?? VIRTUAL.own),
        random.below(0x10000),
      );
    case 3:
      return numberAttribute(ATTRIBUTE.channelNumber, (0x3ff0 + random.below(0x4020)) * 0x10000);
    case 4:
      return numberAttribute(ATTRIBUTE.lifetime, random.once(3) ? 0 : random.bits());
    default:
      return {
        type: random.once(3) ? random.below(0x10000) : (TYPES[random.below(TYPES.length)] ?? 0),
        value: random.bytes(random.once(2) ? random.below(12) : random.below(80)),
      };
  }
}

interface Datagram {
  readonly bytes: Uint8Array;
  readonly port: number;
  /** Nobody without the call's password could have made it. */
  readonly isSigned: boolean;
}

function datagram(random: Random): Datagram {
  const port = random.pick(PORTS);
  if (random.once(8)) {
    return { bytes: random.bytes(random.length(LARGEST)), port, isSigned: false };
  }
  const knows = random.once(2);
  const attributes = Array.from({ length: random.below(4) }, () => attribute(random));
  const bytes = encodeMessage({
    method: METHODS[random.below(METHODS.length)] ?? 0,
    cls: random.once(4) ? (CLASSES[random.below(CLASSES.length)] ?? 0) : CLASS.request,
    transactionId: new Uint8Array(12).fill(random.below(256)),
    attributes: random.once(2) ? [ASKED, PEER, ...attributes, ...NAMES] : [...attributes, ...NAMES],
    key: knows ? KEY : random.once(2) ? random.bytes(16) : undefined,
    fingerprint: random.once(4),
  });
  if (random.once(2)) return { bytes, port, isSigned: knows };
  const changed = random.mutate(bytes).subarray(0, LARGEST);
  // What stands behind its integrity may be anything, and a change may change nothing.
  const mayHold = knows && changed.length >= HEADER;
  return { bytes: changed, port, isSigned: mayHold };
}

/** One client binds more ports of the peer than it may. */
function flood(random: Random): readonly Datagram[] {
  const draft = { cls: CLASS.request, key: KEY };
  const bind = (serial: number): Uint8Array =>
    encodeMessage({
      ...draft,
      method: METHOD.channelBind,
      transactionId: new Uint8Array(12).fill(serial),
      attributes: [
        numberAttribute(ATTRIBUTE.channelNumber, (0x4000 + serial) * 0x10000),
        xorAddress(ATTRIBUTE.xorPeerAddress, VIRTUAL.peer, 1 + random.below(0x10000 - 1)),
        ...NAMES,
      ],
    });
  const allocate = encodeMessage({
    ...draft,
    method: METHOD.allocate,
    transactionId: new Uint8Array(12).fill(255),
    attributes: [ASKED, ...NAMES],
  });
  const all = [allocate, ...Array.from({ length: 20 }, (_, serial) => bind(serial))];
  return all.map((bytes) => ({ bytes, port: PORTS[0], isSigned: true }));
}

function isInside(bytes: Uint8Array, found: number): void {
  if (found === -1) return;
  assert.ok(offsetOf(found) >= 4 && offsetOf(found) + lengthOf(found) <= bytes.length);
}

function sizeOf(allocation: Allocation | undefined): number {
  return allocation === undefined ? 0 : 1 + allocation.deadEnds.length;
}

fuzz({
  make: (random) =>
    random.once(100)
      ? flood(random)
      : Array.from({ length: 1 + random.below(6) }, () => datagram(random)),
  check(datagrams) {
    const { relay } = begin();
    for (const { bytes, port, isSigned } of datagrams) {
      isInside(bytes, channelPayload(bytes));
      isInside(bytes, sendPayload(bytes, PEER.value));
      const message = parseMessage(bytes);
      if (message) {
        const held = message.attributes.reduce((sum, { value }) => sum + 4 + value.length, 0);
        assert.ok(HEADER + held <= bytes.length);
        const type = messageType(message.method, message.cls);
        assert.equal(type, ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0));
      }
      const before = PORTS.map((each) => ({ ...relay.ofClient(OURS, each, 1000) }));
      const answer = relay.answer(bytes, OURS, port);
      const after = PORTS.map((each) => relay.ofClient(OURS, each, 1000));
      // One call has one client, and what it may hold is bounded.
      assert.ok(after.filter((each) => each !== undefined).length <= 1);
      for (const each of after) assert.ok(sizeOf(each) <= 17);
      // The first one keeps it: it has not been silent for long, and is at this machine.
      const [was, is] = [before, after].map((all) => all.findIndex((each) => each?.call === CALL));
      assert.ok(was === -1 || is === -1 || was === is, 'a second client took it over');
      if (!isSigned)
        assert.deepEqual(
          after.map((each) => ({ ...each })),
          before,
        );
      if (answer === undefined) continue;
      assert.ok(message?.cls === CLASS.request && answer.length <= MAX_ANSWER);
      const said = parseMessage(answer);
      assert.deepEqual(said?.transactionId, message.transactionId);
      assert.equal(find(said, ATTRIBUTE.errorCode) === undefined, said.cls === CLASS.success);
      if (!isSigned) assert.equal(said.cls, CLASS.error);
    }
  },
});
