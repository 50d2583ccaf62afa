import type { NameRecord, ReadError } from '../azero/registry.ts';
import type { AzeroName } from '../names/name.ts';
import type { MyName } from '../protocol/ui.ts';
import type { Result } from '../result.ts';
import { hostFailure, readFailure } from './failures.ts';
import type { SettingsBad } from './names.ts';
import type { AskHost } from './visits.ts';

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
