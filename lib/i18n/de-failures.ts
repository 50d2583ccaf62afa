import type { enFailures } from './en-failures.ts';
import type { Translation } from './translate.ts';

/**
 * German: what happened (`what`) and what to do next (`next`) for everything that can stop a visit or a call. Text between
 * backticks is something to type. A sentence that needs a word which may be missing has a twin without it.
 */
export const deFailures = {
  'failure.host-not-installed.what':
    'Der Host von Copybara ist auf diesem Computer noch nicht installiert.',
  'failure.host-not-installed.next':
    'Hol dir den Host, wie es die Hilfeseite zeigt, und führ dann `copybara-host install` im Terminal aus.',
  'failure.host-forbidden.what':
    'Der Host von Copybara ist installiert, aber nicht für diese Erweiterung eingerichtet.',
  'failure.host-forbidden.next':
    'Führ `copybara-host install` noch einmal im Terminal aus; das richtet den Host für diese Erweiterung ein.',
  'failure.host-start-failed.what':
    'Der Host von Copybara ist da, war aber zu Ende, bevor er antworten konnte.',
  'failure.host-start-failed.next':
    'Führ `copybara-host doctor` im Terminal aus. Es sagt, was fehlt und wie du es behebst.',
  'failure.host-stopped.what': 'Der Host von Copybara ist mitten im Betrieb stehen geblieben.',
  'failure.host-stopped.next':
    'Copybara startet ihn von selbst wieder. Passiert es öfter, führ `copybara-host doctor` im Terminal aus.',
  'failure.host-silent.what':
    'Der Host von Copybara wurde gestartet, hat aber nicht rechtzeitig geantwortet.',
  'failure.host-silent.next':
    'Warte einen Moment und versuch es noch einmal. Bleibt er stumm, starte den Browser neu und führ dann `copybara-host doctor` aus.',
  'failure.host-incompatible.what':
    'Der Host von Copybara und diese Erweiterung haben Versionen, die sich nicht verstehen.',
  'failure.host-incompatible.next':
    'Aktualisiere beide: die Erweiterung im Browser und den Host mit `copybara-host install` aus seiner neuesten Ausgabe.',

  'failure.port-in-use.what':
    'Ein anderes Programm benutzt den Port, an dem der Host von Copybara lauschen soll.',
  'failure.port-in-use.next':
    'Beende das Programm oder wähl in `host.json` einen anderen `socks`-Port; mit Port 0 nimmt der Host irgendeinen freien.',

  'failure.config-bad.what':
    'Mit seiner Einstellungsdatei `host.json` kann der Host von Copybara so nichts anfangen.',
  'failure.config-bad.next':
    'Führ `copybara-host doctor` im Terminal aus. Es nennt den Eintrag, den du ändern musst.',
  'failure.mcc-not-found.what':
    'Der Host von Copybara findet `mcc` nicht, das Programm, das für deinen Staex-Knoten spricht.',
  'failure.mcc-not-found.next':
    'Installiere Staex MCC auf diesem Computer. Liegt es in einem Container oder an einem ungewöhnlichen Ort, schreib seinen Befehl in `host.json`.',
  'failure.mcc-forbidden.what':
    'Dein Benutzerkonto darf `mcc` nicht ausführen oder den Socket des Staex-Dienstes nicht öffnen.',
  'failure.mcc-forbidden.next':
    'Gib deinem Konto das Recht, `mcc` auszuführen und seinen Socket zu öffnen: `/tmp/.mcc-socket`, wenn du ihn nicht verlegt hast. Liegt `mcc` in einem Container, braucht dein Konto das Recht, Docker zu benutzen.',
  'failure.mcc-daemon-down.what':
    'Staex MCC ist installiert, aber sein Dienst läuft auf diesem Computer nicht.',
  'failure.mcc-daemon-down.next':
    'Starte den Dienst. Auf den meisten Linux-Systemen geht das mit `sudo systemctl start mcc`.',
  'failure.mcc-timeout.what': 'Dein Staex-Knoten hat nicht rechtzeitig geantwortet.',
  'failure.mcc-timeout.next':
    'Starte seinen Dienst neu. Auf den meisten Linux-Systemen geht das mit `sudo systemctl restart mcc`.',
  'failure.mcc-empty.what': 'Dein Staex-Knoten wurde gefragt und hat gar nichts geantwortet.',
  'failure.mcc-empty.next':
    'Führ `mcc id` im Terminal aus: Es sollte eine Zeile ausgeben. Kommt nichts, starte den Staex-Dienst neu.',
  'failure.mcc-junk.what':
    'Dein Staex-Knoten hat etwas geantwortet, das weder eine Knoten-ID noch eine Adresse ist.',
  'failure.mcc-junk.next':
    'Führ `mcc id` im Terminal aus: Es sollte eine ID ausgeben und sonst nichts. Steht in `host.json` ein anderer Befehl, prüf den.',
  'failure.mcc-ipv6.what':
    'Dein Staex-Knoten hat eine IPv6-Adresse genannt, sein Netz trägt aber nur IPv4.',
  'failure.mcc-ipv6.next':
    'Aktualisiere Staex MCC. Steht in `host.json` ein anderer Befehl als `mcc`, prüf den.',
  'failure.mcc-failed.what': 'Das Programm `mcc` ist mit einem Fehler zu Ende gegangen.',
  'failure.mcc-failed.next':
    'Führ `copybara-host doctor` im Terminal aus. Es stellt dieselbe Frage und zeigt, was `mcc` gesagt hat.',
  'failure.mcc-busy.what':
    'Bei deinem Staex-Knoten warten mehr Fragen, als er auf einmal annehmen kann.',
  'failure.mcc-busy.next': 'Warte ein paar Sekunden und versuch es dann noch einmal.',

  'failure.overlay-missing.what':
    'Deine eigene Staex-Adresse liegt auf keiner Netzwerkschnittstelle dieses Computers, darum wird nichts gesendet.',
  'failure.overlay-missing.next':
    'Starte den Staex-Dienst neu, auf den meisten Linux-Systemen mit `sudo systemctl restart mcc`, damit seine Schnittstelle wiederkommt.',
  'failure.overlay-in-container.what':
    'Dein Staex-Knoten läuft in einem Container mit eigenem Netz, das dieser Browser nicht benutzen kann.',
  'failure.overlay-in-container.next':
    'Starte den Container neu mit `--network host`, damit er das Netz dieses Computers teilt.',

  'failure.node-unresolved.what':
    'Dein Staex-Knoten kennt gerade keinen Weg zu dem Knoten hinter diesem Namen.',
  'failure.node-unresolved.next':
    'Wahrscheinlich ist er offline oder in einem Netz, das deiner nicht erreicht. Frag den Inhaber, ob er läuft.',
  'failure.address-not-allowed.what':
    'Dein Staex-Knoten hat eine Adresse genannt, die Copybara nie öffnet, etwa eine dieses Computers oder deines Heimnetzes.',
  'failure.address-not-allowed.next':
    'Führ `copybara-host doctor` im Terminal aus, um die Adresse zu sehen, und zeig sie denen, die dein Staex-Netz betreiben.',
  'failure.node-refused.what':
    'Der Knoten hat geantwortet, aber an diesem Port nimmt dort niemand an.',
  'failure.node-refused.what.port':
    'Der Knoten hat geantwortet, aber an Port {port} nimmt dort niemand an.',
  'failure.node-refused.next':
    'Frag den Inhaber, ob die Seite läuft. Benutzt sie einen anderen Port, häng ihn an die Adresse an, wie in `alice.azero:8080`.',
  'failure.node-silent.what': 'Der Knoten hinter diesem Namen hat nicht rechtzeitig geantwortet.',
  'failure.node-silent.next':
    'Frag den Inhaber zweierlei: Läuft der Knoten, und lässt bei MCC v2 ein Tunnel diesen Port durch?',
  'failure.node-silent.next.port':
    'Frag den Inhaber zweierlei: Läuft der Knoten, und lässt bei MCC v2 ein Tunnel Port {port} durch?',
  'failure.node-unreachable.what':
    'Dieser Computer hat gerade keinen Weg zur Adresse des anderen Knotens.',
  'failure.node-unreachable.next':
    'Prüf, ob dein eigener Staex-Knoten mit seinem Netz verbunden ist: `mcc parent` sollte eine Adresse ausgeben.',
  'failure.node-moved.what':
    'Die Adresse ging mitten in der Benutzung an einen anderen Knoten, darum hat Copybara die Verbindung geschlossen.',
  'failure.node-moved.next':
    'Versuch es noch einmal. Copybara fragt deinen Knoten nach der neuen Adresse.',

  'failure.name-not-registered.what': 'Diesen Namen hat niemand registriert.',
  'failure.name-not-registered.next':
    'Prüf, wie er geschrieben ist. Ist er frei und gefällt dir, kannst du ihn bei azero.id registrieren.',
  'failure.name-expired.what': 'Die Registrierung dieses Namens ist abgelaufen.',
  'failure.name-expired.what.since': 'Die Registrierung dieses Namens ist am {since} abgelaufen.',
  'failure.name-expired.next':
    'War es deiner, registriere ihn bei azero.id neu. Weißt du, wem er gehörte, sag dort Bescheid.',
  'failure.no-record.what': 'Dieser Name ist registriert, aber mit keinem Staex-Knoten verknüpft.',
  'failure.no-record.next':
    'Ist es deiner, gib ihm bei azero.id einen Eintrag `staex-id` mit dem, was `mcc id` ausgibt. Sonst frag den Inhaber.',
  'failure.record-malformed.what':
    'Der Eintrag, der diesen Namen mit einem Knoten verknüpfen soll, ist keine Knoten-ID.',
  'failure.record-malformed.what.value':
    'Der Eintrag, der diesen Namen mit einem Knoten verknüpfen soll, ist keine Knoten-ID; dort steht „{value}“.',
  'failure.record-malformed.next':
    'Ist der Name deiner, setz seinen Eintrag `staex-id` bei azero.id auf genau das, was `mcc id` ausgibt. Sonst sag dem Inhaber Bescheid.',
  'failure.chain-unreachable.what':
    'Niemand von denen, die für dich die Chain lesen, war erreichbar.',
  'failure.chain-unreachable.what.operators':
    'Niemand von denen, die für dich die Chain lesen, war erreichbar. Gefragt hat Copybara {operators}.',
  'failure.chain-unreachable.next':
    'Prüf deine Internetverbindung. Gehen andere Seiten auf, warte eine Minute und versuch es noch einmal.',
  'failure.endpoint-lying.what':
    'Einer der Betreiber, die für dich die Chain lesen, hat etwas geantwortet, das nicht stimmen kann; Copybara benutzt es nicht.',
  'failure.endpoint-lying.what.operator':
    'Was über diesen Namen gesagt wurde, kann nicht alles stimmen; Copybara benutzt es nicht. Gesagt haben es: {operator}.',
  'failure.endpoint-lying.next':
    'Versuch es in ein paar Minuten noch einmal. Bleibt es dabei, ersetz diesen Betreiber in den Einstellungen von Copybara.',
  'failure.one-operator-only.what':
    'Zu diesem Namen ließ sich nur ein Betreiber fragen, und zwei sollten sich einig sein.',
  'failure.one-operator-only.what.operator':
    'Zu diesem Namen ließ sich nur {operator} fragen, und zwei Betreiber sollten sich einig sein.',
  'failure.one-operator-only.next':
    'Prüf deine Internetverbindung und versuch es noch einmal. In einer Minute sind die anderen vielleicht zurück.',
  'failure.contract-changed.what':
    'Das Namensregister antwortet in einer Form, die diese Version von Copybara nicht kennt.',
  'failure.contract-changed.next':
    'Aktualisiere Copybara. Ist es schon auf dem neuesten Stand, melde das bitte samt den technischen Einzelheiten.',
  'failure.wrong-network.what':
    'Namen mit dieser Endung gibt es nicht in dem Netz, das Copybara lesen soll.',
  'failure.wrong-network.what.ending':
    'Namen auf .{ending} gibt es nicht in dem Netz, das Copybara lesen soll ({network}).',
  'failure.wrong-network.next':
    'Prüf die Endung des Namens oder wähl in den Einstellungen von Copybara das andere Netz.',
  'failure.settings-bad.what':
    'Mit seinen Einstellungen zur Chain kann Copybara so nichts anfangen.',
  'failure.settings-bad.next':
    'Prüf in den Einstellungen von Copybara die Betreiber und das Register, oder leere sie; dann gilt wieder, was mitgeliefert wird.',

  'failure.switched-off.what': 'Copybara ist ausgeschaltet, darum bleiben die Namen zu.',
  'failure.switched-off.next': 'Öffne Copybara in der Symbolleiste und schalte es ein.',
  'failure.proxy-held-by-extension.what':
    'Eine andere Erweiterung bestimmt über den Proxy dieses Browsers, und das kann nur eine.',
  'failure.proxy-held-by-extension.what.extension':
    'Die Erweiterung {extension} bestimmt über den Proxy dieses Browsers, und das kann nur eine.',
  'failure.proxy-held-by-extension.next':
    'Schalte sie auf der Seite der Erweiterungen aus. Willst du sie behalten, füge dort die PAC-Zeile ein, die Copybara in seinem Fenster in der Symbolleiste zeigt.',
  'failure.proxy-held-by-policy.what':
    'Wer diesen Browser verwaltet, hat seinen Proxy festgelegt; Copybara kann ihn nicht setzen.',
  'failure.proxy-held-by-policy.next':
    'Bitte darum, die PAC-Zeile aufzunehmen, die Copybara in seinem Fenster in der Symbolleiste zeigt, oder Erweiterungen den Proxy setzen zu lassen.',
  'failure.proxy-not-reproducible.what':
    'Dieser Browser benutzt einen Proxy, den Copybara für deine übrigen Seiten nicht mitführen kann.',
  'failure.proxy-not-reproducible.next':
    'Kommst du ohne ihn aus, öffne Copybara in der Symbolleiste und lass es übernehmen. Bis dahin ändert sich nichts.',
  'failure.permission-missing.what':
    'Der Browser lässt Copybara diese Adressen nicht mehr behandeln.',
  'failure.permission-missing.next':
    'Öffne Copybara in der Symbolleiste und erlaube es wieder, oder dort, wo der Browser seine Erweiterungen auflistet, unter Berechtigungen oder Websitezugriff.',
  'failure.rules-refused.what':
    'Der Browser hat nicht alle Regeln angenommen, die fremde Seiten aus deinen heraushalten, darum bleiben die Namen zu.',
  'failure.rules-refused.next':
    'Aktualisiere den Browser. Ist er schon auf dem neuesten Stand, melde das bitte samt seiner Version.',
  'failure.browser-silent.what': 'Der Browser antwortet noch nicht, darum bleiben die Namen zu.',
  'failure.browser-silent.next': 'Copybara fragt weiter. Bleibt es so, starte den Browser neu.',

  'failure.bad-address.what': 'Diese Adresse kann Copybara nicht öffnen.',
  'failure.bad-address.next':
    'Prüf, wie sie geschrieben ist. Sie sollte wie `http://alice.azero` aussehen, ohne Benutzernamen oder Passwort darin.',
  'failure.unseen-address.what':
    'Copybara war gerade erst am Starten und hat nicht gesehen, welche Adresse du geöffnet hast.',
  'failure.unseen-address.next':
    'Tipp sie noch einmal in die Adressleiste, oder öffne den Link noch einmal. Ab jetzt wird sie gesehen.',
  'failure.form-not-sent.what':
    'Ein Formular war zu dieser Seite unterwegs, bevor sie offen war; Copybara hat es nicht abgeschickt.',
  'failure.form-not-sent.next':
    'Öffne zuerst die Seite, füll das Formular dann aus und schick es von dort ab.',

  'failure.connection-broke.what':
    'Der Knoten antwortet, aber die Verbindung der Seite zu ihm brach jedes Mal ab.',
  'failure.connection-broke.next':
    'Frag den Inhaber, ob die Seite selbst läuft und ob sie http oder https benutzt.',

  'failure.no-call.what': 'Der Host von Copybara kennt diesen Anruf nicht mehr.',
  'failure.no-call.next': 'Ruf mit einem neuen Link noch einmal an.',
  'failure.too-many-calls.what':
    'Auf diesem Computer sind mehr Anrufe offen, als der Host von Copybara auf einmal annimmt.',
  'failure.too-many-calls.next':
    'Schließ die Fenster der Anrufe, die du nicht brauchst, und versuch es dann noch einmal.',
  'failure.peer-port-in-use.what':
    'Ein anderes Programm auf diesem Computer hält den Port, über den Anrufe gehen.',
  'failure.peer-port-in-use.next':
    'Beende das Programm: `ss -lunp` im Terminal zeigt, wer den UDP-Port 9378 hält. Gehört es jemand anderem an diesem Computer, kann immer nur einer von euch anrufen.',
  'failure.peer-port-lost.what': 'Der Port, über den Anrufe gehen, ist nicht mehr zu haben.',
  'failure.peer-port-lost.next':
    'Ruf noch einmal an. Hilft das nicht, führ `copybara-host doctor` im Terminal aus.',
  'failure.own-address-changed.what':
    'Dein eigener Staex-Knoten hat eine andere Adresse bekommen; das hat den Anruf abgeschnitten.',
  'failure.own-address-changed.next':
    'Ruf noch einmal an. Der neue Link geht über die neue Adresse.',

  'failure.names-port-in-use.what':
    'Ein anderes Programm auf diesem Computer hält Port 9379, an dem deine Wallet Copybaras Seite kennt; sie wird nicht geöffnet.',
  'failure.names-port-in-use.next':
    'Beende das Programm: `ss -ltnp` im Terminal zeigt, wer den Port hält. Ein anderer Browser mit Copybara hält ihn höchstens eine Minute.',
  'failure.names-page-missing.what': 'Neben dem Host von Copybara fehlt die Datei dieser Seite.',
  'failure.names-page-missing.next':
    'Führ `copybara-host install` aus der neuesten Ausgabe des Hosts aus; damit kommt die Datei mit.',
  'failure.names-page-blocked.what':
    'Die Seite wurde ausgeliefert, aber der Browser hat sie nicht geladen.',
  'failure.names-page-blocked.next':
    'Versuch es noch einmal. Hilft das nicht, sperrt vielleicht eine andere Erweiterung `names.copybara.localhost`: Erlaube es dort.',

  'failure.background-silent.what':
    'Der Teil von Copybara, der im Hintergrund arbeitet, antwortet nicht.',
  'failure.background-silent.next':
    'Versuch es noch einmal. Bleibt er stumm, schalte Copybara dort, wo der Browser seine Erweiterungen auflistet, aus und wieder ein, oder starte den Browser neu.',

  'failure.internal.what': 'In Copybara ist etwas schiefgegangen.',
  'failure.internal.next':
    'Versuch es noch einmal. Passiert es wieder, melde es bitte samt den technischen Einzelheiten.',
} satisfies Translation<typeof enFailures>;
