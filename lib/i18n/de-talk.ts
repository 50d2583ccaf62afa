import type { enTalk } from './en-talk.ts';
import type { Translation } from './translate.ts';

/** German: what is written, and what is sent, inside a call. */
export const deTalk = {
  'chat.log': 'Nachrichten',
  'chat.empty': 'Was du hier schreibst, geht direkt an {name} und wird nirgends aufbewahrt.',
  'chat.field': 'Nachricht an {name}',
  'chat.placeholder': 'Schreib eine Nachricht',
  'chat.send': 'Senden',
  'chat.hint': 'Eingabe sendet, Umschalt und Eingabe beginnen eine neue Zeile.',
  'chat.too-long': {
    one: '{count} Zeichen zu lang. Kürz die Nachricht oder schick sie als Datei.',
    other: '{count} Zeichen zu lang. Kürz die Nachricht oder schick sie als Datei.',
  },
  'chat.own': 'Du',
  'chat.mark.waiting': 'wartet',
  'chat.mark.sent': 'gesendet',
  'chat.mark.delivered': 'angekommen',
  'chat.mark.lost': 'nicht angekommen',
  'chat.held':
    'Die Verbindung ist unterbrochen. Was du sendest, wartet hier und geht hinaus, sobald sie wieder da ist.',
  'chat.ended':
    'Dieser Austausch wird nirgends aufbewahrt. Kopier oder sicher ihn, bevor du das Fenster schließt.',
  'chat.shut':
    'Die Gegenseite hat mehr geschickt, als irgendjemand lesen kann, oder Unsinn; Copybara hört ihren Nachrichten nicht mehr zu. Das Gespräch geht weiter.',
  'chat.earlier': 'Frühere Nachrichten',
  'chat.later': 'Neuere Nachrichten',
  'chat.newest': 'Zur neuesten',
  'chat.forgotten': {
    one: 'Die älteste Nachricht der Gegenseite wurde losgelassen, um Speicher zu sparen.',
    other:
      'Die ältesten {count} Nachrichten der Gegenseite wurden losgelassen, um Speicher zu sparen.',
  },
  'chat.copy-one': 'Nachricht kopieren',
  'chat.copy': 'Alles kopieren',
  'chat.save': 'Als Text sichern',
  'chat.done.copied': 'Kopiert',
  'chat.done.refused':
    'Der Browser hat Copybara nicht kopieren lassen. Markier den Text und kopier ihn von Hand.',

  'files.choose': 'Dateien senden…',
  'files.drop': 'Loslassen, um sie anzubieten',
  'files.hint':
    'Oder zieh sie hierher. Sie gehen direkt an {name}, in jeder Größe, sobald sie angenommen sind.',
  'files.list': 'Dateien dieses Gesprächs',
  'files.direction.in': 'Von {name}',
  'files.direction.out': 'An {name}',
  'files.accept': 'Annehmen',
  'files.decline': 'Ablehnen',
  'files.pause': 'Anhalten',
  'files.go-on': 'Weiter',
  'files.cancel': 'Abbrechen',
  'files.save': 'Sichern',
  'files.save-again': 'Noch einmal sichern',
  'files.remove': 'Aus der Liste entfernen',
  'files.for': '{action}: {file}',
  'files.risky':
    'Eine solche Datei kann ein Programm ausführen. Nimm sie nur an, wenn du sie von diesem Menschen erwartest.',
  'files.no-room':
    'Auf diesem Computer sind nur {free} frei. Schaff Platz und nimm sie dann noch einmal an.',
  'files.state.offered.in': 'Willst du sie haben?',
  'files.state.offered.out': 'Angeboten. Wartet auf ein Ja.',
  'files.state.queued': 'Wartet, bis sie angeboten werden kann.',
  'files.state.waiting': 'Angenommen. Beginnt nach den anderen.',
  'files.state.preparing': 'Angenommen. Beginnt jetzt.',
  'files.state.paused.us': 'Von dir angehalten.',
  'files.state.paused.them': 'Von der Gegenseite angehalten.',
  'files.state.held': 'Die Verbindung ist unterbrochen. Es geht von selbst weiter.',
  'files.state.checking': 'Es wird geprüft, ob alles da ist.',
  'files.state.done': 'Vollständig angekommen.',
  'files.state.ready': 'Hier, vollständig und noch nicht gesichert.',
  'files.state.saved': 'Hier und gesichert.',
  'files.progress': '{done} von {all}',
  'files.pace': '{speed} pro Sekunde',
  'files.left': 'noch {time}',
  'files.left-out': {
    one: 'Eine Datei war auf einmal zu viel und wurde ausgelassen. Schick sie, wenn die anderen fertig sind.',
    other:
      '{count} Dateien waren auf einmal zu viel und wurden ausgelassen. Schick sie, wenn andere fertig sind.',
  },
  'files.folders':
    'Ordner lassen sich nicht senden. Pack sie zuerst in eine einzige Datei, etwa ein Zip.',
  'files.shut':
    'Die Gegenseite hat immer wieder Unsinn geschickt; Copybara hat alle Dateien gestoppt. Das Gespräch geht weiter.',
  'files.unsaved':
    'Sicher, was du behalten willst: Es ist weg, wenn du neu anrufst oder dieses Fenster schließt.',

  'files.failed.declined.us': 'Du hast sie abgelehnt.',
  'files.failed.declined.them': 'Die Gegenseite wollte sie nicht.',
  'files.failed.cancelled.us': 'Du hast abgebrochen.',
  'files.failed.cancelled.them': 'Die Gegenseite hat abgebrochen.',
  'files.failed.unreadable.us':
    'Sie ist nicht mehr lesbar: geändert, verschoben oder gelöscht. Wähl sie neu aus.',
  'files.failed.unreadable.them':
    'Die Gegenseite kann sie nicht mehr lesen. Bitte noch einmal darum.',
  'files.failed.changed.us': 'Sie wurde geändert, während sie gesendet wurde. Wähl sie neu aus.',
  'files.failed.changed.them':
    'Sie wurde auf der Gegenseite inzwischen geändert. Bitte noch einmal darum.',
  'files.failed.too-many.us': 'Es wurden zu viele Dateien auf einmal angeboten.',
  'files.failed.too-many.them':
    'Bei der Gegenseite sind zu viele Angebote offen. Schick sie später noch einmal.',
  'files.failed.no-space.us':
    'Auf diesem Computer ist kein Platz mehr dafür. Schaff Platz und bitte noch einmal darum.',
  'files.failed.no-space.them': 'Auf der Gegenseite ist kein Platz mehr dafür.',
  'files.failed.not-stored.us':
    'Dieser Browser konnte sie nicht speichern. Schaff Platz oder verlass den privaten Modus, und bitte noch einmal darum.',
  'files.failed.not-stored.them':
    'Die Gegenseite konnte sie nicht speichern. Schick sie noch einmal.',
  'files.failed.wrong-hash.us':
    'Sie kam beschädigt an und wurde verworfen. Bitte noch einmal darum.',
  'files.failed.wrong-hash.them':
    'Sie kam beschädigt an und wurde verworfen. Schick sie noch einmal.',
  'files.failed.refused.us': 'Was kam, war nicht das Angekündigte; es wurde verworfen.',
  'files.failed.refused.them':
    'Sie wurde abgelehnt, weil sie nicht das Angekündigte war. Schick sie noch einmal.',
  'files.failed.nonsense.us':
    'Copybara hat abgebrochen, weil sich die beiden Seiten nicht verstanden haben.',
  'files.failed.nonsense.them':
    'Was die Gegenseite darüber geschickt hat, ergab keinen Sinn; Copybara hat abgebrochen.',
  'files.failed.call-ended.us':
    'Das Gespräch endete, bevor sie vollständig war. Schick sie im nächsten.',
  'files.failed.call-ended.them':
    'Das Gespräch endete, bevor sie vollständig war. Schick sie im nächsten.',
} satisfies Translation<typeof enTalk>;
