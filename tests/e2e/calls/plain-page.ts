/**
 * What runs in the tab of a plain call (plain-call.ts): evaluated there as text, so it uses nothing from outside of its one
 * function.
 */
import type { Browser as ExtensionApi } from 'webextension-polyfill';

/** A TURN server and what opens it. */
export interface RelayAccess {
  readonly turnUrl: string;
  readonly username: string;
  readonly credential: string;
}

/** What of `call.open`'s answer a page needs. */
export interface Access extends RelayAccess {
  readonly peerVirtual: { readonly address: string; readonly port: number };
}

/** How a data channel did. */
export interface Stream {
  readonly bytes: number;
  readonly milliseconds: number;
}

interface HostMessage {
  readonly event?: string;
  readonly id?: number;
  readonly ok?: boolean;
  readonly answer?: unknown;
}

/** What the tab can do; every answer crosses the browser's wire as JSON. */
export interface PlainPage {
  /** What the host said by itself, one word each. */
  readonly events: string[];
  openHost(hostName: string, kind: string, capabilities: readonly string[]): Promise<void>;
  askHost(kind: string, about: object): Promise<unknown>;
  closeHost(): void;
  /** Makes the peer connection, in place of the last one; `access`: through this relay only, else with host candidates. */
  connection(access?: RelayAccess): void;
  /** Sends microphone and camera, from the first description on. */
  media(): Promise<void>;
  hangUp(): void;
  describe(type: 'offer' | 'answer'): Promise<string>;
  applyOwn(type: 'offer' | 'answer', sdp: string): Promise<void>;
  /** Our own description with all its candidates. */
  whole(): Promise<string>;
  applyTheirs(type: 'offer' | 'answer', sdp: string): Promise<void>;
  /** When the answer came, when the channel opened and when the first frame of the other side was shown, ms since 1970. */
  times(): { answered?: number; open?: number; frame?: number };
  state(): string;
  /** Round trips, one after the other: all together, in ms. */
  ping(count: number): Promise<number>;
  send(bytes: number): Promise<void>;
  received(bytes: number): Promise<Stream>;
  /** Messages of so many bytes at so many bit/s, for so long. */
  pace(bytes: number, bitsPerSecond: number, milliseconds: number): Promise<void>;
  hears(): Promise<{ energy: number; frames: number }>;
  addresses(): Promise<string[]>;
}

declare global {
  var plain: PlainPage;
}

