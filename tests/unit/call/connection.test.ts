import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type Connection,
  type ConnectionEvent,
  createConnection,
} from '../../../lib/call/connection.browser.ts';
import { printDescription, readDescription } from '../../../lib/call/sdp.ts';
import { settle } from '../../fakes/clock.ts';
import { value } from './arbitraries.ts';
import { ANSWER, OFFER } from './people.ts';
import { RELAY } from './play.ts';

const SDP = readFileSync(
  new URL('../../fixtures/sdp/dc-maxbundle-firefox-offer.sdp', import.meta.url),
  'utf8',
);

class FakeChannel extends EventTarget {
  readonly label: string;
  readonly options: RTCDataChannelInit;
  readyState = 'connecting';
  readonly sent: string[] = [];
  constructor(label: string, options: RTCDataChannelInit) {
    super();
    this.label = label;
    this.options = options;
  }
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.readyState = 'closed';
  }
  open(): void {
    this.readyState = 'open';
    this.dispatchEvent(new Event('open'));
  }
  hear(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

/** What the browser would do, as far as these tests ask for it; everything it is told is written down. */
class FakePeer extends EventTarget {
  readonly config: RTCConfiguration;
  readonly channels: FakeChannel[] = [];
  readonly told: unknown[] = [];
  connectionState = 'new';
  constructor(config: RTCConfiguration) {
    super();
    this.config = config;
    peers.push(this);
  }
  createDataChannel(label: string, options: RTCDataChannelInit): FakeChannel {
    const channel = new FakeChannel(label, options);
    this.channels.push(channel);
    return channel;
  }
  addTransceiver = (kind: string): void => void this.told.push(['place', kind]);
  createOffer = async () => ({ type: 'offer', sdp: offerSdp });
  createAnswer = async () => ({ type: 'answer', sdp: SDP });
  setLocalDescription = async ({ type }: { type: string }) => void this.told.push(['local', type]);
  setRemoteDescription = async (description: object) =>
    void this.told.push(['remote', description]);
  addIceCandidate = async (candidate: object) => void this.told.push(['candidate', candidate]);
  close(): void {
    this.connectionState = 'closed';
  }
  become(state: string): void {
    this.connectionState = state;
    this.dispatchEvent(new Event('connectionstatechange'));
  }
}

let peers: FakePeer[];
let offerSdp: string;
let events: ConnectionEvent[];
let connection: Connection;
let certificate: () => Promise<RTCCertificate>;
beforeEach(() => {
  peers = [];
  offerSdp = SDP;
  events = [];
  vi.stubGlobal('RTCPeerConnection', FakePeer);
  vi.stubGlobal('MediaStream', Object);
  // What a certificate holds is the browser's own matter.
  certificate = async () => Object.create(null);
  connection = createConnection(
    () => certificate(),
    (event) => events.push(event),
  );
});

function there(): { peer: FakePeer; talk: FakeChannel; files: FakeChannel } {
  const [peer] = peers;
  const [talk, files] = peer?.channels ?? [];
  if (!peer || !talk || !files) throw new Error('no connection was made');
  return { peer, talk, files };
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
    expect(events).toMatchObject([{ kind: 'described', essence: value(readDescription(SDP)) }]);
  });

  it('hears of the other side nothing but what the link says, at the relay’s address', async () => {
    await connection.describeOffer(RELAY);
    await connection.applyAnswer(ANSWER);
    const sdp = value(printDescription('answer', ANSWER, RELAY.peerVirtual));
    expect(there().peer.told.slice(0, 2)).toEqual([
      ['local', 'offer'],
      ['remote', { type: 'answer', sdp }],
    ]);
  });

  it('has its offer of media ready by the time that it is asked for, and keeps it to itself until then', async () => {
    await connection.describeOffer(RELAY);
    const [early, late, never]: [object[], object[], object[]] = [[], [], []];
    connection.takeMediaOffer((offer) => early.push(offer));
    await connection.applyAnswer(ANSWER);
    const { peer } = there();
    const places = ['audio', 'video', 'video', 'audio'].map((kind) => ['place', kind]);
    expect(peer.told.slice(2)).toEqual(places);
    connection.takeMediaOffer((offer) => late.push(offer));
    const offer = { type: 'offer', sdp: SDP };
    expect([early, late]).toEqual([[offer], [offer]]);
    connection.close();
    connection.takeMediaOffer((made) => never.push(made));
    expect(never).toEqual([]);
  });

  it('fails by the word of the browser', async () => {
    certificate = () => Promise.reject(new TypeError('no randomness'));
    await connection.describeOffer(RELAY);
    expect(events).toEqual([{ kind: 'browser-failed', detail: 'TypeError: no randomness' }]);
  });

  it('fails where it can’t read itself, or the relay has no address for the other side', async () => {
    offerSdp = 'v=0';
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
    const sdp = value(printDescription('offer', OFFER, RELAY.peerVirtual));
    expect(peer.told).toEqual([['remote', { type: 'offer', sdp }]]);
    expect(kindsOf()).toEqual(['described']);
    await connection.startIce();
    expect(peer.told.at(-1)).toEqual(['local', 'answer']);
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
    expect(peers.every(({ connectionState }) => connectionState === 'closed')).toBe(true);
    expect(events).toEqual([]);
  });
});
