import type { NameRecord, ReadError } from '../azero/registry.ts';
import { type AzeroName, parseName } from '../names/name.ts';
import type { MyName } from '../protocol/ui.ts';
import type { Result } from '../result.ts';
import { hostFailure, readFailure } from './failures.ts';
import type { SettingsBad } from './names.ts';
import type { AskHost, VisitsOptions } from './visits.ts';

/** Checks whether the person's own name leads to this node: its record on chain against `mcc id`. */
export async function checkMyName(
  name: AzeroName,
  readName: (name: AzeroName) => Promise<Result<NameRecord, ReadError | SettingsBad>>,
  askHost: AskHost,
): Promise<MyName> {
  // One after the other: who waits for a host asks again and again, and the chain has nothing to do with that.
  const node = await askHost('status', {});
  if (!node.ok) return { state: 'failed', name, failure: hostFailure(node.error) };
  // `mcc id` may have answered although the overlay has a fault, and the id is all that counts here.
  const own = node.value.nodeId;
  if (own === undefined) {
    const cause = node.value.state === 'down' ? node.value.cause : 'mcc-empty';
    return { state: 'failed', name, failure: { kind: cause } };
  }
  const record = await readName(name);
  if (!record.ok) return { state: 'failed', name, failure: readFailure(record.error) };
  return own === record.value.nodeId
    ? { state: 'matches', name }
    : { state: 'differs', name, recordNodeId: record.value.nodeId, ownNodeId: own };
}

/** What looking at the person's own name needs. */
export type MyNameOptions = Pick<VisitsOptions, 'readName' | 'askHost'> & {
  /** The name as it is set. */
  readonly own: () => string | undefined;
  /** Where it is shown how the name stands. */
  readonly shown: { get(): Promise<MyName>; set(value: MyName): Promise<void> };
};

/** Makes what looks at the person's own name, each time it is called, and shows how it stands. */
export function createMyNameLook({
  own,
  shown,
  readName,
  askHost,
}: MyNameOptions): () => Promise<void> {
  let looks = 0;

  return async () => {
    looks += 1;
    const look = looks;
    const parsed = parseName(own() ?? '');
    // A later look knows better, the one at another chain above all.
    const set = async (value: MyName): Promise<void> => {
      if (look === looks) await shown.set(value);
    };
    if (!parsed.ok) {
      await set({ state: 'unset' });
      return;
    }
    const before = await shown.get();
    await set({ state: 'checking', name: parsed.value });
    // What was found wrong the person may just have put right.
    const read = { acceptOne: true, fresh: before.state !== 'matches' };
    await set(await checkMyName(parsed.value, (name) => readName(name, read), askHost));
  };
}
