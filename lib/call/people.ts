import type { AzeroName } from '../names/name.ts';
import type { Role } from './proof.ts';
import type { EndCause } from './session-end.ts';

/** Somebody whom this person called, who called her, or whom she keeps a note about. */
export type Person = {
  readonly name: AzeroName;
  /** Her own words about her; empty: none. */
  readonly note: string;
  /** Calls of this name don't ring. */
  readonly blocked: boolean;
  /** When she last proved herself in a call, in ms since 1970; undefined: never yet. */
  readonly provenAt: number | undefined;
};

/** A call that is over. */
export type PastCall = {
  /** Unique among the calls that are listed. */
  readonly id: string;
  readonly name: AzeroName;
  /** Which side we were. */
  readonly role: Role;
  /** When it began, in ms since 1970. */
  readonly at: number;
  /** How long the two heard each other, in ms; undefined: it never came to that. */
  readonly duration: number | undefined;
  readonly cause: EndCause['kind'];
};
