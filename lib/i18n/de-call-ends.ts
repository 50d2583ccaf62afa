import type { enCallEnds } from './en-call-ends.ts';
import type { Translation } from './translate.ts';

/** German: why a call ended, rang not, or has no camera; a sentence and a next step for each. */
export const deCallEnds = {
  'end.hung-up.what': 'Das Gespräch ist zu Ende.',
  'end.hung-up.next': 'Ruf wieder an, wann du willst; dafür braucht es einen neuen Link.',
  'end.cancelled.what': 'Du hast den Anruf abgebrochen.',
  'end.cancelled.next': 'Der Link, den du vielleicht verschickt hast, führt jetzt nirgendwohin.',
  'end.declined.what': 'Du hast den Anruf abgelehnt.',
  'end.declined.next':
    'Die Gegenseite erfährt das nicht. Du kannst mit einem eigenen Link zurückrufen.',
  'end.window-closed.what': 'Das Fenster dieses Anrufs wurde geschlossen.',
  'end.window-closed.next': 'Beginne einen neuen Anruf in Copybaras Fenster in der Symbolleiste.',
  'end.peer-hung-up.what': 'Die Gegenseite hat aufgelegt.',
  'end.peer-hung-up.next': 'Ruf wieder an, wann du willst; dafür braucht es einen neuen Link.',
  'end.no-own-name.what': 'Copybara kennt deinen eigenen Namen noch nicht.',
  'end.no-own-name.next': 'Sag Copybara deinen Namen und öffne den Link dann noch einmal.',
  'end.calling-oneself.what': 'Das ist dein eigener Name.',
  'end.calling-oneself.next': 'Such dir jemand anderen zum Anrufen aus.',
  'end.link-expired.what': 'Dieser Anruflink ist abgelaufen.',
  'end.link-expired.next':
    'Links gelten eine Stunde. Bitte um einen neuen oder ruf mit deinem eigenen zurück.',
  'end.link-too-far-ahead.what':
    'Dieser Link behauptet, länger zu gelten, als Anruflinks es je tun.',
  'end.link-too-far-ahead.next':
    'Wahrscheinlich geht eine der beiden Uhren falsch. Prüft auf beiden Seiten Datum und Uhrzeit, und bitte dann um einen neuen Link.',
  'end.own-link.what': 'Das ist der Link, den du selbst erstellt hast.',
  'end.own-link.next': 'Schick ihn dem Menschen, den du anrufen willst; nur dort funktioniert er.',
  'end.link-used.what': 'Dieser Link wurde schon benutzt.',
  'end.link-used.next': 'Jeder Link gilt für einen Anruf. Bitte um einen neuen oder ruf zurück.',
  'end.not-for-us.what': 'Dieser Link ist für {callee}, und du bist {ours}.',
  'end.not-for-us.next':
    'Bitte um einen Link auf deinen eigenen Namen. Gehört dir auch {callee}, ändere „Mein Name“ in Copybaras Fenster in der Symbolleiste.',
  'end.own-record-differs.what':
    'Dein eigener Name führt zu einem anderen Knoten als dem, der hier läuft.',
  'end.own-record-differs.next':
    'Setz den Eintrag `staex-id` deines Namens bei azero.id auf die ID dieses Knotens, oder benutz den Computer, zu dem er führt.',
  'end.same-node.what': 'Beide Namen führen zu ein und demselben Knoten.',
  'end.same-node.next':
    'Ein Anruf braucht zwei Knoten. Frag die Gegenseite, zu welchem Knoten der Name führen soll.',
  'end.views-differ.what': 'Der Link passt nicht zu dem, was die Chain über die beiden Namen sagt.',
  'end.views-differ.next':
    'Vielleicht hat sich ein Name gerade geändert, oder der Link kommt von jemand anderem, als er behauptet. Bitte auf einem Weg, dem du traust, um einen neuen.',
  'end.unread.ours.what':
    'Dein eigener Name ließ sich nicht prüfen, darum hat der Anruf nicht begonnen.',
  'end.unread.theirs.what':
    'Der andere Name ließ sich nicht prüfen, darum hat der Anruf nicht begonnen.',
  'end.worker-gone.what': 'Der Browser hat Copybaras Hintergrund beendet und den Anruf mit ihm.',
  'end.worker-gone.next': 'Ruf noch einmal an. Passiert es öfter, aktualisiere den Browser.',
  'end.browser-failed.what': 'Der Browser konnte seinen Teil der Verbindung nicht leisten.',
  'end.browser-failed.next': 'Ruf noch einmal an. Geht auch das nicht, starte den Browser neu.',
  'end.stuck.what': 'Den Anruf vorzubereiten hat zu lange gedauert.',
  'end.stuck.next':
    'Sieh in Copybaras Fenster in der Symbolleiste nach, ob alles bereit ist, und ruf dann noch einmal an.',
  'end.not-answered.what': 'Niemand hat geantwortet, solange der Link galt.',
  'end.not-answered.next': 'Ruf noch einmal an; ein neuer Link gilt wieder eine Stunde.',
  'end.missed.what': 'Der Anruf wurde nicht rechtzeitig angenommen.',
  'end.missed.next': 'Der Link ist abgelaufen. Ruf mit einem eigenen zurück.',
  'end.answer-not-opened.what': 'Dein Antwortlink wurde nicht geöffnet, solange er galt.',
  'end.answer-not-opened.next':
    'Vielleicht ist er verloren gegangen. Ruf mit einem eigenen Link zurück.',
  'end.not-connected.what':
    'Die beiden Links passen zusammen, aber die Computer erreichen sich nicht.',
  'end.not-connected.next':
    'Prüft auf beiden Seiten, ob der Computer wach ist und Staex läuft, und ruf dann noch einmal an.',
  'end.not-proven.what':
    'Wer am anderen Ende war, konnte nicht beweisen, zu diesem Anruf zu gehören; Copybara hat ihn beendet.',
  'end.not-proven.next':
    'Von dir war nichts zu sehen oder zu hören. Ruf neu an und schick den Link auf einem Weg, dem du traust.',
  'end.connection-lost.what': 'Die Verbindung war zu lange unterbrochen.',
  'end.connection-lost.next': 'Sobald beide Seiten wieder online sind, ruf noch einmal an.',
  'end.taken-elsewhere.what':
    'Dieses Gespräch geht in einem anderen Browser oder Profil dieses Computers weiter.',
  'end.taken-elsewhere.next': 'Such dort nach seinem Fenster; dieses kannst du schließen.',
  'end.other-call-goes-on.what': 'Es gab zwei Anrufe zwischen euch. Der andere geht weiter.',
  'end.other-call-goes-on.next': 'Geh zu seinem Fenster; dieses kannst du schließen.',

  'notice.no-waiting-call.what': 'Diese Antwort gehört zu keinem Anruf, der hier wartet.',
  'notice.no-waiting-call.next':
    'Vielleicht ist sein Fenster zu, oder er wartet in einem anderen Browser. Öffne den Link dort oder ruf neu an.',
  'notice.own-answer.what': 'Das ist die Antwort, die du verschicken sollst.',
  'notice.own-answer.next':
    'Schick sie dem Menschen, der dich angerufen hat; nur dort funktioniert sie.',
  'notice.answer-taken.what': 'Diese Antwort wurde schon angenommen.',
  'notice.answer-taken.next': 'Mehr ist nicht zu tun: Der Anruf geht von selbst weiter.',
  'notice.call-taken.what': 'Für diesen Anruf wurde schon eine andere Antwort angenommen.',
  'notice.call-taken.next':
    'Ein Link ist für einen Anruf. Ist das jemand anderes, beginne dafür einen neuen.',
  'notice.forged-answer.what':
    'Diese Antwort gehört nicht zu deinem Link, darum wurde sie nicht angenommen.',
  'notice.forged-answer.next':
    'Dein Anruf wartet weiter. Bitte auf einem Weg, dem du traust, noch einmal um den ganzen Antwortlink.',
  'notice.background-gone.what': 'Der Browser hat Copybaras Hintergrund beendet.',
  'notice.background-gone.next': 'Schließ dieses Fenster und öffne es aus der Symbolleiste wieder.',
  'notice.screen-refused.what': 'Dein Bildschirm wird nicht geteilt.',
  'notice.screen-refused.next':
    'Der Browser oder du habt Nein gesagt. Versuch es noch einmal und wähl, wenn der Browser fragt, einen Bildschirm, ein Fenster oder einen Tab.',
  'notice.not-kept-certificate.what':
    'Dieser Browser konnte dein Zertifikat für Anrufe nicht aufbewahren.',
  'notice.not-kept-certificate.next':
    'Das Gespräch geht weiter. Vielleicht erfährt die Gegenseite, dass sich dein Zertifikat geändert hat; passiert es öfter, schaff Platz auf der Festplatte.',
  'notice.not-kept-call.what': 'Dieser Browser konnte den Anruf nicht in deine Liste aufnehmen.',
  'notice.not-kept-call.next':
    'Das Gespräch geht weiter. Passiert es öfter, schaff Platz auf der Festplatte.',

  'notice.device-gone-microphone.what': 'Dein Mikrofon wurde abgesteckt.',
  'notice.device-gone-camera.what': 'Deine Kamera wurde abgesteckt.',
  'notice.device-gone-speaker.what': 'Dein Lautsprecher wurde abgesteckt.',
  'notice.device-gone.next': 'Das Gespräch geht mit dem weiter, was dein System auswählt.',
  'notice.device-gone.next.named': 'Das Gespräch geht mit einem anderen Gerät weiter: {device}.',
  'notice.device-back-microphone.what': 'Dein Mikrofon ist wieder da.',
  'notice.device-back-camera.what': 'Deine Kamera ist wieder da.',
  'notice.device-back-speaker.what': 'Dein Lautsprecher ist wieder da.',
  'notice.device-back.next': 'Wieder in Gebrauch: {device}.',

  'trouble.asking': 'Dein Browser fragt gerade, ob Copybara deine Geräte benutzen darf.',
  'trouble.asking.next': 'Such seine Frage oben in diesem Fenster und erlaube es.',
  'trouble.device.microphone': 'Mikrofon',
  'trouble.device.camera': 'Kamera',
  'trouble.device.both': 'Mikrofon und Kamera',
  'trouble.denied.what': '{device}: vom Browser nicht erlaubt.',
  'trouble.denied.next':
    'Erlaube es in den Einstellungen des Browsers für Copybara und versuch es dann noch einmal. Das Gespräch geht ohne weiter.',
  'trouble.dismissed.what': '{device}: Die Frage des Browsers wurde ohne Antwort geschlossen.',
  'trouble.dismissed.next': 'Versuch es noch einmal und erlaube es. Das Gespräch geht ohne weiter.',
  'trouble.no-device.what': '{device}: nicht gefunden.',
  'trouble.no-device.next':
    'Schließ ein Gerät an und versuch es noch einmal. Das Gespräch geht ohne weiter.',
  'trouble.device-busy.what': '{device}: von einem anderen Programm in Gebrauch.',
  'trouble.device-busy.next':
    'Beende das Programm und versuch es noch einmal. Das Gespräch geht ohne weiter.',
  'trouble.unplugged.what': '{device}: abgesteckt.',
  'trouble.unplugged.next':
    'Steck das Gerät wieder an oder wähl ein anderes. Das Gespräch geht ohne weiter.',
  'trouble.revoked.what': '{device}: Die Erlaubnis wurde zurückgenommen.',
  'trouble.revoked.next':
    'Erlaube es in den Einstellungen des Browsers für Copybara und versuch es dann noch einmal. Das Gespräch geht ohne weiter.',
  'trouble.failed.what': '{device}: funktioniert nicht.',
  'trouble.failed.next':
    'Steck das Gerät neu an oder wähl ein anderes. Das Gespräch geht ohne weiter.',
  'trouble.retry': 'Noch einmal versuchen',
} satisfies Translation<typeof enCallEnds>;
