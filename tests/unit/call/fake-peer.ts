/** A browser's peer connections, for tests of what stands on them. */
import { readFileSync } from 'node:fs';
import { vi } from 'vitest';

function sample(path: string): string {
  return readFileSync(new URL(`../../fixtures/${path}.sdp`, import.meta.url), 'utf8');
}
/** What a browser offers of itself, and what it answers to an offer with places for media. */
export const OFFER_SDP = sample('sdp/dc-maxbundle-firefox-offer');
export const ANSWER_SDP = sample('sdp-media/firefox-callee');

/** A channel of a fake connection. */
export class FakeChannel extends EventTarget {
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

/** A place for media, as the browser makes it for one that is offered. */
class FakePlace {
  direction = 'recvonly';
  readonly receiver = { track: { kind: 'theirs' } };
  readonly sender = {
    track: null as unknown,
    replaceTrack: async (track: unknown) => {
      this.sender.track = track;
    },
  };
}

/** A connection as far as tests ask for it; everything it is told is written down. */
export class FakePeer extends EventTarget {
  readonly config: RTCConfiguration;
  readonly #sdp: { offer: string; answer: string };
  readonly channels: FakeChannel[] = [];
  readonly told: unknown[] = [];
  connectionState = 'new';
  constructor(config: RTCConfiguration, sdp: { offer: string; answer: string }) {
    super();
    this.config = config;
    this.#sdp = sdp;
  }
  createDataChannel(label: string, options: RTCDataChannelInit): FakeChannel {
    const channel = new FakeChannel(label, options);
    this.channels.push(channel);
    return channel;
  }
  readonly places: FakePlace[] = [];
  getTransceivers = () => this.places;
  createOffer = async () => ({ type: 'offer', sdp: this.#sdp.offer });
  createAnswer = async () => ({ type: 'answer', sdp: this.#sdp.answer });
  setLocalDescription = async ({ type }: { type: string }) => void this.told.push(['local', type]);
  async setRemoteDescription(description: { sdp: string }): Promise<void> {
    this.told.push(['remote', description]);
    const offered = description.sdp.match(/^m=(?:audio|video) /gm) ?? [];
    this.places.push(...offered.map(() => new FakePlace()));
  }
  addIceCandidate = async (candidate: object) => void this.told.push(['candidate', candidate]);
  getStats = async () => new Map();
  close(): void {
    this.connectionState = 'closed';
  }
  become(state: string): void {
    this.connectionState = state;
    this.dispatchEvent(new Event('connectionstatechange'));
  }
}

/** Puts such connections in the place of the browser's; `peers` are those that were made, and the rest is what they say. */
export function fakeBrowser(): { peers: FakePeer[]; offer: string; answer: string } {
  const made = { peers: new Array<FakePeer>(), offer: OFFER_SDP, answer: ANSWER_SDP };
  vi.stubGlobal(
    'RTCPeerConnection',
    class extends FakePeer {
      constructor(config: RTCConfiguration) {
        super(config, made);
        made.peers.push(this);
      }
    },
  );
  return made;
}