/** Puts `plain` into the tab. */
export function installPlain(api: ExtensionApi): void {
  const events: string[] = [];
  const waiting = new Map<number, (reply: HostMessage) => void>();
  let port: ReturnType<ExtensionApi['runtime']['connectNative']> | undefined;
  let asked = 0;
  let connection = new RTCPeerConnection();
  let channel: RTCDataChannel | undefined;
  let stream: MediaStream | undefined;
  const times: { answered?: number; open?: number; frame?: number } = {};
  const now = (): number => performance.timeOrigin + performance.now();
  let pong: (() => void) | undefined;
  const got = { bytes: 0, first: 0, last: 0 };
  const CHUNK = 65_536;
  const video = document.createElement('video');

  function take({ data }: MessageEvent): void {
    if (data instanceof ArrayBuffer) {
      got.first ||= now();
      got.last = now();
      got.bytes += data.byteLength;
    } else if (data === 'ping') channel?.send('pong');
    else pong?.();
  }

  globalThis.plain = {
    events,
    async openHost(hostName, kind, capabilities) {
      const made = api.runtime.connectNative(hostName);
      port = made;
      made.onMessage.addListener((message: unknown) => {
        const said = message as HostMessage;
        if (said.event !== undefined) events.push(said.event);
        else if (said.id !== undefined) waiting.get(said.id)?.(said);
      });
      made.onDisconnect.addListener(() => void events.push('disconnected'));
      const hello = { protocol: 1, version: '0', browser: kind, capabilities };
      await this.askHost('hello', hello);
    },
    async askHost(kind, about) {
      const id = ++asked;
      const reply = new Promise<HostMessage>((resolve) => waiting.set(id, resolve));
      port?.postMessage({ id, kind, ask: about });
      const { ok, answer, ...rest } = await reply;
      if (!ok) throw new Error(`${kind}: ${JSON.stringify(rest)}`);
      return answer;
    },
    closeHost: () => port?.disconnect(),
    connection(access) {
      const relay = access && {
        iceTransportPolicy: 'relay' as const,
        iceServers: [
          { urls: access.turnUrl, username: access.username, credential: access.credential },
        ],
      };
      connection.close();
      Object.assign(times, { answered: undefined, open: undefined, frame: undefined });
      Object.assign(got, { bytes: 0, first: 0, last: 0 });
      connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle', ...relay });
      const made = connection.createDataChannel('c', { negotiated: true, id: 0 });
      made.binaryType = 'arraybuffer';
      made.onopen = () => (times.open = now());
      made.onmessage = take;
      channel = made;
      video.srcObject = null;
      connection.ontrack = ({ streams: [first] }) => {
        if (!first || video.srcObject) return;
        video.srcObject = first;
        video.muted = true;
        document.documentElement.append(video);
        video.requestVideoFrameCallback(() => (times.frame = now()));
        void video.play();
      };
    },
    async media() {
      stream ??= await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
      for (const track of stream.getTracks()) connection.addTrack(track, stream);
    },
    hangUp() {
      for (const track of stream?.getTracks() ?? []) track.stop();
      stream = undefined;
      connection.close();
    },
    async describe(type) {
      const made = await (type === 'offer' ? connection.createOffer() : connection.createAnswer());
      return made.sdp ?? '';
    },
    applyOwn: (type, sdp) => connection.setLocalDescription({ type, sdp }),
    async whole() {
      while (connection.iceGatheringState !== 'complete') {
        // oxlint-disable-next-line no-await-in-loop -- looks again until all is there
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return connection.localDescription?.sdp ?? '';
    },
    applyTheirs(type, sdp) {
      if (type === 'answer') times.answered = now();
      return connection.setRemoteDescription({ type, sdp });
    },
    times: () => times,
    state: () => `${connection.connectionState} ${channel?.readyState}`,
    async ping(count) {
      const start = now();
      for (let index = 0; index < count; index++) {
        const back = new Promise<void>((resolve) => (pong = resolve));
        channel?.send('ping');
        // oxlint-disable-next-line no-await-in-loop -- one after the other is the measurement
        await back;
      }
      return now() - start;
    },
    async send(bytes) {
      const chunk = new Uint8Array(CHUNK);
      if (!channel) throw new Error('no channel');
      channel.bufferedAmountLowThreshold = 4 * CHUNK;
      for (let sent = 0; sent < bytes; sent += CHUNK) {
        if (channel.bufferedAmount > 16 * CHUNK) {
          const low = new Promise((resolve) =>
            channel?.addEventListener('bufferedamountlow', resolve, { once: true }),
          );
          // oxlint-disable-next-line no-await-in-loop -- back-pressure
          await low;
        }
        channel.send(chunk);
      }
    },
    async received(bytes) {
      while (got.bytes < bytes) {
        // oxlint-disable-next-line no-await-in-loop -- looks again until all is there
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return { bytes: got.bytes, milliseconds: got.last - got.first };
    },
    async pace(bytes, bitsPerSecond, milliseconds) {
      const start = now();
      const message = new Uint8Array(bytes);
      let sent = 0;
      while (now() - start < milliseconds) {
        const due = ((now() - start) * bitsPerSecond) / 8000;
        for (; sent < due; sent += bytes) channel?.send(message);
        // oxlint-disable-next-line no-await-in-loop -- a pace is made of pauses
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async hears() {
      const seen = { energy: 0, frames: 0 };
      for (const report of (await connection.getStats()).values()) {
        if (report.type !== 'inbound-rtp') continue;
        seen.energy += report.totalAudioEnergy ?? 0;
        seen.frames += report.framesDecoded ?? 0;
      }
      return seen;
    },
    async addresses() {
      const found = new Set<string>();
      const all = JSON.stringify([...(await connection.getStats()).values()]);
      const text = all + connection.localDescription?.sdp + connection.remoteDescription?.sdp;
      for (const [address] of text.matchAll(/\b\d+\.\d+\.\d+\.\d+\b/g)) found.add(address);
      return [...found].toSorted();
    },
  };
}
