/** English: what the page of settings says. */
export const enOptions = {
  'options.title': 'Copybara’s settings',
  'options.managed': 'Whoever manages this browser has set this, so it can’t be changed here.',
  'options.saved': 'Saved',

  'options.name': 'Your name',
  'options.name.text':
    'The name that leads to this node. Calls go out in it, and a call link for any other name doesn’t ring.',

  'options.language': 'Language',
  'options.language.browser': 'As the browser',

  'options.chain': 'Reading the chain',
  'options.chain.hint': 'The network, who is asked, and how many must agree',
  'options.chain.text':
    'To learn which node a name points to, Copybara asks these endpoints. They see the names that you look up, and nothing else of what you do.',
  'options.network': 'Network',
  'options.network.alephzero': 'Aleph Zero',
  'options.network.alephzero.text': 'Names that end in .azero',
  'options.network.alephzero-testnet': 'Aleph Zero Testnet',
  'options.network.alephzero-testnet.text': 'Names that end in .tzero, for trying things out',
  'options.network.development': 'A chain of your own',
  'options.network.development.text': 'For developers',
  'options.registry': 'Address of the registry contract',
  'options.registry.use': 'Use this chain',

  'options.endpoints': 'Endpoints, in the order in which they are asked',
  'options.endpoints.by': 'run by {operator}',
  'options.endpoints.up': 'Ask {url} earlier',
  'options.endpoints.remove': 'Remove {url}',
  'options.endpoints.remove.short': 'Remove',
  'options.endpoints.test': 'Test all',
  'options.endpoints.testing': 'asking…',
  'options.endpoints.works': 'answered in {ms} ms',
  'options.endpoints.unreachable': 'can’t be reached',
  'options.endpoints.timeout': 'didn’t answer in time',
  'options.endpoints.oversized': 'sent far too much',
  'options.endpoints.garbage': 'sent something that is no answer',
  'options.endpoints.rpc-error': 'answered with an error',
  'options.endpoints.wrong-genesis': 'belongs to another chain',
  'options.endpoints.add': 'Add an endpoint',
  'options.endpoints.add.button': 'Add',
  'options.endpoints.url': 'Address (https:// or wss://)',
  'options.endpoints.operator': 'Who runs it',
  'options.endpoints.defaults': 'Back to the built-in endpoints',

  'options.quorum': 'How many operators must agree',
  'options.quorum.text':
    'Two addresses of one operator count once. With 1, a single dishonest operator can lead you to another machine.',
  'options.quorum.count': { one: '{count} operator', other: '{count} operators' },

  'options.error.bad-endpoint':
    'An endpoint has to be an http, https, ws or wss address without a user name, and somebody has to run it.',
  'options.error.shared-endpoint':
    'This endpoint is there already under another operator. It would count twice.',
  'options.error.bad-registry':
    'This is no contract’s address: it has 48 letters and digits, mostly beginning with 5.',
  'options.error.bad-genesis': 'The hash of the chain’s first block can’t be used.',
  'options.error.bad-quorum':
    'More operators would have to agree than there are. First let fewer suffice.',
  'options.error.known-endpoint': 'This endpoint is in the list already.',
  'options.error.last-endpoint': 'Without any endpoint no name can be read. Add another one first.',
  'options.error.too-many-endpoints': 'There is room for 20 endpoints. Remove one first.',

  'options.links': 'Where call links lead',
  'options.links.hint': 'The page that people without Copybara see',
  'options.links.address': 'Address',
  'options.links.text':
    'People without Copybara see the page at this address when they open your link. What stands after its # never leaves their browser.',
  'options.links.bad': 'This has to be an http or https address without ?, # or a user name.',
  'options.links.default': 'The built-in one is {base}',
  'options.links.untaken.what':
    'The browser doesn’t let Copybara take links of this address, so a link that you open leads to its page instead of the call.',
  'options.links.untaken.next':
    'Allow it, or paste the links that you get into Copybara’s toolbar window.',
  'options.links.untaken.ask': 'Ask the browser again',

  'options.preferences': 'How you call',
  'options.preferences.hint': 'Camera and microphone, noise, echo, push to talk, sounds',
  'options.preferences.text':
    'Each call begins like this, and you can change it there at any time. Push to talk holds in calls that go on, too.',
  'options.preferences.start': 'A call begins with',

  'options.search': 'Searches for a name',
  'options.search.hint': 'At which search engines Copybara opens the name instead',
  'options.search.text':
    'Whoever types a name into the address bar mostly searches for it, since browsers don’t know such endings. Copybara stops that search before it leaves and opens the name. For this it has the browser’s permission for the pages of these search engines, looks only at addresses whose whole search is a name, and changes nothing else there.',
  'options.search.off':
    'What you switch off here is left alone: the engine then learns the name, and shows its results.',
  'options.search.all': 'All on',
  'options.search.none': 'All off',
  'options.search.missing': 'The browser doesn’t allow it now.',
  'options.search.allow': 'Allow {engine}',
  'options.search.allow.short': 'Allow',

  'options.certificate': 'Your certificate in calls',
  'options.certificate.hint': 'How people see that it is your browser again',
  'options.certificate.text':
    'By it the people you have talked to see that it is your browser again. It never leaves this browser, and a new one is made each year. Make one now if this browser was in other hands.',
  'options.certificate.new': 'Make a new one',
  'options.certificate.done': 'It is made. In your next call people are told that it has changed.',
  'options.certificate.unkept': 'This browser couldn’t keep it: each call will have a new one.',

  'options.data': 'Your data',
  'options.data.hint': 'What is kept; save it, load it, delete it',
  'options.data.text':
    'Settings, people and the call history are on this computer only. Nothing of them is sent anywhere.',
  'options.data.export': 'Save as a file',
  'options.data.import': 'Load from a file',
  'options.data.import.bad-file':
    'This file isn’t one that Copybara has saved, or it is damaged. Nothing was changed.',
  'options.data.import.newer-file':
    'A newer Copybara has saved this file. Update Copybara, then load it again. Nothing was changed.',
  'options.data.import.done': 'The file was loaded. Who reads the chain for you stays as it was.',
  'options.import.changes': 'Load this file? It changes:',
  'options.import.nothing': 'This file changes nothing here.',
  'options.import.chain': 'Who reads the chain for you stays as it is, whatever the file says.',
  'options.import.yes': 'Load it',
  'options.import.close': 'All right',
  'options.import.none': 'No name any more',
  'options.import.default': 'Back to the built-in page',
  'options.import.as-file': 'As in the file',
  'options.import.search.off': 'Left alone: {engines}',
  'options.import.enabled': 'Copybara',
  'options.import.enabled.on': 'Switched on',
  'options.import.enabled.off': 'Switched off',
  'options.import.replace-proxy': 'A proxy setting that can’t be carried along',
  'options.import.replace-proxy.on': 'Is replaced',
  'options.import.replace-proxy.off': 'Is kept',
  'options.import.added': { one: '{count} new', other: '{count} new' },
  'options.import.changed': { one: '{count} changed', other: '{count} changed' },
  'options.import.unblocked': {
    one: '{count} no longer blocked',
    other: '{count} no longer blocked',
  },
  'options.people': 'People and calls',
  'options.people.hint': 'Your notes, who is blocked, the calls you have had',
  'options.people.unkept':
    'This browser couldn’t read or keep something. Look whether the disk is full, then load this page again.',
  'options.kinds': 'What is kept',
  'options.kinds.people': 'People',
  'options.kinds.people.text': {
    one: '{count} name, with your note, what was proven, and whether it is blocked',
    other: '{count} names, with your notes, what was proven, and who is blocked',
  },
  'options.kinds.calls': 'The call history',
  'options.kinds.calls.text': { one: '{count} call', other: '{count} calls' },
  'options.kinds.preferences': 'How you call',
  'options.kinds.preferences.text': 'Back to how it came',
  'options.kinds.certificate': 'The certificate of this browser',
  'options.kinds.certificate.text':
    'The next call makes a new one, and people are told that it has changed.',
  'options.kinds.settings': 'The settings of this page',
  'options.kinds.settings.text':
    'Your name, the endpoints, where links lead, the search engines: back to how they came',
  'options.kinds.delete': 'Delete: {what}',
  'options.kinds.delete.short': 'Delete',
  'options.kinds.sure': 'Yes, delete it',
  'options.kinds.done': 'Deleted: {what}',
  'options.data.reset': 'Back to how Copybara came',
  'options.data.reset.text':
    'Deletes your settings, your people, the call history and your certificate on this computer.',
  'options.data.reset.sure': 'Yes, delete all of it',
  'options.data.reset.done': 'Everything was deleted.',
  'options.data.reset.failed':
    'Not everything could be deleted. Load this page again, then delete once more.',
  'options.diagnostics': 'Look what is wrong',
  'options.welcome': 'Show the first steps again',
  'options.save': 'Save',
  'options.cancel': 'Cancel',
} as const;
