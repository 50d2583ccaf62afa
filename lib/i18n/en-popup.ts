/** English: what the toolbar window says beside failures. */
export const enPopup = {
  'popup.summary.ready': 'Everything is ready',
  'popup.summary.waiting': 'Getting ready',
  'popup.summary.failing': {
    one: '{count} problem',
    other: '{count} problems',
  },
  'popup.summary.off': 'Switched off',
  'popup.switch': 'Copybara',
  'popup.switch.on': 'On',
  'popup.switch.off': 'Off',
  'popup.settings': 'Settings',
  'popup.diagnostics': 'What is wrong?',
  'popup.leaks': 'What your browser still gives away',
  'popup.leaks.private-windows':
    'Private windows: Copybara is not allowed there, so a name typed in one goes to a search engine or to DNS. You can allow it in the browser’s settings for extensions.',
  'popup.leaks.suggestions':
    'While you type, the address bar may ask your search engine for suggestions. Type `az`, then a space and the name, or switch suggestions off.',
  'popup.leaks.firefox-dns':
    'Firefox asks DNS about the name of each `http` page before any extension is heard. Set `network.dns.native_https_query` to `false` in `about:config` to stop it.',
  'popup.switch.explain':
    'Switched off, names stay shut, and the browser treats them as searches again.',
  'popup.off.text':
    'Names stay shut, and the browser treats them as searches again. Nothing of your browser’s settings is held.',

  'popup.go.label': 'A name, an address or a call link',
  'popup.go.open': 'Open',
  'popup.go.call': 'Call',

  'popup.calls': 'Calls',
  'popup.calls.show': 'Show',
  'popup.calls.blocked': {
    one: 'A call in the name of {name} wasn’t let through, since you blocked that name.',
    other:
      '{count} calls weren’t let through, since you blocked those names; the last was in the name of {name}.',
  },

  'popup.status': 'State',
  'popup.refresh': 'Check again',
  'state.ready': 'ready',
  'state.checking': 'checking',
  'state.failing': 'not working',
  'state.unknown': 'not known yet',
  'state.off': 'off',
  'popup.background': 'Extension',
  'popup.host': 'Host',
  'popup.host.connected': '{version} on {platform}',
  'popup.node': 'Your node',
  'popup.chain': 'Chain',
  'popup.chain.up': { one: '{count} operator', other: '{count} operators' },
  'popup.routing': 'Routing',
  'popup.routing.on': 'Staex or nowhere',
  'popup.pac': 'PAC line for your other tool',
  'popup.pac.explain':
    'The port changes at each start unless you fix it: first give `socks.port` in `host.json` a number such as `9379`.',
  'popup.pac.check': 'It stands there now',
  'popup.take-over': 'Let Copybara take over',
  'popup.take-over.explain':
    'Your other sites will then go out without your present proxy until you switch Copybara off.',
  'popup.grant': 'Allow it again',

  'popup.tab': 'In this tab',
  'popup.tab.call': 'Call {name}',
  'popup.tab.open': 'open',
  'popup.tab.working': 'on its way',
  'popup.tab.asking': 'waits for you',
  'popup.tab.failed': 'not open',
  'popup.tab.asking.text': 'Only {operator} answered. Decide in the tab whether to open it.',
  'popup.tab.unknown': 'This name wasn’t opened in this session.',
  'popup.tab.owner': 'Owner',
  'popup.tab.owner.pending': 'reading…',
  'popup.tab.owner.failed': 'couldn’t be read',
  'popup.tab.node-id': 'Node id',
  'popup.tab.confirmed': 'Confirmed by',
  'popup.tab.read': 'Read',
  'popup.tab.since': 'Open since',
} as const;
