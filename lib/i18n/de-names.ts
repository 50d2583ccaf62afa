import type { enNames } from './en-names.ts';
import type { Translation } from './translate.ts';

/** German: the page where names are looked up and written with a wallet. */
export const deNames = {
  'names.text':
    'Schlag irgendeinen AZERO.ID-Namen nach und ändere deine eigenen mit deiner Wallet.',
  'names.network.alephzero': 'Aleph Zero',
  'names.network.alephzero-testnet': 'Aleph Zero Testnet',
  'names.network.development': 'Entwicklungs-Chain',

  'names.closed.no-token': 'Öffne diese Seite aus Copybara',
  'names.closed.no-token.next':
    'Klick auf Copybaras Zeichen in der Symbolleiste, dann auf „Namen“. Eine aufgehobene oder kopierte Adresse öffnet hier nichts.',
  'names.closed.no-extension': 'Copybara antwortet nicht',
  'names.closed.no-extension.next':
    'Sieh nach, ob die Erweiterung an ist und auf dieser Seite wirken darf, und öffne die Seite dann noch einmal aus Copybara.',
  'names.closed.refused': 'Diese Seite wurde schon geöffnet',
  'names.closed.refused.next':
    'Jedes Öffnen gilt nur einmal. Schließ diesen Tab und öffne die Seite noch einmal aus Copybara.',
  'names.closed.lost': 'Copybara ist weg',
  'names.closed.lost.next':
    'Es wurde ausgeschaltet oder aktualisiert. Schließ diesen Tab und öffne die Seite noch einmal aus Copybara.',
  'names.lost':
    'Es wurde ausgeschaltet oder aktualisiert. Was hier steht, bleibt, bis du die Seite schließt; zum Schreiben öffne sie noch einmal aus Copybara.',
  'names.closed.settings': 'Mit Copybaras Einstellungen geht es nicht',
  'names.greeting': 'Öffnet sich…',

  'names.look': 'Name oder Konto',
  'names.look.button': 'Nachschlagen',
  'names.look.empty': 'Gib einen Namen wie alice.azero oder die Adresse eines Kontos ein.',
  'names.look.elsewhere': 'Namen auf .{ending} gibt es nicht in dem Netz, das eingestellt ist.',

  'names.state.registered': 'Registriert',
  'names.state.free': 'Frei',
  'names.state.free.text': 'Diesen Namen hat niemand. Bei azero.id lässt er sich registrieren.',
  'names.state.reserved': 'Vorgemerkt',
  'names.state.reserved.text': 'Diesen Namen hat niemand; AZERO.ID hebt ihn für jemanden auf.',
  'names.state.refused': 'Nicht möglich',
  'names.state.refused.text':
    'Nach den Regeln von AZERO.ID kann niemand diesen Namen registrieren.',
  'names.state.expired': 'Abgelaufen',
  'names.state.expired.text':
    'Er ist am {day} abgelaufen. Wer ihn als Nächstes registriert, dem gehört er.',
  'names.state.contract-changed': 'Nicht verstanden',
  'names.state.contract-changed.text':
    'Der Vertrag von AZERO.ID antwortet in einer Form, die diese Version von Copybara nicht kennt. Sieh nach, ob es eine neue gibt.',
  'names.state.asking': 'Wird gefragt…',
  'names.state.silent': 'Keine Antwort',
  'names.state.silent.text':
    'Keiner der Endpunkte hat geantwortet; über den Namen sagt das nichts. Prüf deine Verbindung oder die Endpunkte in den Einstellungen.',
  'names.state.disagreed': 'Widerspruch',
  'names.state.disagreed.text':
    'Die Endpunkte widersprechen sich, und wer recht hat, lässt sich hier nicht sagen. Versuch es in einer Minute noch einmal; bleibt es dabei, trau diesem Namen jetzt nicht.',
  'names.state.too-few': 'Das bestätigen weniger Betreiber, als deine Einstellungen verlangen.',
  'names.opinion': 'Sagt {operators}',

  'names.owner': 'Inhaber',
  'names.controller': 'Verwalter',
  'names.resolved': 'Führt zu',
  'names.period': 'Registriert',
  'names.period.text': '{from} bis {until}',
  'names.header': '{network}, dein Name ist {name}',
  'names.you': 'du',
  'names.records': 'Einträge',
  'names.records.none': 'Es gibt keine Einträge.',
  'names.record.staex-id': 'der Staex-Knoten',
  'names.record.this-node': 'dieser Knoten',
  'names.record.other-node': 'nicht dieser Knoten',
  'names.value.empty': 'leer',
  'names.value.more': { one: 'Noch {count} Zeichen zeigen', other: 'Noch {count} Zeichen zeigen' },
  'names.value.less': 'Weniger zeigen',
  'names.list.more': { one: 'Noch {count} zeigen', other: 'Noch {count} zeigen' },

  'names.account': 'Konto',
  'names.primary': 'Hauptname',
  'names.primary.none': 'keiner',
  'names.owned': 'Besitzt',
  'names.controlled': 'Verwaltet',
  'names.resolving': 'Erreichbar über',
  'names.none': 'keine Namen',

  'names.endpoints': {
    one: 'Bestätigt von {count} Betreiber',
    other: 'Bestätigt von {count} Betreibern',
  },
  'names.endpoints.none': 'Von niemandem bestätigt',
  'names.endpoint.asking': 'wird gefragt',
  'names.endpoint.same': 'sagt dasselbe',
  'names.endpoint.different': 'sagt etwas anderes',
  'names.endpoint.unreachable': 'nicht erreichbar',
  'names.endpoint.timeout': 'hat nicht rechtzeitig geantwortet',
  'names.endpoint.oversized': 'hat viel zu viel geantwortet',
  'names.endpoint.garbage': 'hat Unsinn geantwortet',
  'names.endpoint.rpc-error': 'hat die Frage abgelehnt',
  'names.endpoint.wrong-genesis': 'ist auf einer anderen Chain',

  'names.wallet': 'Meine Namen',
  'names.wallet.text':
    'Deine Wallet bewahrt deine Schlüssel: Diese Seite sieht nur die Konten, die du ihr zeigst, und die Wallet fragt dich, bevor sie etwas unterschreibt.',
  'names.wallet.none': 'Keine Wallet gefunden',
  'names.wallet.none.next':
    'Installiere eine Wallet für Polkadot-Konten, etwa Talisman, SubWallet oder polkadot.js, und öffne diese Seite noch einmal aus Copybara.',
  'names.wallet.connect': '{wallets} verbinden',
  'names.wallet.asking': 'Antworte im Fenster deiner Wallet…',
  'names.wallet.late': 'Warten auf {wallets}. Vielleicht liegt ihr Fenster hinter diesem.',
  'names.wallet.stop': 'Nicht mehr warten',
  'names.wallet.again': 'Neu verbinden',
  'names.wallet.refused': 'Die Wallet zeigt kein Konto',
  'names.wallet.refused.next':
    'Erlaube diese Seite in der Wallet, wähl mindestens ein Konto für sie und verbinde dann neu.',
  'names.wallet.broken': 'Der Teil dieser Seite, der mit Wallets spricht, läuft nicht',
  'names.wallet.broken.next':
    'Verbinde neu. Hilft das nicht, schließ diesen Tab und öffne die Seite noch einmal aus Copybara.',
  'names.wallet.account': 'Konto',
  'names.wallet.choose': 'Wähl ein Konto',
  'names.wallet.nothing': 'Dieses Konto besitzt und verwaltet keinen Namen.',
  'names.wallet.nothing.next': 'Registriere einen bei azero.id oder wähl ein anderes Konto.',
  'names.wallet.odd': 'Dieser Name lässt sich in Copybara nicht öffnen.',
  'names.resolver.agrees': 'Der Auflöser von AZERO.ID selbst sagt dasselbe.',
  'names.resolver.differs': 'Der Auflöser von AZERO.ID selbst sagt {name}.',

  'names.edit.not-yours': 'Um Einträge zu ändern, verbinde das Konto des Inhabers oder Verwalters.',
  'names.edit.this-node': 'Diesen Namen auf diesen Knoten zeigen lassen',
  'names.edit.this-node.done': 'Dieser Name zeigt auf diesen Knoten.',
  'names.edit.no-node':
    'Die ID deines Knotens ist gerade nicht bekannt, darum kann der Name nicht auf ihn zeigen:',
  'names.edit.add': 'Eintrag hinzufügen',
  'names.edit.key': 'Schlüssel',
  'names.edit.value': 'Wert',
  'names.edit.change': 'Ändern',
  'names.edit.change.label': '{key} ändern',
  'names.edit.remove': 'Löschen',
  'names.edit.remove.label': '{key} löschen',
  'names.edit.undo': 'Zurücknehmen',
  'names.edit.undo.label': 'Änderung von {key} zurücknehmen',
  'names.edit.take': 'Übernehmen',
  'names.edit.cancel': 'Abbrechen',
  'names.edit.added': 'neu',
  'names.edit.changed': 'geändert',
  'names.edit.removed': 'wird gelöscht',
  'names.edit.before': 'vorher',
  'names.edit.pending': {
    one: '{count} Änderung ist noch nicht geschrieben',
    other: '{count} Änderungen sind noch nicht geschrieben',
  },
  'names.edit.write': 'Schreiben',
  'names.edit.discard': 'Verwerfen',
  'names.edit.size': '{size} von {limit} Bytes',
  'names.problem.empty-key': 'Ein Eintrag braucht einen Schlüssel.',
  'names.problem.taken-key': 'Einen Eintrag mit diesem Schlüssel gibt es schon. Ändere den.',
  'names.problem.bad-text':
    'In diesem Text steckt ein halbes Zeichen, das sich nicht schreiben lässt.',
  'names.problem.not-a-node-id': 'Das ist keine Staex-Knoten-ID: 52 Buchstaben und Ziffern.',
  'names.problem.nothing-to-change': 'Es würde sich nichts ändern.',
  'names.problem.too-large':
    'Alle Einträge zusammen wären größer, als das Register annimmt. Kürz oder lösch welche.',
  'names.edit.other-node':
    'Das ist ein anderer Knoten als deiner. Wer den Namen öffnet, erreicht den.',

  'names.write.preparing': 'Probelauf und Frage nach dem Preis…',
  'names.write.review': 'In {name} schreiben',
  'names.write.resumed': 'Noch nicht bekannt: was aus der Änderung an {name} wurde',
  'names.write.since': 'Unterschrieben am {when}, auf einer Seite, die seitdem geschlossen wurde.',
  'names.write.set': '{key} setzen',
  'names.write.delete': '{key} löschen',
  'names.write.account': 'Unterschrieben von',
  'names.write.fee': 'Gebühr, etwa',
  'names.write.deposit': 'Pfand, höchstens',
  'names.write.refund': 'Pfand zurück',
  'names.write.total': 'Zusammen etwa',
  'names.write.deposit.text':
    'Die Chain behält das Pfand, solange es die Einträge gibt, und gibt es dem, der sie löscht.',
  'names.write.free': 'Das Konto kann ausgeben',
  'names.write.public': 'Einträge sind öffentlich und bleiben in der Geschichte der Chain.',
  'names.write.sign': 'In der Wallet unterschreiben',
  'names.write.back': 'Zurück',
  'names.write.signing': 'Warten auf deine Wallet',
  'names.write.signing.text':
    'Sieh es dir im Fenster deiner Wallet an und unterschreib, oder lehn ab.',
  'names.write.signing.late':
    'Noch keine Antwort. Vielleicht liegt das Fenster der Wallet hinter diesem, oder sie ist weg.',
  'names.write.stop': 'Nicht mehr warten',
  'names.write.signed': 'Unterschrieben',
  'names.write.sent': 'Gesendet',
  'names.write.in-block': 'In einem Block',
  'names.write.finalized': 'Endgültig',
  'names.write.following':
    'Du kannst diese Seite schließen: Copybara merkt sich, was unterschrieben ist, und sagt beim nächsten Öffnen, was daraus wurde.',
  'names.write.until':
    'Es kann nur noch in einen Block vor Nummer {block} kommen; danach kann es nicht mehr geschehen.',
  'names.write.behind':
    'Es wartet auf eine frühere Transaktion dieses Kontos und kann nicht vor ihr geschehen.',
  'names.write.unreachable':
    'Gerade antwortet kein Endpunkt. Was unterschrieben ist, kann noch geschehen; diese Seite fragt weiter, bis sie es weiß.',
  'names.write.send-again': 'Noch einmal senden',
  'names.write.sending': 'Wird gesendet…',
  'names.write.unsent':
    'Kein Knoten scheint es zu haben. Sende es noch einmal: Es ist genau das, was du unterschrieben hast, und wird nur einmal geschrieben.',
  'names.write.slow':
    'Ein Knoten hat es angenommen, aber es ist noch in keinem Block. Du kannst es noch einmal senden: Es ist genau das, was du unterschrieben hast, und wird nur einmal geschrieben.',
  'names.write.refused': 'Gerade nimmt es kein Knoten an. Copybara sucht weiter, was daraus wurde.',
  'names.write.leave': 'Nicht warten',
  'names.write.done': '{name} ist geschrieben',
  'names.write.done.by': 'Aus der endgültigen Chain zurückgelesen. Bestätigt von {operators}.',
  'names.write.overwritten':
    'Es wurde geschrieben. Die Einträge sind seitdem noch einmal geändert worden.',
  'names.write.unknown': 'Unbekannt, ob es geschrieben wurde',
  'names.write.unknown.next':
    'Copybara merkt es sich und sagt beim nächsten Öffnen dieser Seite, was daraus wurde. Schreibe dasselbe bis dahin nicht noch einmal.',
  'names.write.look': 'Weiter warten',
  'names.write.failed': 'Nichts wurde geschrieben',
  'names.write.kept':
    'Deine Änderungen sind auf dieser Seite noch da. Verbinde das Konto unter „Meine Namen“, um sie zu schreiben.',
  'names.write.again': 'Noch einmal versuchen',
  'names.write.close': 'Schließen',

  'names.use': 'Zu meinem Namen in Copybara machen',
  'names.use.used': 'Das ist dein Name in Copybara: Über ihn erreichen dich deine Leute.',
  'names.use.managed': 'Deinen Namen hat festgelegt, wer diesen Browser verwaltet.',
  'names.use.differs':
    'Die Erweiterung liest für diesen Namen noch einen anderen Knoten. Versuch es in einer Minute noch einmal.',

  'names.failure.rejected': 'Du hast es in der Wallet abgelehnt.',
  'names.failure.rejected.next':
    'Deine Änderungen sind noch hier; schreib sie, wann immer du willst.',
  'names.failure.wallet-gone': 'Die Wallet hat nicht unterschrieben: {detail}',
  'names.failure.wallet-gone.next':
    'Entsperr die Wallet oder verbinde sie neu und versuch es dann noch einmal.',
  'names.failure.wallet-part-broken':
    'Der Teil dieser Seite, der mit Wallets spricht, läuft nicht; darum wurde nichts unterschrieben.',
  'names.failure.wallet-part-broken.next':
    'Versuch es noch einmal. Hilft das nicht, schließ diesen Tab und öffne die Seite noch einmal aus Copybara.',
  'names.failure.wallet-stalled':
    'Die Wallet hat nicht geantwortet, und du hast aufgehört zu warten.',
  'names.failure.wallet-stalled.next':
    'Lehn ab, was in der Wallet noch wartet. Unterschreibst du es dort, schickt diese Seite es nicht ab.',
  'names.failure.too-little-balance': 'Das Konto hat zu wenig für Gebühr und Pfand.',
  'names.failure.too-little-balance.amounts': 'Nötig sind {need}, und das Konto hat {have}.',
  'names.failure.too-little-balance.next':
    'Schick diesem Konto etwas und versuch es dann noch einmal.',
  'names.failure.too-little-for-deposit':
    'Das Konto kann das Pfand nicht bezahlen, das die Chain für diese Einträge behält.',
  'names.failure.too-little-for-deposit.next':
    'Sende etwas an dieses Konto, oder schreibe weniger. Wer Einträge löscht, bekommt ihr Pfand zurück.',
  'names.failure.deposit-grew':
    'Das Pfand wäre höher gewesen, als dir gezeigt wurde, darum hat die Chain alles gelassen, wie es war.',
  'names.failure.deposit-grew.next':
    'Nur die Gebühr ist ausgegeben. Versuche es noch einmal und sieh dir den neuen Preis an.',
  'names.failure.not-controller': 'Dieses Konto ist weder Inhaber noch Verwalter des Namens.',
  'names.failure.not-controller.next':
    'Wähl das Konto, das es ist, oder lass es den Inhaber ändern.',
  'names.failure.name-gone': 'Der Name ist nicht mehr registriert.',
  'names.failure.name-gone.next': 'Schlag ihn noch einmal nach und erneuere ihn bei azero.id.',
  'names.failure.records-overflow': 'Alle Einträge zusammen sind größer, als das Register annimmt.',
  'names.failure.records-overflow.next': 'Kürz oder lösch welche und schreib dann noch einmal.',
  'names.failure.contract-error': 'Der Vertrag von AZERO.ID hat es abgelehnt: {error}',
  'names.failure.contract-error.next':
    'Schlag den Namen noch einmal nach; bleibt es dabei, schreib ihn bei azero.id.',
  'names.failure.dispatch-error': 'Es kam in einen Block und scheiterte dort: {error}',
  'names.failure.dispatch-error.next':
    'Die Gebühr ist ausgegeben, die Einträge sind wie zuvor. Schlag den Namen noch einmal nach und versuch es dann neu.',
  'names.failure.wrong-chain':
    'Die Endpunkte sind auf einer anderen Chain, als die Einstellungen sagen.',
  'names.failure.wrong-chain.next': 'Prüf in Copybaras Einstellungen Netz und Endpunkte.',
  'names.failure.chain-lying':
    'Ein Endpunkt hätte dich etwas anderes unterschreiben lassen; der Wallet wurde nichts gegeben.',
  'names.failure.chain-lying.next':
    'Setz in Copybaras Einstellungen einen anderen Endpunkt nach oben.',
  'names.failure.chain-unreachable': 'Kein Endpunkt hat geantwortet.',
  'names.failure.chain-unreachable.next':
    'Prüf deine Verbindung und die Endpunkte in den Einstellungen und versuch es dann noch einmal.',
  'names.failure.stale-nonce': 'Eine andere Transaktion dieses Kontos kam zuvor.',
  'names.failure.stale-nonce.next':
    'Warte, bis sie endgültig ist, und versuch es dann noch einmal.',
  'names.failure.bad-signature': 'Die Chain hält die Unterschrift für falsch.',
  'names.failure.bad-signature.next':
    'Wähl das Konto in der Wallet neu; bleibt es dabei, nimm eine andere Wallet.',
  'names.failure.not-remembered':
    'Copybara konnte sich nicht merken, was du unterschrieben hast; darum wurde es nicht gesendet.',
  'names.failure.not-remembered.next':
    'Öffne die Seite noch einmal aus Copybara und schreibe es dort.',
  'names.failure.signed-otherwise':
    'Die Wallet hat etwas anderes unterschrieben, als ihr gegeben wurde.',
  'names.failure.signed-otherwise.next':
    'Es wurde nicht gesendet. Unterschreibe es ohne Änderungen, oder nimm eine andere Wallet.',
  'names.failure.refused': 'Die Chain hat es abgelehnt: {detail}',
  'names.failure.refused.next': 'Versuch es in einer Minute noch einmal.',
  'names.failure.node-unknown': 'Dein Knoten hat kurz vor der Unterschrift seine ID nicht genannt.',
  'names.failure.node-unknown.next':
    'Sieh in Copybara nach, ob der Knoten läuft, und versuch es dann noch einmal.',
  'names.failure.node-changed': 'Dein Knoten hat eine andere ID als die, die geschrieben würde.',
  'names.failure.node-changed.next':
    'Lass den Namen neu auf diesen Knoten zeigen und schreib dann.',
  'names.failure.not-in-time':
    'Kein Block hat es aufgenommen, solange es galt, und keiner kann es mehr.',
  'names.failure.not-in-time.next': 'Versuch es noch einmal.',
  'names.failure.not-applied':
    'Die Transaktion ist abgeschlossen, und die Einträge sind nicht so, wie du sie geschrieben hast. Warum, lässt sich nicht mehr lesen.',
  'names.failure.not-applied.next': 'Schlag den Namen noch einmal nach und versuch es dann neu.',
} satisfies Translation<typeof enNames>;
