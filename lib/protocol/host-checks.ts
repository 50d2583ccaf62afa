/**
 * What a page asks a host of its own, to look whether calls could be had: apart from `REQUESTS`, since the background never
 * asks any of it. A host that can do this says `checks` in its capabilities.
 */
import * as v from 'valibot';
import { REQUESTS } from './host.ts';
import { relayUrl } from './host-calls.ts';
import { ipv4, nodeId, port, shortText } from './host-values.ts';

/**
 * What an extension says in `hello` that only looks and opens no page: its proxy then takes a port that the system
 * chooses, also where the settings fix one, which the background's host has.
 */
export const CHECKS_ONLY = 'checks-only';

const credential = v.object({ username: shortText, credential: shortText });

/** Requests about the state of things, by kind: what is asked and what a good answer holds. */
export const CHECK_REQUESTS = {
  /** Whether this host could take calls: its relay and the hosts' port are opened for a moment, on our own overlay address. */
  'check.ports': {
    ask: v.object({}),
    answer: v.object({
      relay: v.picklist(['works', 'fails']),
      peer: v.object({ port, state: v.picklist(['works', 'in-use']) }),
    }),
  },
  /**
   * Looks whether packets pass between this host and that of another node, which has to look for this one at the same
   * time (docs/call-protocols.md, section 3). To be asked each second while somebody watches; it ends by itself 5 s after the
   * last time.
   */
  'check.peer': {
    ask: v.object({ nodeId }),
    answer: v.object({
      /** How many packets were sent. */
      sent: v.number(),
      /** Something of the other host came within the last seconds. */
      heard: v.boolean(),
      /** It said that it has heard us. */
      answered: v.boolean(),
    }),
  },
  /** A relay for the two ends of a call that never leaves this machine; asking again replaces it. */
  'check.loop': {
    ask: v.object({}),
    answer: v.object({
      turnUrl: relayUrl,
      ends: v.object({ one: credential, other: credential }),
      peerVirtual: v.object({ address: ipv4, port }),
    }),
  },
} as const;

/** Everything that a host can be asked. */
export const EVERY_REQUEST = { ...REQUESTS, ...CHECK_REQUESTS };
/** The word that names a check. */
export type CheckKind = keyof typeof CHECK_REQUESTS;
/** What a check asks. */
export type CheckAsk<K extends CheckKind> = v.InferOutput<(typeof CHECK_REQUESTS)[K]['ask']>;
/** What a good reply to a check holds. */
export type CheckAnswer<K extends CheckKind> = v.InferOutput<(typeof CHECK_REQUESTS)[K]['answer']>;
