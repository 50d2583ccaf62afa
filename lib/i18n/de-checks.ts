import type { enChecks } from './en-checks.ts';
import type { Translation } from './translate.ts';

/** German: the steps of the first page that try what a call needs. */
export const deChecks = {
  'checks.devices': 'Kamera und Mikrofon',
  'checks.devices.text':
    'Der Browser fragt dich einmal, ob Copybara sie benutzen darf. Nichts wird irgendwohin geschickt, und alles ist wieder aus, wenn du diese Seite verlässt.',
  'checks.devices.ask': 'Ausprobieren',
  'checks.devices.again': 'Noch einmal versuchen',
  'checks.devices.asking': 'Such oben in diesem Fenster die Frage des Browsers und erlaub es.',
  'checks.devices.stop': 'Ausschalten',
  'checks.devices.picture': 'Deine Kamera',
  'checks.devices.level': 'Wie laut du bist',
  'checks.devices.heard': 'Dein Mikrofon hört dich.',
  'checks.devices.say': 'Sag etwas: Der Balken sollte sich bewegen.',
  'checks.devices.unmeasured':
    'Das Mikrofon ist an. Wie laut du bist, lässt sich nicht zeigen: Der Browser verarbeitet hier keinen Ton, oft, weil er ihn nirgends abspielen kann. Schließ Kopfhörer oder Lautsprecher an und versuch es noch einmal.',
  'checks.devices.no-microphone': 'Es ist kein Mikrofon an.',
  'checks.devices.no-camera': 'Es ist keine Kamera an.',
  'checks.devices.denied':
    'Der Browser lässt Copybara sie nicht benutzen. Drück auf das Zeichen links in der Adressleiste, erlaub Kamera und Mikrofon und versuch es noch einmal.',
  'checks.devices.dismissed':
    'Die Frage des Browsers wurde ohne Antwort geschlossen. Versuch es noch einmal und erlaub es.',
  'checks.devices.no-device':
    'Kein solches Mikrofon und keine solche Kamera gefunden. Schließ eines an und versuch es noch einmal. Anrufen kannst du auch mit einem von beiden, oder nur zuhören.',
  'checks.devices.device-busy':
    'Ein anderes Programm benutzt eines davon. Schließ dieses Programm und versuch es noch einmal.',
  'checks.devices.unplugged':
    'Eines davon wurde abgezogen. Steck es ein und versuch es noch einmal.',
  'checks.devices.revoked':
    'Die Erlaubnis wurde zurückgenommen. Erlaub es wieder und versuch es noch einmal.',
  'checks.devices.failed':
    'Eines davon ließ sich nicht starten. Steck es neu ein und versuch es noch einmal.',

  'checks.loop': 'Ein Anruf mit dir selbst',
  'checks.loop.text':
    'Er geht durch das Relais deines eigenen Hosts und verlässt diesen Computer nie: Er probiert deine Geräte, diesen Browser und das Relais aus und sagt nichts über das Netz. Mit der Kamera siehst du, wie du zurückkommst.',
  'checks.loop.begin': 'Dich selbst anrufen',
  'checks.loop.end': 'Auflegen',
  'checks.loop.picture': 'Du, durch das Relais',
  'checks.loop.host': 'Der Host öffnet ein Relais',
  'checks.loop.relay': 'Dieser Browser erreicht es',
  'checks.loop.connection': 'Beide Enden finden einander',
  'checks.loop.sound': 'Dein Ton kommt zurück',
  'checks.loop.picture.step': 'Dein Bild kommt zurück',
  'checks.loop.fine': 'Auf diesem Computer geht alles.',
  'checks.loop.relay.next':
    'Etwas hält diesen Browser vom Relais fern: Such nach einer Erweiterung oder Einstellung, die WebRTC verbietet, und nach einer Firewall auf diesem Computer.',
  'checks.loop.connection.next':
    'Das Relais antwortet, trägt aber nichts: Such nach einer Firewall auf diesem Computer und versuch es noch einmal.',
  'checks.loop.sound.next':
    'Vom Mikrofon kam nichts an: Wähl im System ein anderes und versuch es noch einmal.',
  'checks.loop.picture.next':
    'Von der Kamera kam nichts an: Schließ andere Programme, die sie benutzen, und versuch es noch einmal.',

  'checks.way': 'Der Weg zum Host von jemandem',
  'checks.way.text':
    'Sieh nach, ob der Port für Anrufe zwischen euch durchkommt, in jede Richtung. Beide müssen zur selben Zeit nachsehen, jeder nach dem Namen des anderen: Ein Host, den niemand gefragt hat, sagt nichts.',
  'checks.way.name': 'Der Name von jemandem, den du anrufen willst',
  'checks.way.begin': 'Nach dem Host sehen',
  'checks.way.end': 'Nicht mehr nachsehen',
  'checks.way.in': 'Was {name} sendet, kommt hier an',
  'checks.way.out': 'Was du sendest, kommt dort an, und die Antwort hier',
  'checks.way.both':
    'Der Port kommt in beide Richtungen durch: Anrufe mit {name} können durchgehen.',
  'checks.way.only-in':
    'Was {name} sendet, kommt hier an, aber nicht umgekehrt. Sieh nach dem Tunnel für das, was du sendest: deinem Befehl oben und dem, den {name} ausführen muss.',
  'checks.way.none':
    'Von {name} ist bisher nichts gekommen. Bitte {name}, diese Seite zu öffnen und jetzt nach deinem Namen zu sehen. Bleibt es so, während ihr beide nachseht, kommt der Port nicht durch: Sieh nach beiden Befehlen oben.',
} satisfies Translation<typeof enChecks>;
