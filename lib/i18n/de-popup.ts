import type { enPopup } from './en-popup.ts';
import type { Translation } from './translate.ts';

/** German: what the toolbar window says beside failures. */
export const dePopup = {
  'popup.summary.ready': 'Alles ist bereit',
  'popup.summary.waiting': 'Wird vorbereitet',
  'popup.summary.failing': { one: '{count} Problem', other: '{count} Probleme' },
  'popup.summary.off': 'Ausgeschaltet',
  'popup.switch': 'Copybara',
  'popup.switch.on': 'An',
  'popup.switch.off': 'Aus',
  'popup.settings': 'Einstellungen',
  'popup.diagnostics': 'Was stimmt nicht?',
  'popup.leaks': 'Was dein Browser trotzdem preisgibt',
  'popup.leaks.private-windows':
    'Private Fenster: Dort ist Copybara nicht erlaubt, ein Name geht also an eine Suchmaschine oder ans DNS. In den Erweiterungseinstellungen des Browsers kannst du es erlauben.',
  'popup.leaks.suggestions':
    'Während du tippst, fragt die Adressleiste vielleicht deine Suchmaschine nach Vorschlägen. Tipp `az`, ein Leerzeichen und den Namen, oder schalte die Vorschläge aus.',
  'popup.leaks.firefox-dns':
    'Firefox fragt das DNS nach dem Namen jeder `http`-Seite, bevor eine Erweiterung davon erfährt. Setz `network.dns.native_https_query` in `about:config` auf `false`, dann lässt es das.',
  'popup.switch.explain':
    'Ausgeschaltet bleiben die Namen zu, und der Browser hält sie wieder für Suchen.',
  'popup.off.text':
    'Die Namen bleiben zu, und der Browser hält sie wieder für Suchen. An seinen Einstellungen hält Copybara nichts mehr fest.',

  'popup.go.label': 'Name, Adresse oder Anruflink',
  'popup.go.open': 'Öffnen',
  'popup.go.call': 'Anrufen',

  'popup.calls': 'Anrufe',
  'popup.calls.show': 'Zeigen',
  'popup.calls.blocked': {
    one: 'Ein Anruf im Namen von {name} wurde nicht durchgestellt, weil du den Namen blockiert hast.',
    other:
      '{count} Anrufe wurden nicht durchgestellt, weil du die Namen blockiert hast; der letzte kam im Namen von {name}.',
  },

  'popup.status': 'Zustand',
  'popup.refresh': 'Neu prüfen',
  'state.ready': 'bereit',
  'state.checking': 'wird geprüft',
  'state.failing': 'geht nicht',
  'state.unknown': 'noch unbekannt',
  'state.off': 'aus',
  'popup.background': 'Erweiterung',
  'popup.host': 'Host',
  'popup.host.connected': '{version} auf {platform}',
  'popup.node': 'Dein Knoten',
  'popup.chain': 'Chain',
  'popup.chain.up': { one: '{count} Betreiber', other: '{count} Betreiber' },
  'popup.routing': 'Routing',
  'popup.routing.on': 'Staex oder gar nicht',
  'popup.pac': 'PAC-Zeile für dein anderes Werkzeug',
  'popup.pac.explain':
    'Der Port wechselt bei jedem Start, solange du ihn nicht festlegst: Gib `socks.port` in `host.json` zuerst eine Zahl, etwa `9379`.',
  'popup.pac.check': 'Sie steht jetzt dort',
  'popup.take-over': 'Copybara übernehmen lassen',
  'popup.take-over.explain':
    'Deine übrigen Seiten gehen dann ohne deinen jetzigen Proxy hinaus, bis du Copybara ausschaltest.',
  'popup.grant': 'Wieder erlauben',

  'popup.tab': 'In diesem Tab',
  'popup.tab.call': '{name} anrufen',
  'popup.tab.open': 'offen',
  'popup.tab.working': 'unterwegs',
  'popup.tab.asking': 'wartet auf dich',
  'popup.tab.failed': 'nicht offen',
  'popup.tab.asking.text':
    'Nur {operator} hat geantwortet. Entscheide im Tab, ob du ihn öffnen willst.',
  'popup.tab.unknown': 'Dieser Name wurde in dieser Sitzung nicht geöffnet.',
  'popup.tab.owner': 'Inhaber',
  'popup.tab.owner.pending': 'wird gelesen…',
  'popup.tab.owner.failed': 'ließ sich nicht lesen',
  'popup.tab.node-id': 'Knoten-ID',
  'popup.tab.confirmed': 'Bestätigt von',
  'popup.tab.read': 'Gelesen',
  'popup.tab.since': 'Offen seit',
} satisfies Translation<typeof enPopup>;
