import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Connection,
  type ConnectionEvent,
  createConnection,
} from '../../../lib/call/connection.browser.ts';
import { MEDIA_KINDS, MEDIA_SECTIONS } from '../../../lib/call/media-template.ts';
import { printDescription, readDescription } from '../../../lib/call/sdp.ts';
import { settle } from '../../fakes/clock.ts';
import { value } from './arbitraries.ts';
import { ANSWER_SDP, FakeChannel, type FakePeer, fakeBrowser, OFFER_SDP } from './fake-peer.ts';
import { ANSWER, OFFER } from './people.ts';
import { RELAY } from './play.ts';

let browser: ReturnType<typeof fakeBrowser>;
let events: ConnectionEvent[];
let connection: Connection;
let certificate: () => Promise<RTCCertificate>;
beforeEach(() => {
  browser = fakeBrowser();
  events = [];
  // What a certificate holds is the browser's own matter.
  certificate = async () => Object.create(null);
  connection = createConnection(
    () => certificate(),
    (event) => events.push(event),
  );
});

function there(): { peer: FakePeer; talk: FakeChannel; files: FakeChannel } {
  const [peer] = browser.peers;
  const [talk, files] = peer?.channels ?? [];
  if (!peer || !talk || !files) throw new Error('no connection was made');
  return { peer, talk, files };
}
function expectEmptyPlaces({ places }: FakePeer): void {
  const seen = places.map(({ direction, sender }) => ({ direction, track: sender.track }));
  expect(seen).toEqual(MEDIA_KINDS.map(() => ({ direction: 'sendrecv', track: null })));
}
const kindsOf = () => events.map(({ kind }) => kind);

describe('the caller’s connection', () => {
  it('knows no way but the relay, and two channels that nobody has to open', async () => {
    await connection.describeOffer(RELAY);
    const { peer, talk, files } = there();
    expect(peer.config).toMatchObject({
      iceTransportPolicy: 'relay',
      bundlePolicy: 'max-bundle',
      iceServers: [{ urls: RELAY.turnUrl, username: 'call', credential: 'secret' }],
    });
    expect(peer.config.certificates?.length).toBe(1);
    expect(talk.options).toEqual({ negotiated: true, id: 0, ordered: true });
    expect(files.options).toEqual({ negotiated: true, id: 1, ordered: true });
    expect(peer.told).toEqual([['local', 'offer']]);
    expect(events).toMatchObject([
      { kind: 'described', essence: value(readDescription(OFFER_SDP)) },
    ]);
  });

  it('hears of the other side nothing but what the link says, at the relay’s address', async () => {
    await connection.describeOffer(RELAY);
    await connection.applyAnswer(ANSWER);
    const sdp = value(printDescription('callee', ANSWER, RELAY.peerVirtual));
    expect(there().peer.told.slice(0, 2)).toEqual([
      ['local', 'offer'],
      ['remote', { type: 'answer', sdp }],
    ]);
  });

  it('has its places as if the other side had offered them, all empty', async () => {
    await connection.describeOffer(RELAY);
    await connection.applyAnswer(ANSWER);
    const sdp = value(printDescription('callee', ANSWER, RELAY.peerVirtual, MEDIA_SECTIONS));
    const { peer } = there();
    expect(peer.told.slice(2)).toEqual([
      ['remote', { type: 'offer', sdp }],
      ['local', 'answer'],
    ]);
    expectEmptyPlaces(peer);
  });

  it('tells of its places once it has them, and at once who asks later', async () => {
    await connection.describeOffer(RELAY);
    const told: string[] = [];
    connection.takePlaces(() => told.push('early'));
    expect(told).toEqual([]);
    await connection.applyAnswer(ANSWER);
    expect(told).toEqual(['early']);
    connection.takePlaces(() => told.push('late'));
    expect(told).toEqual(['early', 'late']);
    connection.close();
    connection.takePlaces(() => told.push('never'));
    expect(told).toEqual(['early', 'late']);
  });

  it('ends where the browser can’t do what every call needs', async () => {
    browser.answer = ANSWER_SDP.replaceAll('VP8', 'VP7');
    await connection.describeOffer(RELAY);
    const told: string[] = [];
    connection.takePlaces(() => told.push('early'));
    await connection.applyAnswer(ANSWER);
    const detail = 'Error: no video: a=rtpmap:96 VP8/90000';
    expect(events.at(-1)).toEqual({ kind: 'browser-failed', detail });
    expect(told).toEqual([]);
  });

  it('fails by the word of the browser', async () => {
    certificate = () => Promise.reject(new TypeError('no randomness'));
    await connection.describeOffer(RELAY);
    expect(events).toEqual([{ kind: 'browser-failed', detail: 'TypeError: no randomness' }]);
  });

  it('fails where it can’t read itself, or the relay has no address for the other side', async () => {
    browser.offer = 'v=0';
    await connection.describeOffer(RELAY);
    expect(events).toMatchObject([{ kind: 'browser-failed' }]);
    const strange = { ...RELAY, peerVirtual: { address: 'evil.example', port: 1 } };
    await connection.describeAnswer(strange, OFFER);
    expect(events).toMatchObject([{ kind: 'browser-failed' }, { kind: 'browser-failed' }]);
  });
});

