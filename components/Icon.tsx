const SHAPES = {
  done: 'M5 10.5l3.2 3.2L15 7',
  failed: 'M6.5 6.5l7 7m0-7l-7 7',
  asking: 'M7.6 7.8a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.2.9-1.2 1.8m0 2.6v.01',
  now: 'M10 9.99v.02',
  later: 'M10 9.99v.02',
  off: 'M6.5 10h7',
  copy: 'M8 8h7v7H8zM5 12V5h7',
  up: 'M10 15.5v-11M5.5 9 10 4.5 14.5 9',
  copied: 'M5 10.5l3.2 3.2L15 7',
} as const;

/** A sign beside a text that says the same: never the only carrier of a meaning. */
export function Icon({ sign }: { readonly sign: keyof typeof SHAPES }) {
  return (
    <svg class={`icon icon-${sign}`} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={SHAPES[sign]} />
    </svg>
  );
}
