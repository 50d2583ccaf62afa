/** English: what the first page says to somebody who has just installed Copybara. */
export const enWelcome = {
  'welcome.title': 'Welcome to Copybara',
  'welcome.text':
    'A few steps, and names like alice.azero open their owners’ own sites, and calls reach you. You can leave this page at any time and come back from the settings.',
  'welcome.progress': {
    one: '{count} of {all} steps is done',
    other: '{count} of {all} steps are done',
  },
  'welcome.ready': 'Everything is ready',
  'welcome.ready.text':
    'Type a name into the address bar. Who has none yet can start with that of a friend.',
  'welcome.checking': 'Looking…',

  'welcome.host': 'The host',
  'welcome.host.text':
    'A small program beside the browser, which speaks with your Staex node. It is installed for you alone, without administrator rights.',
  'welcome.host.command': 'In a terminal, in the folder of Copybara:',
  'welcome.host.noticed': 'This page notices by itself when it is there.',
  'welcome.host.done': 'Installed, version {version}',

  'welcome.node': 'Your Staex node',
  'welcome.node.text':
    'The program mcc on this computer. Copybara asks it who you are and where others are.',
  'welcome.node.done': 'It runs. Its id is',

  'welcome.name': 'Your name',
  'welcome.name.text':
    'If others are to open your site or call you, your AZERO.ID name has to point to this node. To visit others you need none.',
  'welcome.name.record':
    'At azero.id, give your name a record `staex-id` that holds exactly this id.',

  'welcome.network': 'The network for calls',
  'welcome.network.text':
    'With MCC v2 nothing passes that no tunnel names, and calls need one: UDP port 9378, in both directions. Older nodes pass everything. For each person whom you call, each of you allows the other’s node.',
  'welcome.network.friend': 'The name of somebody whom you want to call',
  'welcome.network.show': 'Show the commands',
  'welcome.network.yours': 'You run this',
  'welcome.network.theirs': '{name} runs this',
  'welcome.network.source':
    'These commands are taken from a user’s field report and could not be tried here. They ask for the private key of your network; your Staex administrator has it.',

  'welcome.sees': 'Who sees what',
  'welcome.sees.endpoints':
    'The endpoints that read the chain see your IP address and the names that you look up. Now these are run by {operators}.',
  'welcome.sees.node':
    'The node that you visit or call sees yours. Nodes on the way see what Staex shows them.',
  'welcome.sees.nobody':
    'Nobody else: there is no server of ours, and nothing is counted or reported.',
  'welcome.settings': 'Open the settings',
} as const;
