import type { enShared } from './en-shared.ts';
import type { Translation } from './translate.ts';

/** German: what several pages say. */
export const deShared = {
  brand: 'Copybara',
  'names.title': 'Namen und Einträge',
  proves: 'Bewiesen ist damit: die Maschine, auf die der Name zeigt, nicht ein Mensch.',
  'copy.node-id': 'Knoten-ID kopieren',
  'copy.account': 'Konto kopieren',
  'copy.pac': 'Zeile kopieren',
  'copy.done': 'Kopiert',
  'call.notice.close': 'Verstanden',
  'gate.next': 'Was du jetzt tun kannst',
  'popup.next': 'Jetzt',
  'popup.go.example': 'alice.azero',
  'popup.my-name.cancel': 'Abbrechen',
  'popup.my-name': 'Mein Name',
} satisfies Translation<typeof enShared>;
