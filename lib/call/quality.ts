/** How good a connection is, from the browser's own statistics. */

/** The numbers of one look: averages since the look before. */
export type QualityNumbers = {
  /** Round trip, in ms. */
  readonly roundTrip: number | undefined;
  /** Lost of 100 packets that should have come. */
  readonly lostPercent: number | undefined;
  /** In ms. */
  readonly jitter: number | undefined;
  /** In bits a second. */
  readonly received: number;
  readonly sent: number;
};

/** Quality in one word, and the numbers behind it. */
export type Quality = { readonly word: 'good' | 'fair' | 'poor'; readonly numbers: QualityNumbers };

/** What the browser has counted since the begin of the connection, summed over all media. `at`: ms. */
export type Counters = {
  readonly at: number;
  /** Of the way between the two, in ms; undefined: not measured yet. */
  readonly roundTrip: number | undefined;
  /** The worst of the media that come in, in ms. */
  readonly jitter: number | undefined;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  readonly bytesReceived: number;
  readonly bytesSent: number;
};

/** From here on people notice (ITU-T G.114 for the delay, there and back; G.113 for the loss). */
const FAIR = { roundTrip: 300, lostPercent: 2, jitter: 30 };
/** From here on they can hardly talk. */
const POOR = { roundTrip: 800, lostPercent: 8, jitter: 100 };

/** The numbers between two looks. */
export function numbersBetween(before: Counters, now: Counters): QualityNumbers {
  const seconds = (now.at - before.at) / 1000;
  // Counters start anew where the browser makes a new stream of the same medium.
  const grown = (key: 'packetsReceived' | 'packetsLost' | 'bytesReceived' | 'bytesSent'): number =>
    Math.max(0, now[key] - before[key]);
  const rate = (bytes: number): number => (seconds > 0 ? Math.round((bytes * 8) / seconds) : 0);
  const [lost, came] = [grown('packetsLost'), grown('packetsReceived')];
  return {
    roundTrip: now.roundTrip,
    lostPercent: lost + came > 0 ? (100 * lost) / (lost + came) : undefined,
    jitter: now.jitter,
    received: rate(grown('bytesReceived')),
    sent: rate(grown('bytesSent')),
  };
}

/** The word for some numbers: that of the worst of them. What was not measured counts as good. */
export function qualityOf(numbers: QualityNumbers): Quality {
  const exceeds = (limit: typeof FAIR): boolean =>
    (numbers.roundTrip ?? 0) >= limit.roundTrip ||
    (numbers.lostPercent ?? 0) >= limit.lostPercent ||
    (numbers.jitter ?? 0) >= limit.jitter;
  const word = exceeds(POOR) ? 'poor' : exceeds(FAIR) ? 'fair' : 'good';
  return { word, numbers };
}
