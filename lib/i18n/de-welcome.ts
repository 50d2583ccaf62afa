import type { enWelcome } from './en-welcome.ts';
import type { Translation } from './translate.ts';

/** German: what the first page says to somebody who has just installed Copybara. */
export const deWelcome = {
  'welcome.title': 'Willkommen bei Copybara',
  'welcome.text':
    'Ein paar Schritte, dann öffnen Namen wie alice.azero die Seiten ihrer Inhaber, und Anrufe erreichen dich. Du kannst diese Seite jederzeit verlassen und aus den Einstellungen wiederkommen.',
  'welcome.progress': {
    one: '{count} von {all} Schritten ist getan',
    other: '{count} von {all} Schritten sind getan',
  },
  'welcome.ready': 'Alles ist bereit',
  'welcome.ready.text':
    'Tipp einen Namen in die Adressleiste. Wer noch keinen hat, fängt mit dem eines Freundes an.',
  'welcome.checking': 'Es wird nachgesehen…',

  'welcome.host': 'Der Host',
  'welcome.host.text':
    'Ein kleines Programm neben dem Browser, das mit deinem Staex-Knoten spricht. Es wird nur für dich installiert, ohne Administratorrechte.',
  'welcome.host.command': 'Im Terminal, im Ordner von Copybara:',
  'welcome.host.noticed': 'Diese Seite merkt von selbst, wenn er da ist.',
  'welcome.host.done': 'Installiert, Version {version}',

  'welcome.node': 'Dein Staex-Knoten',
  'welcome.node.text':
    'Das Programm mcc auf diesem Computer. Copybara fragt es, wer du bist und wo andere sind.',
  'welcome.node.done': 'Er läuft. Seine ID ist',

  'welcome.name': 'Dein Name',
  'welcome.name.text':
    'Sollen andere deine Seite öffnen oder dich anrufen, muss dein AZERO.ID-Name auf diesen Knoten zeigen. Um andere zu besuchen, brauchst du keinen.',
  'welcome.name.record':
    'Gib deinem Namen bei azero.id einen Eintrag `staex-id`, der genau diese ID enthält.',

  'welcome.network': 'Das Netz für Anrufe',
  'welcome.network.text':
    'Bei MCC v2 kommt nichts durch, das kein Tunnel nennt, und Anrufe brauchen einen: UDP-Port 9378, in beide Richtungen. Ältere Knoten lassen alles durch. Für jeden Menschen, den du anrufst, erlaubt ihr beide den Knoten des anderen.',
  'welcome.network.friend': 'Der Name von jemandem, den du anrufen willst',
  'welcome.network.show': 'Befehle zeigen',
  'welcome.network.yours': 'Das führst du aus',
  'welcome.network.theirs': 'Das führt {name} aus',
  'welcome.network.source':
    'Diese Befehle stammen aus einem Erfahrungsbericht und ließen sich hier nicht ausprobieren. Sie fragen nach dem privaten Schlüssel deines Netzes; den hat, wer Staex bei dir verwaltet.',

  'welcome.sees': 'Wer was sieht',
  'welcome.sees.endpoints':
    'Die Endpunkte, die die Chain lesen, sehen deine IP-Adresse und die Namen, die du nachschlägst. Betrieben werden sie zurzeit von {operators}.',
  'welcome.sees.node':
    'Der Knoten, den du besuchst oder anrufst, sieht deinen. Knoten unterwegs sehen, was Staex ihnen zeigt.',
  'welcome.sees.nobody':
    'Sonst niemand: Es gibt keinen Server von uns, und nichts wird gezählt oder gemeldet.',
  'welcome.settings': 'Einstellungen öffnen',
} satisfies Translation<typeof enWelcome>;
