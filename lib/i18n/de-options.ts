import type { enOptions } from './en-options.ts';
import type { Translation } from './translate.ts';

/** German: what the page of settings says. */
export const deOptions = {
  'options.title': 'Einstellungen von Copybara',
  'options.managed':
    'Das hat festgelegt, wer diesen Browser verwaltet; hier lässt es sich nicht ändern.',
  'options.saved': 'Gespeichert',

  'options.name': 'Dein Name',
  'options.name.text':
    'Der Name, der zu diesem Knoten führt. In ihm rufst du an, und ein Anruflink für einen anderen Namen klingelt nicht.',

  'options.language': 'Sprache',
  'options.language.browser': 'Wie der Browser',

  'options.chain': 'Die Chain lesen',
  'options.chain.hint': 'Das Netz, wer gefragt wird und wie viele übereinstimmen müssen',
  'options.chain.text':
    'Um zu erfahren, auf welchen Knoten ein Name zeigt, fragt Copybara diese Endpunkte. Sie sehen die Namen, die du nachschlägst, und sonst nichts von dem, was du tust.',
  'options.network': 'Netz',
  'options.network.alephzero': 'Aleph Zero',
  'options.network.alephzero.text': 'Namen, die auf .azero enden',
  'options.network.alephzero-testnet': 'Aleph Zero Testnet',
  'options.network.alephzero-testnet.text': 'Namen, die auf .tzero enden, zum Ausprobieren',
  'options.network.development': 'Eine eigene Chain',
  'options.network.development.text': 'Für die Entwicklung',
  'options.registry': 'Adresse des Registervertrags',
  'options.registry.use': 'Diese Chain benutzen',

  'options.endpoints': 'Endpunkte, in der Reihenfolge, in der sie gefragt werden',
  'options.endpoints.by': 'betrieben von {operator}',
  'options.endpoints.up': '{url} früher fragen',
  'options.endpoints.remove': '{url} entfernen',
  'options.endpoints.remove.short': 'Entfernen',
  'options.endpoints.test': 'Alle testen',
  'options.endpoints.testing': 'wird gefragt…',
  'options.endpoints.works': 'hat in {ms} ms geantwortet',
  'options.endpoints.unreachable': 'nicht erreichbar',
  'options.endpoints.timeout': 'hat nicht rechtzeitig geantwortet',
  'options.endpoints.oversized': 'hat viel zu viel geschickt',
  'options.endpoints.garbage': 'hat etwas geschickt, das keine Antwort ist',
  'options.endpoints.rpc-error': 'hat mit einem Fehler geantwortet',
  'options.endpoints.wrong-genesis': 'gehört zu einer anderen Chain',
  'options.endpoints.add': 'Einen Endpunkt hinzufügen',
  'options.endpoints.add.button': 'Hinzufügen',
  'options.endpoints.url': 'Adresse (https:// oder wss://)',
  'options.endpoints.operator': 'Wer ihn betreibt',
  'options.endpoints.defaults': 'Zurück zu den mitgelieferten Endpunkten',

  'options.quorum': 'Wie viele Betreiber sich einig sein müssen',
  'options.quorum.text':
    'Zwei Adressen eines Betreibers zählen als eine. Bei 1 kann ein einziger unehrlicher Betreiber dich auf eine andere Maschine führen.',
  'options.quorum.count': { one: '{count} Betreiber', other: '{count} Betreiber' },

  'options.error.bad-endpoint':
    'Ein Endpunkt muss eine http-, https-, ws- oder wss-Adresse ohne Benutzernamen sein, und jemand muss ihn betreiben.',
  'options.error.shared-endpoint':
    'Diesen Endpunkt gibt es schon unter einem anderen Betreiber. Er würde doppelt zählen.',
  'options.error.bad-registry':
    'Das ist keine Adresse eines Vertrags: Sie hat 48 Buchstaben und Ziffern und beginnt meist mit 5.',
  'options.error.bad-genesis': 'Mit diesem Hash des ersten Blocks der Chain geht es nicht.',
  'options.error.bad-quorum':
    'Es müssten sich mehr Betreiber einig sein, als es gibt. Lass zuerst weniger genügen.',
  'options.error.known-endpoint': 'Dieser Endpunkt steht schon in der Liste.',
  'options.error.last-endpoint':
    'Ohne Endpunkt lässt sich kein Name lesen. Füg zuerst einen anderen hinzu.',
  'options.error.too-many-endpoints': 'Platz ist für 20 Endpunkte. Entfern zuerst einen.',

  'options.links': 'Wohin Anruflinks führen',
  'options.links.address': 'Adresse',
  'options.links.hint': 'Die Seite, die Leute ohne Copybara sehen',
  'options.links.text':
    'Wer kein Copybara hat und deinen Link öffnet, sieht die Seite an dieser Adresse. Was hinter ihrem # steht, verlässt den Browser nie.',
  'options.links.bad': 'Das muss eine http- oder https-Adresse ohne ?, # oder Benutzernamen sein.',
  'options.links.default': 'Mitgeliefert ist {base}',
  'options.links.untaken.what':
    'Der Browser lässt Copybara Links dieser Adresse nicht abfangen; ein Link, den du öffnest, führt zu ihrer Seite statt zum Anruf.',
  'options.links.untaken.next':
    'Erlaube es, oder füg die Links, die du bekommst, in Copybaras Fenster in der Symbolleiste ein.',
  'options.links.untaken.ask': 'Den Browser noch einmal fragen',

  'options.preferences': 'Wie du anrufst',
  'options.preferences.hint': 'Kamera und Mikrofon, Rauschen, Echo, Sprechtaste, Töne',
  'options.preferences.text':
    'So beginnt jeder Anruf, und dort kannst du es jederzeit ändern. „Zum Sprechen drücken“ gilt auch in Gesprächen, die gerade laufen.',
  'options.preferences.start': 'Ein Anruf beginnt mit',

  'options.search': 'Suchen nach einem Namen',
  'options.search.hint': 'Bei welchen Suchmaschinen Copybara stattdessen den Namen öffnet',
  'options.search.text':
    'Wer einen Namen in die Adressleiste tippt, sucht meist nach ihm, denn Browser kennen solche Endungen nicht. Copybara hält diese Suche auf, bevor sie hinausgeht, und öffnet den Namen. Dafür hat es die Erlaubnis des Browsers für die Seiten dieser Suchmaschinen, sieht nur Adressen an, deren ganze Suche ein Name ist, und ändert dort sonst nichts.',
  'options.search.off':
    'Was du hier ausschaltest, bleibt unberührt: Die Suchmaschine erfährt dann den Namen und zeigt ihre Treffer.',
  'options.search.all': 'Alle an',
  'options.search.none': 'Alle aus',
  'options.search.missing': 'Der Browser erlaubt es gerade nicht.',
  'options.search.allow': '{engine} erlauben',
  'options.search.allow.short': 'Erlauben',

  'options.certificate': 'Dein Zertifikat in Anrufen',
  'options.certificate.hint': 'Woran man sieht, dass es wieder dein Browser ist',
  'options.certificate.text':
    'Daran sehen die Leute, mit denen du gesprochen hast, dass es wieder dein Browser ist. Es verlässt diesen Browser nie, und jedes Jahr entsteht ein neues. Erstell jetzt eines, wenn dieser Browser in anderen Händen war.',
  'options.certificate.new': 'Ein neues erstellen',
  'options.certificate.done':
    'Es ist erstellt. Bei deinem nächsten Anruf erfährt man, dass es sich geändert hat.',
  'options.certificate.unkept':
    'Dieser Browser konnte es nicht aufbewahren: Jeder Anruf bekommt ein neues.',

  'options.data': 'Deine Daten',
  'options.data.hint': 'Was aufbewahrt wird: speichern, laden, löschen',
  'options.data.text':
    'Einstellungen, Leute und Anrufliste sind nur auf diesem Computer. Nichts davon wird irgendwohin geschickt.',
  'options.data.export': 'Als Datei sichern',
  'options.data.import': 'Aus einer Datei laden',
  'options.data.import.bad-file':
    'Diese Datei hat Copybara nicht gesichert, oder sie ist beschädigt. Geändert wurde nichts.',
  'options.data.import.newer-file':
    'Diese Datei hat ein neueres Copybara gesichert. Bring deines auf den neuesten Stand und lade sie noch einmal. Geändert wurde nichts.',
  'options.data.import.done':
    'Die Datei ist geladen. Wer für dich die Chain liest, ist geblieben, wie es war.',
  'options.import.changes': 'Diese Datei laden? Sie ändert:',
  'options.import.nothing': 'Diese Datei ändert hier nichts.',
  'options.import.chain':
    'Wer für dich die Chain liest, bleibt, wie es ist, was auch immer in der Datei steht.',
  'options.import.yes': 'Laden',
  'options.import.close': 'Gut',
  'options.import.none': 'Kein Name mehr',
  'options.import.default': 'Zurück zur mitgelieferten Seite',
  'options.import.as-file': 'Wie in der Datei',
  'options.import.search.off': 'Unberührt: {engines}',
  'options.import.enabled': 'Copybara',
  'options.import.enabled.on': 'Eingeschaltet',
  'options.import.enabled.off': 'Ausgeschaltet',
  'options.import.replace-proxy': 'Eine Proxy-Einstellung, die sich nicht mitnehmen lässt',
  'options.import.replace-proxy.on': 'Wird ersetzt',
  'options.import.replace-proxy.off': 'Bleibt',
  'options.import.added': { one: '{count} neu', other: '{count} neu' },
  'options.import.changed': { one: '{count} geändert', other: '{count} geändert' },
  'options.import.unblocked': {
    one: '{count} nicht mehr blockiert',
    other: '{count} nicht mehr blockiert',
  },
  'options.people': 'Leute und Anrufe',
  'options.people.hint': 'Deine Notizen, wer blockiert ist, welche Anrufe du hattest',
  'options.people.unkept':
    'Dieser Browser konnte etwas nicht lesen oder aufbewahren. Sieh nach, ob die Festplatte voll ist, und lade diese Seite dann neu.',
  'options.kinds': 'Einzelnes löschen',
  'options.kinds.people': 'Leute',
  'options.kinds.people.text': {
    one: '{count} Name samt deiner Notiz, dem, was bewiesen wurde, und ob er blockiert ist',
    other: '{count} Namen samt deinen Notizen, dem, was bewiesen wurde, und wer blockiert ist',
  },
  'options.kinds.calls': 'Die Anrufliste',
  'options.kinds.calls.text': { one: '{count} Anruf', other: '{count} Anrufe' },
  'options.kinds.preferences': 'Wie du anrufst',
  'options.kinds.preferences.text': 'Zurück auf Anfang',
  'options.kinds.certificate': 'Das Zertifikat dieses Browsers',
  'options.kinds.certificate.text':
    'Der nächste Anruf erstellt ein neues, und man erfährt, dass es sich geändert hat.',
  'options.kinds.settings': 'Die Einstellungen dieser Seite',
  'options.kinds.settings.text':
    'Dein Name, die Endpunkte, wohin Links führen, die Suchmaschinen: zurück auf Anfang',
  'options.kinds.delete': 'Löschen: {what}',
  'options.kinds.delete.short': 'Löschen',
  'options.kinds.sure': 'Ja, löschen',
  'options.kinds.done': 'Gelöscht: {what}',
  'options.data.reset': 'Zurück auf Anfang',
  'options.data.reset.text':
    'Löscht auf diesem Computer deine Einstellungen, deine Leute, die Anrufliste und dein Zertifikat.',
  'options.data.reset.sure': 'Ja, alles löschen',
  'options.data.reset.done': 'Alles ist gelöscht.',
  'options.data.reset.failed':
    'Es konnte nicht alles gelöscht werden. Lade diese Seite neu und lösche dann noch einmal.',
  'options.diagnostics': 'Nachsehen, was nicht stimmt',
  'options.welcome': 'Die ersten Schritte noch einmal zeigen',
  'options.save': 'Speichern',
  'options.cancel': 'Abbrechen',
} satisfies Translation<typeof enOptions>;
