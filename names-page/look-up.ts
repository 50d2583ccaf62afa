import { decodeSs58 } from '../lib/azero/ss58.ts';
import { readInput } from '../lib/names/from-input.ts';
import { type AzeroName, endingOf } from '../lib/names/name.ts';
import { err, ok, type Result } from '../lib/result.ts';
import type { LookError } from './names-props.ts';

/** What a person wants to see. */
export type Subject =
  | { readonly kind: 'name'; readonly name: AzeroName }
  | { readonly kind: 'account'; readonly address: string; readonly account: Uint8Array };

/** Reads what a person typed: an account's SS58 address, or a name in any form that Copybara takes; `endings` are those of the network. */
export function readSubject(
  text: string,
  endings: readonly ('azero' | 'tzero')[],
): Result<Subject, LookError> {
  const typed = text.trim();
  if (typed === '') return err({ kind: 'empty' });
  const account = decodeSs58(typed);
  if (account.ok) return ok({ kind: 'account', address: typed, account: account.value });
  const [only] = endings;
  // A label alone means a name of this network.
  const bare = /^[^.:/?#\\@\s]+$/.test(typed) && only !== undefined && !endings.includes('azero');
  const input = readInput(bare ? `${typed}.${only}` : typed);
  if (!input.ok) return input;
  const { name } = input.value;
  const ending = endingOf(name);
  return endings.includes(ending) ? ok({ kind: 'name', name }) : err({ kind: 'elsewhere', ending });
}
