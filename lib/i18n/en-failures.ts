/**
 * English: what happened (`what`) and what to do next (`next`) for everything that can stop a visit or a call. Text between
 * backticks is something to type. A sentence that needs a word which may be missing has a twin without it.
 */
export const enFailures = {
  // There is no talking to the native host.
  'failure.host-not-installed.what': 'The Copybara host isn’t installed on this computer yet.',
  'failure.host-not-installed.next':
    'Get the host as the help page shows, then run `copybara-host install` in a terminal.',
  'failure.host-forbidden.what':
    'The Copybara host is installed, but it wasn’t set up for this extension.',
  'failure.host-forbidden.next':
    'Run `copybara-host install` once more in a terminal; it sets the host up for this extension.',
  'failure.host-start-failed.what':
    'The Copybara host was found, but it ended before it could answer.',
  'failure.host-start-failed.next':
    'Run `copybara-host doctor` in a terminal. It says what is missing and how to put it right.',
  'failure.host-stopped.what': 'The Copybara host stopped while it was in use.',
  'failure.host-stopped.next':
    'Copybara starts it again by itself. If it keeps stopping, run `copybara-host doctor` in a terminal.',
  'failure.host-silent.what': 'The Copybara host was started, but it didn’t answer in time.',
  'failure.host-silent.next':
    'Wait a moment and try again. If it stays silent, restart the browser, then run `copybara-host doctor`.',
  'failure.host-incompatible.what':
    'The Copybara host and this extension are of versions that don’t understand each other.',
  'failure.host-incompatible.next':
    'Update both: the extension in the browser, and the host by running `copybara-host install` from its newest release.',

  'failure.port-in-use.what':
    'Another program uses the port that the Copybara host is set to listen on.',
  'failure.port-in-use.next':
    'Close that program, or choose another `socks` port in `host.json`; port 0 takes any that is free.',

  // Our own mcc.
  'failure.config-bad.what': 'The Copybara host can’t use its settings file `host.json` as it is.',
  'failure.config-bad.next':
    'Run `copybara-host doctor` in a terminal. It names the entry to change.',
  'failure.mcc-not-found.what':
    'The Copybara host can’t find `mcc`, the program that speaks for your Staex node.',
  'failure.mcc-not-found.next':
    'Install Staex MCC on this computer. If it is in a container or an unusual place, put its command into `host.json`.',
  'failure.mcc-forbidden.what':
    'Your user account may not run `mcc`, or may not open the socket of the Staex service.',
  'failure.mcc-forbidden.next':
    'Give your account the right to run `mcc` and to open its socket, `/tmp/.mcc-socket` unless you moved it. If `mcc` is in a container, your account needs the right to use Docker.',
  'failure.mcc-daemon-down.what':
    'Staex MCC is installed, but its service isn’t running on this computer.',
  'failure.mcc-daemon-down.next':
    'Start the service. On most Linux systems that is `sudo systemctl start mcc`.',
  'failure.mcc-timeout.what': 'Your Staex node didn’t answer in time.',
  'failure.mcc-timeout.next':
    'Restart its service. On most Linux systems that is `sudo systemctl restart mcc`.',
  'failure.mcc-empty.what': 'Your Staex node was asked, and answered with nothing at all.',
  'failure.mcc-empty.next':
    'Run `mcc id` in a terminal: it should print one line. If it prints nothing, restart the Staex service.',
  'failure.mcc-junk.what':
    'Your Staex node answered with something that is neither a node id nor an address.',
  'failure.mcc-junk.next':
    'Run `mcc id` in a terminal: it should print one id and nothing else. If `host.json` names another command, check that one.',
  'failure.mcc-ipv6.what':
    'Your Staex node gave an IPv6 address, and its network carries IPv4 only.',
  'failure.mcc-ipv6.next':
    'Update Staex MCC. If `host.json` names another command than `mcc`, check that one.',
  'failure.mcc-failed.what': 'The program `mcc` ended with an error.',
  'failure.mcc-failed.next':
    'Run `copybara-host doctor` in a terminal. It asks the same question and shows what `mcc` said.',
  'failure.mcc-busy.what': 'Your Staex node has more questions waiting than it can take at once.',
  'failure.mcc-busy.next': 'Wait a few seconds, then try again.',

  // Our own overlay interface.
  'failure.overlay-missing.what':
    'Your own Staex address is on no network interface of this computer, so nothing is sent.',
  'failure.overlay-missing.next':
    'Restart the Staex service, on most Linux systems with `sudo systemctl restart mcc`, so that its interface comes back.',
  'failure.overlay-in-container.what':
    'Your Staex node runs in a container with a network of its own, which this browser can’t use.',
  'failure.overlay-in-container.next':
    'Start the container again with `--network host`, so that it shares this computer’s network.',

  // The other node.
  'failure.node-unresolved.what': 'Your Staex node knows no way to the node behind this name now.',
  'failure.node-unresolved.next':
    'That node is most likely offline, or not in a network that yours can reach. Ask its owner whether it is running.',
  'failure.address-not-allowed.what':
    'Your Staex node gave an address that Copybara never opens, such as one of this computer or of your home network.',
  'failure.address-not-allowed.next':
    'Run `copybara-host doctor` in a terminal to see which address it is, and show that to whoever runs your Staex network.',
  'failure.node-refused.what': 'The node answered, but nothing there listens on this port.',
  'failure.node-refused.what.port': 'The node answered, but nothing there listens on port {port}.',
  'failure.node-refused.next':
    'Ask its owner whether the site is running. If it uses another port, add that to the address, as in `alice.azero:8080`.',
  'failure.node-silent.what': 'The node behind this name didn’t answer in time.',
  'failure.node-silent.next':
    'Ask its owner about two things: is the node running, and, with MCC v2, does a tunnel let this port through?',
  'failure.node-silent.next.port':
    'Ask its owner about two things: is the node running, and, with MCC v2, does a tunnel let port {port} through?',
  'failure.node-unreachable.what': 'This computer has no way to the other node’s address now.',
  'failure.node-unreachable.next':
    'Check that your own Staex node is connected to its network: `mcc parent` should print an address.',
  'failure.node-moved.what':
    'The address went to another node while it was in use, so Copybara closed the connection.',
  'failure.node-moved.next': 'Try again. Copybara asks your node for the new address.',

  // The chain gave no node id.
  'failure.name-not-registered.what': 'Nobody has registered this name.',
  'failure.name-not-registered.next':
    'Check how it is spelled. If it is free and you like it, you can register it at azero.id.',
  'failure.name-expired.what': 'The registration of this name has run out.',
  'failure.name-expired.what.since': 'The registration of this name ran out on {since}.',
  'failure.name-expired.next':
    'If it was yours, register it again at azero.id. If you know whose it was, let them know.',
  'failure.no-record.what': 'This name is registered, but it isn’t linked to a Staex node.',
  'failure.no-record.next':
    'If it is yours, give it a record `staex-id` at azero.id that holds what `mcc id` prints. Otherwise ask its owner.',
  'failure.record-malformed.what': 'The record that should link this name to a node is no node id.',
  'failure.record-malformed.what.value':
    'The record that should link this name to a node is no node id; it says “{value}”.',
  'failure.record-malformed.next':
    'If the name is yours, set its record `staex-id` at azero.id to exactly what `mcc id` prints. Otherwise tell its owner.',
  'failure.chain-unreachable.what': 'None of those who read the chain for you could be reached.',
  'failure.chain-unreachable.what.operators':
    'None of those who read the chain for you could be reached. Copybara asked {operators}.',
  'failure.chain-unreachable.next':
    'Check your internet connection. If other sites open, wait a minute and try again.',
  'failure.endpoint-lying.what':
    'One of the operators that read the chain for you gave an answer that can’t be right, so Copybara doesn’t use it.',
  'failure.endpoint-lying.what.operator':
    'What was said of this name can’t all be right, so Copybara doesn’t use it. It was said by: {operator}.',
  'failure.endpoint-lying.next':
    'Try again in a few minutes. If it stays like this, replace that operator in Copybara’s settings.',
  'failure.one-operator-only.what':
    'Only one operator could be asked about this name, and two should agree.',
  'failure.one-operator-only.what.operator':
    'Only {operator} could be asked about this name, and two operators should agree.',
  'failure.one-operator-only.next':
    'Check your internet connection and try again. The others may be back in a minute.',
  'failure.contract-changed.what':
    'The registry of names answers in a form that this version of Copybara doesn’t know.',
  'failure.contract-changed.next':
    'Update Copybara. If it is up to date, please report this together with the technical details.',
  'failure.wrong-network.what':
    'Names with this ending aren’t on the network that Copybara is set to read.',
  'failure.wrong-network.what.ending':
    'Names that end in .{ending} aren’t on the network that Copybara is set to read ({network}).',
  'failure.wrong-network.next':
    'Check the ending of the name, or choose the other network in Copybara’s settings.',
  'failure.settings-bad.what': 'Copybara can’t use its chain settings as they are.',
  'failure.settings-bad.next':
    'Check the operators and the registry in Copybara’s settings, or clear them to have the defaults back.',

  // The browser would not send the name through the overlay.
  'failure.switched-off.what': 'Copybara is switched off, so names stay shut.',
  'failure.switched-off.next': 'Open Copybara from the toolbar and switch it on.',
  'failure.proxy-held-by-extension.what':
    'Another extension decides about this browser’s proxy, and only one can.',
  'failure.proxy-held-by-extension.what.extension':
    'The extension {extension} decides about this browser’s proxy, and only one can.',
  'failure.proxy-held-by-extension.next':
    'Switch that extension off on the extensions page. To keep it, paste into it the PAC line that Copybara shows in its toolbar window.',
  'failure.proxy-held-by-policy.what':
    'Whoever manages this browser has fixed its proxy, so Copybara can’t set it.',
  'failure.proxy-held-by-policy.next':
    'Ask them to add the PAC line that Copybara shows in its toolbar window, or to let extensions set the proxy.',
  'failure.proxy-not-reproducible.what':
    'This browser uses a proxy that Copybara can’t carry along for your other sites.',
  'failure.proxy-not-reproducible.next':
    'If you can do without that proxy, open Copybara from the toolbar and let it take over. Until then nothing is changed.',
  'failure.permission-missing.what':
    'The browser doesn’t let Copybara handle these addresses any more.',
  'failure.permission-missing.next':
    'Open Copybara from the toolbar and allow it again, or do so where the browser lists its extensions, under Permissions or Site access.',
  'failure.rules-refused.what':
    'The browser didn’t take all the rules that keep other sites out of yours, so names stay shut.',
  'failure.rules-refused.next':
    'Update the browser. If it is up to date, please report this together with the version of your browser.',
  'failure.browser-silent.what': 'The browser doesn’t answer yet, so names stay shut.',
  'failure.browser-silent.next': 'Copybara keeps asking. If this goes on, restart the browser.',

  // The address cannot be visited at all.
  'failure.bad-address.what': 'Copybara can’t open this address.',
  'failure.bad-address.next':
    'Check how it is written. It should look like `http://alice.azero`, with no user name or password in it.',
  'failure.unseen-address.what':
    'Copybara was only just starting, so it didn’t see which address you opened.',
  'failure.unseen-address.next':
    'Type it into the address bar once more, or open the link again. From now on it is seen.',
  'failure.form-not-sent.what':
    'A form was on its way to this site before the site was open, so Copybara didn’t send it.',
  'failure.form-not-sent.next':
    'Open the page first, then fill in the form and send it from there.',

  'failure.connection-broke.what':
    'The node answers, but the page’s own connection to it broke each time.',
  'failure.connection-broke.next':
    'Ask its owner whether the site itself is running, and whether it uses http or https.',

  // The host opens no relay for a call, or has closed it.
  'failure.no-call.what': 'The Copybara host doesn’t know this call any more.',
  'failure.no-call.next': 'Call again with a new link.',
  'failure.too-many-calls.what':
    'More calls are open on this computer than the Copybara host takes at once.',
  'failure.too-many-calls.next': 'Close the windows of calls that you don’t need, then try again.',
  'failure.peer-port-in-use.what':
    'Another program on this computer holds the port that calls go over.',
  'failure.peer-port-in-use.next':
    'Close that program: `ss -lunp` in a terminal lists who holds UDP port 9378. If it belongs to somebody else who uses this computer, only one of you can call at a time.',
  'failure.peer-port-lost.what': 'The port that calls go over can’t be had any more.',
  'failure.peer-port-lost.next':
    'Call again. If that doesn’t help, run `copybara-host doctor` in a terminal.',
  'failure.own-address-changed.what':
    'Your own Staex node got another address, which cut this call off.',
  'failure.own-address-changed.next': 'Call again. The new link goes over the new address.',

  // The page for names and records can't be opened.
  'failure.names-port-in-use.what':
    'Another program on this computer holds port 9379, at which your wallet knows Copybara’s page, so it isn’t opened.',
  'failure.names-port-in-use.next':
    'Close that program: `ss -ltnp` in a terminal lists who holds the port. Another browser with Copybara holds it for a minute at most.',
  'failure.names-page-missing.what': 'The file of this page is missing beside the Copybara host.',
  'failure.names-page-missing.next':
    'Run `copybara-host install` from the newest release of the host; it brings the file along.',
  'failure.names-page-blocked.what': 'The page was served, but the browser didn’t load it.',
  'failure.names-page-blocked.next':
    'Try again. If that doesn’t help, another extension may block `names.copybara.localhost`: allow it there.',

  'failure.background-silent.what':
    'The part of Copybara that works in the background doesn’t answer.',
  'failure.background-silent.next':
    'Try again. If it stays silent, switch Copybara off and on where the browser lists its extensions, or restart the browser.',

  'failure.internal.what': 'Something went wrong inside Copybara.',
  'failure.internal.next':
    'Try again. If it happens again, please report it together with the technical details.',
} as const;
