/**
 * How fast files may be sent beside a call. A channel of SCTP speeds up until packets are lost, and on its way there fills every
 * queue along the path: the sound waits in the same queues. So the round trip is watched, and when it grows over what it is at
 * its shortest, files slow down. As in LEDBAT (RFC 6817) what counts is the delay that was added, not the delay, and the shorter of
 * the last two measures of it: a queue that is full stays full, while a busy processor is late now and then.
 */

/** A look at the path, once a second: the round trip in ms (undefined: not measured), and how many bytes of files went in so many ms. */
export type PathLook = {
  readonly roundTrip: number | undefined;
  readonly sent: number;
  readonly ms: number;
};

/** Where the brake stands. */
export type Brake = {
  /** Bytes a second; infinite: as fast as the channel takes them. */
  readonly rate: number;
  /** The shortest round trips of this and of the last period, in ms, and how old this period is. */
  readonly shortest: number;
  readonly before: number;
  readonly age: number;
  /** The last measure and the one before it, in ms, and how long ago the last one came. */
  readonly last: number;
  readonly earlier: number;
  readonly lastAge: number;
  /** What went when it was too much last, in bytes a second; infinite: it never was. */
  readonly limit: number;
  /** How long it takes until what was done last can be seen, in ms. */
  readonly blind: number;
};

/** From this much added delay on people hear it; buffers of sound take less in their stride. */
const TOO_SLOW = 120;
const CALM = 60;
/** Browsers measure a path each 2.5 s. */
const BLIND = 3000;
/** A path may change for good: what it was at its shortest is forgotten after one to two periods. */
const PERIOD = 30_000;
const FIRST = 1024 * 1024;
/** Round trips grow by others' doing too, and a file has to go on; beside this much sound and some picture find room. */
const LEAST = 64 * 1024;
/** Where no limit is needed any more: more than any browser's channel does. */
const MOST = 256 * 1024 * 1024;

/** Nothing was sent yet. */
export const NEW_BRAKE: Brake = {
  rate: FIRST,
  shortest: Number.POSITIVE_INFINITY,
  before: Number.POSITIVE_INFINITY,
  age: 0,
  last: Number.POSITIVE_INFINITY,
  earlier: Number.POSITIVE_INFINITY,
  lastAge: 0,
  limit: Number.POSITIVE_INFINITY,
  blind: 0,
};

/** The brake after a look. */
export function stepBrake(brake: Brake, { roundTrip, sent, ms }: PathLook): Brake {
  // Where nothing is measured there is nothing that could be held against files.
  if (roundTrip === undefined) return { ...brake, rate: Number.POSITIVE_INFINITY };
  const seen = remember(brake, roundTrip, ms);
  const blind = Math.max(0, brake.blind - ms);
  const shortest = Math.min(seen.shortest, seen.before);
  const added = roundTrip - shortest;
  // What comes of others' doing is not mended by us.
  if (sent === 0 || ms <= 0 || blind > 0) return { ...seen, blind };
  const went = (sent * 1000) / ms;
  if (Math.min(roundTrip, seen.earlier) - shortest > TOO_SLOW) {
    const rate = Math.max(LEAST, Math.min(brake.rate, went) * 0.6);
    return { ...seen, rate, limit: went, blind: BLIND };
  }
  // Said once only, it slows nothing that goes; but no more than goes is put on the path.
  if (added > TOO_SLOW)
    return { ...seen, rate: Math.max(LEAST, Math.min(brake.rate, went)), blind };
  if (added > CALM) return { ...seen, blind };
  const rate = brake.rate * growth(brake);
  return { ...seen, rate: rate > MOST ? Number.POSITIVE_INFINITY : rate, blind };
}

/** Fast until something is known, and far below what was too much; slowly near it. */
function growth({ rate, limit }: Brake): number {
  if (limit === Number.POSITIVE_INFINITY) return 2;
  return rate < limit * 0.7 ? 1.2 : 1.05;
}

function remember(brake: Brake, roundTrip: number, ms: number): Brake {
  const age = brake.age + ms;
  const seen = measured(brake, roundTrip, ms);
  return age < PERIOD
    ? { ...seen, age, shortest: Math.min(brake.shortest, roundTrip) }
    : { ...seen, age: 0, shortest: roundTrip, before: brake.shortest };
}

/** Looks come more often than measures: the same number is the same measure, until there must have been another one. */
function measured(brake: Brake, roundTrip: number, ms: number): Brake {
  const lastAge = brake.lastAge + ms;
  return roundTrip === brake.last && lastAge < BLIND
    ? { ...brake, lastAge }
    : { ...brake, last: roundTrip, earlier: brake.last, lastAge: 0 };
}
