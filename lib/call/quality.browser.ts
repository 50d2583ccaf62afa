import * as v from 'valibot';
import { type Counters, numbersBetween, type Quality, qualityOf } from './quality.ts';

const INTERVAL = 1000;

// Both browsers leave out what they have not measured. Times in seconds.
const Entry = v.object({
  type: v.string(),
  packetsReceived: v.optional(v.number()),
  packetsLost: v.optional(v.number()),
  jitter: v.optional(v.number()),
  bytesReceived: v.optional(v.number()),
  bytesSent: v.optional(v.number()),
  currentRoundTripTime: v.optional(v.number()),
  roundTripTime: v.optional(v.number()),
});

/** Looks at a connection once a second; the returned function ends that. */
export function watchQuality(
  peer: RTCPeerConnection,
  onQuality: (quality: Quality) => void,
): () => void {
  let before: Counters | undefined;
  const timer = setInterval(() => void look(), INTERVAL);

  async function look(): Promise<void> {
    const report = await peer.getStats().catch(() => undefined);
    if (report === undefined) return;
    const now = countersOf(report);
    if (before !== undefined && now.at > before.at) {
      onQuality(qualityOf(numbersBetween(before, now)));
    }
    before = now;
  }
  return () => clearInterval(timer);
}

function countersOf(report: RTCStatsReport): Counters {
  const sums = { packetsReceived: 0, packetsLost: 0, bytesReceived: 0, bytesSent: 0 };
  const jitters: number[] = [];
  let pair: number | undefined;
  let remote: number | undefined;
  report.forEach((raw: unknown) => {
    const parsed = v.safeParse(Entry, raw);
    if (!parsed.success) return;
    const { type, jitter, currentRoundTripTime, roundTripTime, ...counts } = parsed.output;
    if (type === 'inbound-rtp') {
      sums.packetsReceived += counts.packetsReceived ?? 0;
      sums.packetsLost += counts.packetsLost ?? 0;
      sums.bytesReceived += counts.bytesReceived ?? 0;
      if (jitter !== undefined) jitters.push(jitter * 1000);
    } else if (type === 'outbound-rtp') {
      sums.bytesSent += counts.bytesSent ?? 0;
    } else if (type === 'candidate-pair') {
      pair = currentRoundTripTime ?? pair;
    } else if (type === 'remote-inbound-rtp') {
      remote = roundTripTime ?? remote;
    }
  });
  // Firefox measures no pair, but what the other side reports of our media.
  const seconds = pair ?? remote;
  return {
    at: performance.now(),
    roundTrip: seconds === undefined ? undefined : seconds * 1000,
    jitter: jitters.length === 0 ? undefined : Math.max(...jitters),
    ...sums,
  };
}