describe('the callee’s connection', () => {
  it('makes its answer, and lets nothing begin before it is told to', async () => {
    await connection.describeAnswer(RELAY, OFFER);
    const { peer } = there();
    const sdp = value(printDescription('caller', OFFER, RELAY.peerVirtual, MEDIA_SECTIONS));
    expect(peer.told).toEqual([['remote', { type: 'offer', sdp }]]);
    expect(kindsOf()).toEqual(['described']);
    const told: string[] = [];
    connection.takePlaces(() => told.push('places'));
    expect(told).toEqual([]);
    await connection.startIce();
    expect(peer.told.at(-1)).toEqual(['local', 'answer']);
    expect(told).toEqual(['places']);
    expectEmptyPlaces(peer);
  });

  it('is revived by the same candidate', async () => {
    await connection.describeAnswer(RELAY, OFFER);
    await connection.revive();
    const candidate = 'candidate:1 1 udp 2130706431 198.18.0.1 5000 typ host';
    expect(there().peer.told.at(-1)).toEqual([
      'candidate',
      { candidate, sdpMid: '0', sdpMLineIndex: 0 },
    ]);
  });
});

describe('what comes over the channels', () => {
  beforeEach(async () => {
    await connection.describeOffer(RELAY);
    events.length = 0;
  });

  it('is told as it comes: opened with a fresh nonce, messages, closed', () => {
    const { talk } = there();
    talk.open();
    talk.hear('hello');
    talk.dispatchEvent(new Event('close'));
    expect(events).toMatchObject([
      { kind: 'channel-opened' },
      { kind: 'channel-message', text: 'hello' },
      { kind: 'channel-closed' },
    ]);
    const [opened] = events;
    expect(opened?.kind === 'channel-opened' && opened.nonce.length).toBe(16);
  });

  it.each<[string, () => void]>([
    ['bytes where words are to be', () => there().talk.hear(new ArrayBuffer(4))],
    ['a file that nobody asked for', () => there().files.hear(new ArrayBuffer(4))],
    ['text where files are to be', () => there().files.hear('hello')],
  ])('is a message that proves nothing when it is %s', (_what, comes) => {
    there().talk.open();
    comes();
    expect(events.at(-1)).toMatchObject({ kind: 'channel-message', text: '' });
  });

  it('is no third channel', () => {
    const { peer, talk } = there();
    talk.open();
    const channel = new FakeChannel('mine', {});
    peer.dispatchEvent(Object.assign(new Event('datachannel'), { channel }));
    expect(channel.readyState).toBe('closed');
    expect(events.at(-1)).toMatchObject({ kind: 'channel-message', text: '' });
  });

  it('is for the files once they are taken', () => {
    const heard: unknown[] = [];
    connection.takeFiles((data) => heard.push(data));
    const bytes = new ArrayBuffer(4);
    there().files.hear(bytes);
    expect(heard).toEqual([bytes]);
    expect(events).toEqual([]);
  });

  it('is answered only while the channel is open', () => {
    const { talk } = there();
    expect(connection.send('x')).toBe(false);
    talk.open();
    expect(connection.send('y')).toBe(true);
    expect(talk.sent).toEqual(['y']);
  });

  it('has states that are told, but for those of the very begin and end', () => {
    const { peer } = there();
    for (const state of ['new', 'connecting', 'connected', 'failed', 'closed']) peer.become(state);
    expect(events).toEqual(
      ['connecting', 'connected', 'failed'].map((state) => ({ kind: 'connection', state })),
    );
  });
});

describe('the end', () => {
  it('closes all, and is deaf and dumb from then on', async () => {
    await connection.describeOffer(RELAY);
    events.length = 0;
    const { peer, talk, files } = there();
    talk.open();
    events.length = 0;
    connection.close();
    talk.hear('hello');
    files.hear('hello');
    talk.dispatchEvent(new Event('close'));
    expect(peer.connectionState).toBe('closed');
    expect(connection.send('x')).toBe(false);
    expect(connection.peer()).toBeUndefined();
    expect(connection.takeFiles(() => {})).toBeUndefined();
    expect(events).toEqual([]);
  });

  it('that comes before the certificate leaves no connection open', async () => {
    let give: (certificate: RTCCertificate) => void = () => {};
    certificate = () => new Promise((resolve) => (give = resolve));
    const described = connection.describeOffer(RELAY);
    connection.close();
    give(Object.create(null));
    await described;
    await settle();
    expect(browser.peers.every(({ connectionState }) => connectionState === 'closed')).toBe(true);
    expect(events).toEqual([]);
  });
});
