/** English: the page where names are looked up and written with a wallet. */
export const enNames = {
  'names.text': 'Look up any AZERO.ID name, and change your own with your wallet.',
  'names.network.alephzero': 'Aleph Zero',
  'names.network.alephzero-testnet': 'Aleph Zero testnet',
  'names.network.development': 'Development chain',

  'names.closed.no-token': 'Open this page from Copybara',
  'names.closed.no-token.next':
    'Click Copybara’s sign in the toolbar, then “Names”. An address that was kept or copied opens nothing here.',
  'names.closed.no-extension': 'Copybara does not answer',
  'names.closed.no-extension.next':
    'See that the extension is on and may act on this page, then open the page from Copybara again.',
  'names.closed.refused': 'This page was opened before',
  'names.closed.refused.next':
    'Each opening is good once. Close this tab and open the page from Copybara again.',
  'names.closed.lost': 'Copybara went away',
  'names.closed.lost.next':
    'It was switched off or updated. Close this tab and open the page from Copybara again.',
  'names.lost':
    'It was switched off or updated. What stands here stays until you close the page; to write, open the page from Copybara again.',
  'names.closed.settings': 'Copybara’s settings can’t be used',
  'names.greeting': 'Opening…',

  'names.look': 'Name or account',
  'names.look.button': 'Look up',
  'names.look.empty': 'Type a name like alice.azero, or an account’s address.',
  'names.look.elsewhere': 'Names with .{ending} are not on the network that the settings name.',

  'names.state.registered': 'Registered',
  'names.state.free': 'Free',
  'names.state.free.text': 'Nobody has this name. It can be registered at azero.id.',
  'names.state.reserved': 'Reserved',
  'names.state.reserved.text': 'Nobody has this name, and AZERO.ID keeps it for somebody.',
  'names.state.refused': 'Not possible',
  'names.state.refused.text': 'AZERO.ID’s rules for names allow nobody to register this one.',
  'names.state.expired': 'Expired',
  'names.state.expired.text': 'It expired on {day}. Whoever registers it next owns it.',
  'names.state.contract-changed': 'Not understood',
  'names.state.contract-changed.text':
    'AZERO.ID’s contract answers in a way that this version of Copybara does not know. Look for an update.',
  'names.state.asking': 'Asking…',
  'names.state.silent': 'No answer',
  'names.state.silent.text':
    'None of the endpoints answered, which says nothing about the name. Check your connection, or the endpoints in the settings.',
  'names.state.disagreed': 'Contradiction',
  'names.state.disagreed.text':
    'The endpoints contradict each other, and nobody can tell here who is right. Try again in a minute; if it stays, do not trust this name now.',
  'names.state.too-few': 'Fewer operators than your settings ask for confirm this.',
  'names.opinion': 'Says {operators}',

  'names.owner': 'Owner',
  'names.controller': 'Controller',
  'names.resolved': 'Leads to',
  'names.period': 'Registered',
  'names.period.text': '{from} to {until}',
  'names.header': '{network}, your name is {name}',
  'names.you': 'you',
  'names.records': 'Records',
  'names.records.none': 'There are no records.',
  'names.record.staex-id': 'the Staex node',
  'names.record.this-node': 'this node',
  'names.record.other-node': 'not this node',
  'names.value.empty': 'empty',
  'names.value.more': {
    one: 'Show {count} more character',
    other: 'Show {count} more characters',
  },
  'names.value.less': 'Show less',
  'names.list.more': { one: 'Show {count} more', other: 'Show {count} more' },

  'names.account': 'Account',
  'names.primary': 'Primary name',
  'names.primary.none': 'none',
  'names.owned': 'Owns',
  'names.controlled': 'Controls',
  'names.resolving': 'Reached by',
  'names.none': 'no names',

  'names.endpoints': {
    one: 'Confirmed by {count} operator',
    other: 'Confirmed by {count} operators',
  },
  'names.endpoints.none': 'Confirmed by nobody',
  'names.endpoint.asking': 'asking',
  'names.endpoint.same': 'says the same',
  'names.endpoint.different': 'says something else',
  'names.endpoint.unreachable': 'can’t be reached',
  'names.endpoint.timeout': 'did not answer in time',
  'names.endpoint.oversized': 'answered far too much',
  'names.endpoint.garbage': 'answered nonsense',
  'names.endpoint.rpc-error': 'refused the question',
  'names.endpoint.wrong-genesis': 'is on another chain',

  'names.wallet': 'My names',
  'names.wallet.text':
    'Your wallet keeps your keys: this page sees the accounts that you show it, and the wallet asks you before it signs anything.',
  'names.wallet.none': 'No wallet found',
  'names.wallet.none.next':
    'Install a wallet for Polkadot accounts, such as Talisman, SubWallet or polkadot.js, and open this page from Copybara again.',
  'names.wallet.connect': 'Connect {wallets}',
  'names.wallet.asking': 'Answer in the window of your wallet…',
  'names.wallet.late': 'Still waiting for {wallets}. Its window may be behind this one.',
  'names.wallet.stop': 'Stop waiting',
  'names.wallet.again': 'Connect again',
  'names.wallet.refused': 'The wallet shows no account',
  'names.wallet.refused.next':
    'Allow this page in the wallet and choose at least one account for it, then connect again.',
  'names.wallet.broken': 'The part of this page that speaks with wallets does not run',
  'names.wallet.broken.next':
    'Connect again. If that doesn’t help, close this tab and open the page from Copybara again.',
  'names.wallet.account': 'Account',
  'names.wallet.choose': 'Choose an account',
  'names.wallet.nothing': 'This account neither owns nor controls a name.',
  'names.wallet.nothing.next': 'Register one at azero.id, or choose another account.',
  'names.wallet.odd': 'This name can’t be opened in Copybara.',
  'names.resolver.agrees': 'AZERO.ID’s own resolver says the same.',
  'names.resolver.differs': 'AZERO.ID’s own resolver says {name}.',

  'names.edit.not-yours': 'Connect the owner’s or controller’s account to change records.',
  'names.edit.this-node': 'Point this name to this node',
  'names.edit.this-node.done': 'This name points to this node.',
  'names.edit.no-node': 'Your node’s id is not known now, so the name can’t be pointed to it:',
  'names.edit.add': 'Add a record',
  'names.edit.key': 'Key',
  'names.edit.value': 'Value',
  'names.edit.change': 'Change',
  'names.edit.change.label': 'Change {key}',
  'names.edit.remove': 'Delete',
  'names.edit.remove.label': 'Delete {key}',
  'names.edit.undo': 'Undo',
  'names.edit.undo.label': 'Undo the change of {key}',
  'names.edit.take': 'Take over',
  'names.edit.cancel': 'Cancel',
  'names.edit.added': 'new',
  'names.edit.changed': 'changed',
  'names.edit.removed': 'will be deleted',
  'names.edit.before': 'before',
  'names.edit.pending': {
    one: '{count} change is not written yet',
    other: '{count} changes are not written yet',
  },
  'names.edit.write': 'Write',
  'names.edit.discard': 'Discard',
  'names.edit.size': '{size} of {limit} bytes',
  'names.problem.empty-key': 'A record needs a key.',
  'names.problem.taken-key': 'There is a record with this key. Change that one.',
  'names.problem.bad-text': 'This text has half a character in it, which can’t be written.',
  'names.problem.not-a-node-id': 'This is no Staex node id: 52 letters and digits.',
  'names.problem.nothing-to-change': 'Nothing would change.',
  'names.problem.too-large':
    'All records together would be larger than the registry takes. Shorten or delete some.',
  'names.edit.other-node':
    'This is another node than yours. Whoever opens the name reaches that one.',

  'names.write.preparing': 'Trying it out and asking the price…',
  'names.write.review': 'Write to {name}',
  'names.write.resumed': 'Not known yet: what became of the write to {name}',
  'names.write.since': 'Signed on {when}, on a page that has since been closed.',
  'names.write.set': 'Set {key}',
  'names.write.delete': 'Delete {key}',
  'names.write.account': 'Signed by',
  'names.write.fee': 'Fee, about',
  'names.write.deposit': 'Deposit, at most',
  'names.write.refund': 'Deposit given back',
  'names.write.total': 'In all, about',
  'names.write.deposit.text':
    'The chain keeps the deposit as long as the records are there, and gives it to whoever deletes them.',
  'names.write.free': 'The account can spend',
  'names.write.public': 'Records are public and stay in the chain’s history.',
  'names.write.sign': 'Sign in the wallet',
  'names.write.back': 'Back',
  'names.write.signing': 'Waiting for your wallet',
  'names.write.signing.text': 'Look at it in the window of your wallet, and sign or refuse.',
  'names.write.signing.late':
    'Still waiting. The wallet’s window may be behind this one, or the wallet has gone.',
  'names.write.stop': 'Stop waiting',
  'names.write.signed': 'Signed',
  'names.write.sent': 'Sent',
  'names.write.in-block': 'In a block',
  'names.write.finalized': 'Final',
  'names.write.following':
    'You can close this page: Copybara remembers what was signed, and says what became of it when you open the page again.',
  'names.write.until':
    'It can only come into a block before number {block}; after that it can’t happen any more.',
  'names.write.behind':
    'It waits for an earlier transaction of this account, and can’t happen before that one.',
  'names.write.unreachable':
    'No endpoint answers now. What was signed may still happen; this page asks on until it knows.',
  'names.write.send-again': 'Send it again',
  'names.write.sending': 'Sending…',
  'names.write.unsent':
    'No node seems to have it. Send it again: it is exactly what you signed, and is written only once.',
  'names.write.slow':
    'A node has taken it, but it is in no block yet. You can send it again: it is exactly what you signed, and is written only once.',
  'names.write.refused': 'No node takes it now. Copybara goes on looking for what became of it.',
  'names.write.leave': 'Don’t wait',
  'names.write.done': '{name} is written',
  'names.write.done.by': 'Read back from the final chain. Confirmed by {operators}.',
  'names.write.overwritten': 'It was written. The records have been changed again since.',
  'names.write.unknown': 'Not known whether it was written',
  'names.write.unknown.next':
    'Copybara remembers it and says what became of it when you open this page again. Until then, don’t write the same again.',
  'names.write.look': 'Keep waiting',
  'names.write.failed': 'Nothing was written',
  'names.write.kept':
    'Your changes are kept on this page. Connect the account under “My names” to write them.',
  'names.write.again': 'Try again',
  'names.write.close': 'Close',

  'names.use': 'Make it my name in Copybara',
  'names.use.used': 'This is your name in Copybara: friends reach you by it.',
  'names.use.managed': 'Whoever manages this browser has set your name.',
  'names.use.differs':
    'The extension still reads another node for this name. Try again in a minute.',

  'names.failure.rejected': 'You refused it in the wallet.',
  'names.failure.rejected.next': 'Your changes are still here; write them whenever you like.',
  'names.failure.wallet-gone': 'The wallet did not sign: {detail}',
  'names.failure.wallet-gone.next': 'Unlock the wallet or connect it again, then try again.',
  'names.failure.wallet-part-broken':
    'The part of this page that speaks with wallets does not run, so nothing was signed.',
  'names.failure.wallet-part-broken.next':
    'Try again. If that doesn’t help, close this tab and open the page from Copybara again.',
  'names.failure.wallet-stalled': 'The wallet did not answer, and you stopped waiting.',
  'names.failure.wallet-stalled.next':
    'Refuse what still waits in the wallet. If you sign it there, this page does not send it.',
  'names.failure.too-little-balance': 'The account has too little for fee and deposit.',
  'names.failure.too-little-balance.amounts': 'It takes {need}, and the account has {have}.',
  'names.failure.too-little-balance.next': 'Send some to this account, then try again.',
  'names.failure.too-little-for-deposit':
    'The account can’t pay the deposit that the chain keeps for these records.',
  'names.failure.too-little-for-deposit.next':
    'Send some to this account, or write less. Deleting records gives their deposit back.',
  'names.failure.deposit-grew':
    'The deposit would have been more than you were shown, so the chain left everything as it was.',
  'names.failure.deposit-grew.next': 'Only the fee is spent. Try again and look at the new price.',
  'names.failure.not-controller': 'This account is neither owner nor controller of the name.',
  'names.failure.not-controller.next': 'Choose the account that is, or have the owner change it.',
  'names.failure.name-gone': 'The name is not registered any more.',
  'names.failure.name-gone.next': 'Look it up again, and renew it at azero.id.',
  'names.failure.records-overflow': 'All records together are larger than the registry takes.',
  'names.failure.records-overflow.next': 'Shorten or delete some, then write again.',
  'names.failure.contract-error': 'AZERO.ID’s contract refused it: {error}',
  'names.failure.contract-error.next':
    'Look the name up again; if this stays, write it at azero.id.',
  'names.failure.dispatch-error': 'It came into a block and failed there: {error}',
  'names.failure.dispatch-error.next':
    'The fee is spent, the records are as before. Look the name up again, then try again.',
  'names.failure.wrong-chain': 'The endpoints are on another chain than the settings say.',
  'names.failure.wrong-chain.next': 'Check network and endpoints in Copybara’s settings.',
  'names.failure.chain-lying':
    'An endpoint would have had you sign something else, so nothing was given to the wallet.',
  'names.failure.chain-lying.next': 'Move another endpoint to the top in Copybara’s settings.',
  'names.failure.chain-unreachable': 'No endpoint answered.',
  'names.failure.chain-unreachable.next':
    'Check your connection and the endpoints in the settings, then try again.',
  'names.failure.stale-nonce': 'Another transaction of this account came first.',
  'names.failure.stale-nonce.next': 'Wait until that one is final, then try again.',
  'names.failure.bad-signature': 'The chain found the signature wrong.',
  'names.failure.bad-signature.next':
    'Choose the account again in the wallet; if this stays, use another wallet.',
  'names.failure.not-remembered':
    'Copybara couldn’t make a note of what you signed, so it wasn’t sent.',
  'names.failure.not-remembered.next': 'Open the page from Copybara again, and write it there.',
  'names.failure.signed-otherwise': 'The wallet signed something else than it was given.',
  'names.failure.signed-otherwise.next':
    'It was not sent. Sign it without changes, or use another wallet.',
  'names.failure.refused': 'The chain refused it: {detail}',
  'names.failure.refused.next': 'Try again in a minute.',
  'names.failure.node-unknown': 'Your node did not say its id just before signing.',
  'names.failure.node-unknown.next': 'See in Copybara that the node runs, then try again.',
  'names.failure.node-changed': 'Your node has another id than the one that would be written.',
  'names.failure.node-changed.next': 'Point the name to this node again, then write.',
  'names.failure.not-in-time': 'No block took it while it was good, and none can any more.',
  'names.failure.not-in-time.next': 'Try again.',
  'names.failure.not-applied':
    'The transaction is over, and the records aren’t as you wrote them. The reason can’t be read any more.',
  'names.failure.not-applied.next': 'Look the name up again, then try again.',
} as const;
