import type { Essence } from './link-bytes.ts';
import { answerPlaces } from './media.browser.ts';
import { MEDIA_SECTIONS } from './media-template.ts';
import { NONCE_BYTES, type Role } from './proof.ts';
import { candidateLine, printDescription, readDescription, type VirtualPeer } from './sdp.ts';
import type { Event } from './session-events.ts';
import type { Relay } from './session-state.ts';

/** What happens at a connection. */
export type ConnectionEvent = Extract<
  Event,
  {
    kind:
      | 'described'
      | 'browser-failed'
      | 'connection'
      | 'channel-opened'
      | 'channel-message'
      | 'channel-closed';
  }
>;

/** The browser's connection of one call; each step reports what comes of it. */
export type Connection = {
  describeOffer(relay: Relay): Promise<void>;
  describeAnswer(relay: Relay, theirs: Essence): Promise<void>;
  applyAnswer(theirs: Essence): Promise<void>;
  startIce(): Promise<void>;
  revive(): Promise<void>;
  /** Says something on the first channel; false where that is not open. */
  send(text: string): boolean;
  /** The files' channel; from now on its messages are for `hear`. Undefined before a description and after the end. */
  takeFiles(hear: (data: unknown) => void): RTCDataChannel | undefined;
  /** Calls when the connection has its places for media, and at once where it has them; never after the end. */
  takePlaces(take: () => void): void;
  /** The browser's own object, for media and statistics; undefined before a description and after the end. */
  peer(): RTCPeerConnection | undefined;
  close(): void;
};

/** Their ids are agreed without a word, so that neither side has to open one. */
const TALK = { negotiated: true, id: 0, ordered: true } as const;
const FILES = { negotiated: true, id: 1, ordered: true } as const;

/** A connection that is made when it is first described. `report` hears nothing after `close`. */
export function createConnection(
  certificate: () => Promise<RTCCertificate>,
  report: (event: ConnectionEvent) => void,
): Connection {
  let made: { peer: RTCPeerConnection; talk: RTCDataChannel; files: RTCDataChannel } | undefined;
  let answer: RTCSessionDescriptionInit | undefined;
  let closed = false;
  let hearFile: ((data: unknown) => void) | undefined;
  let virtual: VirtualPeer | undefined;
  let hasPlaces = false;
  let takePlaces: (() => void) | undefined;

  const tell = (event: ConnectionEvent): void => {
    if (!closed) report(event);
  };
  const strange = (): void => tell({ kind: 'channel-message', text: '', at: Date.now() });

  async function make({
    turnUrl,
    username,
    credential,
    peerVirtual,
  }: Relay): Promise<RTCPeerConnection> {
    const certificates = [await certificate()];
    const peer = new RTCPeerConnection({
      certificates,
      iceServers: [{ urls: turnUrl, username, credential }],
      iceTransportPolicy: 'relay',
      bundlePolicy: 'max-bundle',
    });
    const talk = peer.createDataChannel('talk', TALK);
    const files = peer.createDataChannel('files', FILES);
    if (closed) {
      peer.close();
      throw new Error('closed');
    }
    files.binaryType = 'arraybuffer';
    made = { peer, talk, files };
    virtual = peerVirtual;
    peer.addEventListener('connectionstatechange', () => {
      const state = peer.connectionState;
      if (state !== 'new' && state !== 'closed') tell({ kind: 'connection', state });
    });
    talk.addEventListener('open', () => {
      tell({ kind: 'channel-opened', nonce: crypto.getRandomValues(new Uint8Array(NONCE_BYTES)) });
    });
    talk.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') tell({ kind: 'channel-message', text: data, at: Date.now() });
      else strange();
    });
    files.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      // Bytes of files come only to whom has asked for them, long after the proof.
      if (hearFile === undefined) strange();
      else if (!closed) hearFile(data);
    });
    talk.addEventListener('close', () => tell({ kind: 'channel-closed' }));
    // Nobody of ours opens a third channel.
    peer.addEventListener('datachannel', ({ channel }) => {
      channel.close();
      strange();
    });
    return peer;
  }

  /** Does one step; whatever throws ends the call, unless it has ended already. */
  async function attempt(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      tell({ kind: 'browser-failed', detail: detail.slice(0, 300) });
    }
  }

  function tellDescribed({ sdp = '' }: RTCSessionDescriptionInit): void {
    const read = readDescription(sdp);
    if (!read.ok) throw new Error(`own description: ${read.error.part}`);
    tell({ kind: 'described', essence: read.value, at: Date.now() });
  }

  function theirDescription(
    role: Role,
    theirs: Essence,
    media: readonly (readonly string[])[],
  ): string {
    const printed = virtual && printDescription(role, theirs, virtual, media);
    if (!printed?.ok) throw new Error('the relay gave no address');
    return printed.value;
  }

  function tellPlaces(): void {
    hasPlaces = true;
    if (!closed) takePlaces?.();
  }

  return {
    describeOffer: (relay) =>
      attempt(async () => {
        const peer = await make(relay);
        const offer = await peer.createOffer();
        await peer.setLocalDescription(offer);
        tellDescribed(offer);
      }),
    describeAnswer: (relay, theirs) =>
      attempt(async () => {
        const peer = await make(relay);
        const sdp = theirDescription('caller', theirs, MEDIA_SECTIONS);
        await peer.setRemoteDescription({ type: 'offer', sdp });
        answer = await answerPlaces(peer);
        tellDescribed(answer);
      }),
    applyAnswer: (theirs) =>
      attempt(async () => {
        if (!made) return;
        const { peer } = made;
        const sdp = theirDescription('callee', theirs, []);
        await peer.setRemoteDescription({ type: 'answer', sdp });
        // While the two look for each other there is time for it: the places as if the other side had offered them.
        const withPlaces = theirDescription('callee', theirs, MEDIA_SECTIONS);
        await peer.setRemoteDescription({ type: 'offer', sdp: withPlaces });
        await peer.setLocalDescription(await answerPlaces(peer));
        tellPlaces();
      }),
    startIce: () =>
      attempt(async () => {
        if (!made) return;
        await made.peer.setLocalDescription(answer);
        tellPlaces();
      }),
    async revive() {
      const line = virtual && candidateLine(virtual);
      // Without effect where the browser has given up for good; the session's timer knows.
      await made?.peer
        .addIceCandidate({ candidate: line ?? '', sdpMid: '0', sdpMLineIndex: 0 })
        .catch(() => undefined);
    },
    send(text) {
      if (closed || made?.talk.readyState !== 'open') return false;
      try {
        made.talk.send(text);
        return true;
      } catch {
        return false;
      }
    },
    takeFiles(hear) {
      hearFile = hear;
      return closed ? undefined : made?.files;
    },
    takePlaces(take) {
      takePlaces = take;
      if (hasPlaces && !closed) take();
    },
    peer: () => (closed ? undefined : made?.peer),
    close() {
      closed = true;
      made?.peer.close();
    },
  };
}
