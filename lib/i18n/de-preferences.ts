import type { enPreferences } from './en-preferences.ts';
import type { Translation } from './translate.ts';

/** German: what a person can set for all calls, in the window of a call and in the settings. */
export const dePreferences = {
  'call.mode': 'Wie du teilnimmst',
  'call.mode.video': 'Video',
  'call.mode.video.text': 'Kamera und Mikrofon',
  'call.mode.voice': 'Stimme',
  'call.mode.voice.text': 'Nur das Mikrofon',
  'call.mode.listen': 'Nur zuhören',
  'call.mode.listen.text': 'Weder Kamera noch Mikrofon',

  'preference.noise': 'Geräusche unterdrücken',
  'preference.noise.text': 'Tastatur und Lüfter bleiben ungehört; für Musik muss es aus sein.',
  'preference.echo': 'Echo unterdrücken',
  'preference.echo.text': 'Mit Kopfhörern kannst du es ausschalten.',
  'preference.push': 'Zum Sprechen drücken',
  'preference.push.text':
    'Man hört dich nur, solange du die Leertaste oder den Mikrofonknopf gedrückt hältst.',
  'preference.sounds': 'Töne von Copybara',
  'preference.sounds.text': 'Klingeln, Verbinden, Ende.',
} satisfies Translation<typeof enPreferences>;
