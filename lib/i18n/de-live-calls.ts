import type { enLiveCalls } from './en-live-calls.ts';
import type { Translation } from './translate.ts';

/** German: how far a call is, for the toolbar button and its window. `{name}`: the other side. */
export const deLiveCalls = {
  'live.dialling': 'Anruf bei {name} wird vorbereitet',
  'live.waiting': 'Warten auf {name}',
  'live.ringing': '{name} ruft an',
  'live.connecting': 'Verbinden mit {name}',
  'live.proving': 'Verbinden mit {name}',
  'live.in-call': 'Im Gespräch mit {name}',
  'live.reconnecting': 'Neu verbinden mit {name}',
} satisfies Translation<typeof enLiveCalls>;
