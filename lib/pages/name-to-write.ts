import type { MyName } from '../protocol/ui.ts';

/** What the names page is to be opened for: the own name, as long as it does not lead to this node. */
export function nameToWrite(myName: MyName): { name?: string } {
  return myName.state === 'unset' || myName.state === 'matches' ? {} : { name: myName.name };
}
