import type { enPeople } from './en-people.ts';
import type { Translation } from './translate.ts';

/** German: people and past calls, in the window of a call and in the settings. */
export const dePeople = {
  'call.people': 'Leute',
  'call.people.none': 'Hier erscheint, wen du anrufst oder überprüfst.',
  'call.people.call': '{name} anrufen',
  'call.people.proven': 'Letztes Gespräch {when}',
  'call.people.unproven': 'Noch nie verbunden',
  'call.people.blocked': 'Blockiert',
  'call.people.options': 'Möglichkeiten für {name}',
  'call.people.block': 'Blockieren',
  'call.people.unblock': 'Freigeben',
  'call.people.forget': 'Entfernen',
  'call.past': 'Anrufe',
  'call.past.out': 'Angerufen',
  'call.past.in': 'Angerufen von',
  'call.past.claimed': 'Ein Link im Namen von',
  'call.past.missed': 'Verpasst',
  'call.past.unconnected': 'Nicht verbunden',
  'call.past.forget': 'Diesen Anruf mit {name} entfernen',
  'call.past.export': 'Sichern',
  'call.past.forget-all': 'Alles löschen',
  'call.past.forget-all.sure':
    'Leute, Notizen, Blockierungen und Anrufe werden endgültig aus diesem Browser gelöscht.',
  'call.past.forget-all.yes': 'Ja, alles löschen',
  'call.past.forget-all.no': 'Behalten',
  'call.past.private': 'Nichts davon verlässt deinen Browser.',

  'call.note': 'Notiz zu {name}',
  'call.note.hint': 'Nur du siehst sie; sie bleibt in diesem Browser.',
  'call.note.save': 'Speichern',
  'call.note.saved': 'Gespeichert',
} satisfies Translation<typeof enPeople>;
