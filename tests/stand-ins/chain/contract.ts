import { blake2AsU8a } from '@polkadot/util-crypto';
import { type Account, BadScale, bytes, concat, Reader, text } from './scale.ts';

/** Who calls, and the time of the block it runs in (ms since 1970). */
export interface CallContext {
  readonly caller: Account;
  readonly at: number;
}

/** An event as an ink! 4 contract deposits it: the data starts with the event's index in the contract. */
export interface ContractEvent {
  readonly data: Uint8Array;
  readonly topics: readonly Uint8Array[];
}

/** What one message did. A reverted one has changed nothing and has no events. */
export interface Outcome<State> {
  readonly reverted: boolean;
  readonly data: Uint8Array;
  readonly state: State;
  readonly events: readonly ContractEvent[];
}

/** A message: reads its own arguments first, so that bad ones change nothing. */
export type Message<State> = (input: Reader, state: State, context: CallContext) => Outcome<State>;

/** What a read returns: `Ok` of the outer `Result<_, LangError>`, and the value. */
export function returns<State>(state: State, value: Uint8Array): Outcome<State> {
  return { reverted: false, data: concat(bytes(0), value), state, events: [] };
}

/** `Ok(Ok(value))` of a message that can fail, with what it changed. */
export function succeeds<State>(
  state: State,
  value: Uint8Array = bytes(),
  events: readonly ContractEvent[] = [],
): Outcome<State> {
  return { reverted: false, data: concat(bytes(0, 0), value), state, events };
}

/** `Ok(Err(error))`: ink! sets the REVERT flag for it. */
export function fails<State>(state: State, ...error: readonly number[]): Outcome<State> {
  return { reverted: true, data: bytes(0, 1, ...error), state, events: [] };
}

/** Finds the message of a selector and runs it; no such message or unreadable arguments: `LangError::CouldNotReadInput`. */
export function dispatch<State>(
  messages: ReadonlyMap<string, Message<State>>,
  input: Uint8Array,
  state: State,
  context: CallContext,
): Outcome<State> {
  const unreadable = { reverted: true, data: bytes(1, 1), state, events: [] };
  try {
    const reader = new Reader(input);
    const message = messages.get(Buffer.from(reader.take(4)).toString('hex'));
    return message === undefined ? unreadable : message(reader, state, context);
  } catch (error) {
    if (error instanceof BadScale) return unreadable;
    throw error;
  }
}

/**
 * An event of contract `Registry`. Topics as ink! 4 makes them: the event's name, then each topic field behind its path;
 * raw and zero-padded up to 32 bytes, else their BLAKE2b-256.
 */
export function contractEvent(
  index: number,
  name: string,
  fields: readonly { readonly name: string; readonly value: Uint8Array; readonly topic: boolean }[],
): ContractEvent {
  const signature = concat(bytes(0), new TextEncoder().encode(`Registry::${name}`));
  const fieldTopics = fields
    .filter((field) => field.topic)
    .map((field) => concat(text(`Registry::${name}::${field.name}`), field.value));
  return {
    data: concat(bytes(index), ...fields.map((field) => field.value)),
    topics: [signature, ...fieldTopics].map(toTopic),
  };
}

function toTopic(encoded: Uint8Array): Uint8Array {
  if (encoded.length > 32) return blake2AsU8a(encoded, 256);
  const topic = new Uint8Array(32);
  topic.set(encoded);
  return topic;
}
