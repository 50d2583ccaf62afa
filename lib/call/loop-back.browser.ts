/** A call of this page with itself, through the relay of its own host: what of a call can fail on this side alone. */
import type { LoopStep } from './loop-steps.ts';
import { candidateLine, type VirtualPeer } from './sdp.ts';

/** What the own host gives for it. */
export type LoopAccess = {
  readonly turnUrl: string;
  readonly ends: { readonly one: Credential; readonly other: Credential };
  readonly peerVirtual: VirtualPeer;
};
type Credential = { readonly username: string; readonly credential: string };

/** A call with oneself that goes on. */
export type LoopBack = {
  /** Resolves when every step was done, or with the step that failed. */
  readonly outcome: Promise<LoopStep | undefined>;
  close(): void;
};

/** How long one step may take, in ms. */
const PATIENCE = 10_000;

/** Calls oneself with these tracks. `onStep` hears of each step that begins; `onTrack` of what comes back. */
export function callOneself(
  access: LoopAccess,
  tracks: readonly MediaStreamTrack[],
  onStep: (step: LoopStep) => void,
  onTrack: (track: MediaStreamTrack) => void,
): LoopBack {
  const { one, other } = access.ends;
  const here = connection(access.turnUrl, one);
  const there = connection(access.turnUrl, other);
  const back = new Map<string, MediaStreamTrack>();
  there.addEventListener('track', ({ track }) => {
    back.set(track.kind, track);
    onTrack(track);
  });

  let last: LoopStep = 'relay';
  function begin(step: LoopStep): void {
    last = step;
    onStep(step);
  }

  async function run(): Promise<LoopStep | undefined> {
    begin('relay');
    for (const track of tracks) here.addTrack(track);
    const channel = here.createDataChannel('loop');
    const echoed = heardBack(there, channel);
    const gathered = Promise.all([hasRelay(here), hasRelay(there)]);
    const offer = await here.createOffer();
    await here.setLocalDescription(offer);
    await there.setRemoteDescription(offer);
    const answer = await there.createAnswer();
    await there.setLocalDescription(answer);
    await here.setRemoteDescription(answer);
    const relayed = await within(gathered);
    if (relayed === undefined || relayed.includes(false)) return 'relay';

    begin('connection');
    const candidate = { candidate: candidateLine(access.peerVirtual), sdpMLineIndex: 0 };
    await Promise.all([here.addIceCandidate(candidate), there.addIceCandidate(candidate)]);
    if ((await within(echoed)) === undefined) return 'connection';

    for (const [kind, step] of [
      ['audio', 'sound'],
      ['video', 'picture'],
    ] as const) {
      const track = back.get(kind);
      if (!tracks.some((sent) => sent.kind === kind)) continue;
      begin(step);
      if (track === undefined || (await within(comes(track))) === undefined) return step;
    }
    return undefined;
  }

  return {
    outcome: run().catch((): LoopStep => last),
    close() {
      here.close();
      there.close();
    },
  };
}

function connection(turnUrl: string, credential: Credential): RTCPeerConnection {
  return new RTCPeerConnection({
    iceServers: [{ urls: turnUrl, ...credential }],
    iceTransportPolicy: 'relay',
    bundlePolicy: 'max-bundle',
  });
}

/** Whether the relay gave this side an address. */
function hasRelay(peer: RTCPeerConnection): Promise<boolean> {
  return new Promise((resolve) => {
    peer.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate === null) resolve(false);
      else if (candidate.type === 'relay') resolve(true);
    });
  });
}

/** Resolves when the other end has sent back what was said on the channel. */
function heardBack(there: RTCPeerConnection, channel: RTCDataChannel): Promise<true> {
  there.addEventListener('datachannel', ({ channel: end }) => {
    end.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') end.send(data);
    });
  });
  channel.addEventListener('open', () => channel.send('hello'));
  return new Promise((resolve) => {
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (data === 'hello') resolve(true);
    });
  });
}

/** Resolves when something of a track has come. */
function comes(track: MediaStreamTrack): Promise<true> {
  return new Promise((resolve) => {
    if (!track.muted) resolve(true);
    track.addEventListener('unmute', () => resolve(true));
  });
}

function within<T>(task: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), PATIENCE);
    void task.then((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
