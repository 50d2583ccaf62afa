import { type AzeroName, labelOf } from '../../lib/names/name.ts';

type Props = { readonly name: AzeroName; readonly ringing?: boolean };

/** The first letter of a name where there is no picture: decoration, the name stands beside it. */
export function Avatar({ name, ringing = false }: Props) {
  return (
    <span class={ringing ? 'avatar avatar-ringing' : 'avatar'} aria-hidden="true">
      {labelOf(name).slice(0, 1)}
    </span>
  );
}
