import type { enDiagnostics } from './en-diagnostics.ts';
import type { Translation } from './translate.ts';

/** German: the page that says what is wrong. */
export const deDiagnostics = {
  'diagnostics.title': 'Was stimmt nicht?',
  'diagnostics.state': 'So steht es',
  'diagnostics.text': 'Für alle, die dir helfen',
  'diagnostics.text.about':
    'Das ist alles, was kopiert wird, Wort für Wort, und nur, wenn du auf den Knopf drückst. Copybara schickt nichts davon irgendwohin.',
  'diagnostics.tick': 'Darin lassen',
  'diagnostics.tick.names': 'Namen',
  'diagnostics.tick.names.text': 'Deinen, die nicht geöffneten und die deiner letzten Anrufe',
  'diagnostics.tick.addresses': 'Adressen',
  'diagnostics.tick.addresses.text': 'Die deines Knotens im Overlay und deine eigenen Endpunkte',
  'diagnostics.tick.ids': 'IDs',
  'diagnostics.tick.ids.text': 'Die ID deines Knotens und die im Eintrag deines Namens',
  'diagnostics.looking': 'Es wird nachgesehen…',
  'diagnostics.failed':
    'Nicht alles ließ sich herausfinden. Sieh noch einmal nach; hilft das nicht, lade diese Seite neu. Der Browser sagt: {detail}',
  'diagnostics.copy': 'Diesen Text kopieren',
  'diagnostics.copied': 'Kopiert',
  'diagnostics.uncopied':
    'Der Browser hat das Kopieren nicht erlaubt. Markier den Text und kopier ihn von Hand.',
  'diagnostics.again': 'Noch einmal nachsehen',
  'diagnostics.doctor':
    'Startet der Host selbst nicht, kannst du ihn im Terminal fragen: `copybara-host doctor` sagt, was nicht stimmt, `copybara-host doctor --json` dasselbe für einen Bericht.',
  'diagnostics.settings': 'Einstellungen öffnen',
} satisfies Translation<typeof enDiagnostics>;
