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
