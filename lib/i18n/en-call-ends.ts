/** English: why a call ended, rang not, or has no camera; a sentence and a next step for each. */
export const enCallEnds = {
  'end.hung-up.what': 'The call is over.',
  'end.hung-up.next': 'Call again whenever you like; it takes a new link.',
  'end.cancelled.what': 'You cancelled the call.',
  'end.cancelled.next': 'The link that you may have sent leads nowhere now.',
  'end.declined.what': 'You declined the call.',
  'end.declined.next': 'The other side isn’t told so. You can call back with a link of your own.',
  'end.window-closed.what': 'The window of this call was closed.',
  'end.window-closed.next': 'Begin a new call from Copybara’s toolbar window.',
  'end.peer-hung-up.what': 'The other side ended the call.',
  'end.peer-hung-up.next': 'Call again whenever you like; it takes a new link.',
  'end.no-own-name.what': 'Copybara doesn’t know your own name yet.',
  'end.no-own-name.next': 'Tell Copybara your name, then open the link again.',
  'end.calling-oneself.what': 'This is your own name.',
  'end.calling-oneself.next': 'Choose somebody else to call.',
  'end.link-expired.what': 'This call link has expired.',
  'end.link-expired.next':
    'Links are good for an hour. Ask for a new one, or call back with your own.',
  'end.link-too-far-ahead.what': 'This link claims to be good for longer than call links ever are.',
  'end.link-too-far-ahead.next':
    'Most likely one of the two clocks is wrong. Check the date and time here and there, then ask for a new link.',
  'end.own-link.what': 'This is the link that you made yourself.',
  'end.own-link.next': 'Send it to the one you want to call; it works only there.',
  'end.link-used.what': 'This link was used already.',
  'end.link-used.next': 'Each link is good for one call. Ask for a new one, or call back.',
  'end.not-for-us.what': 'This link is for {callee}, and you are {ours}.',
  'end.not-for-us.next':
    'Ask for a link to your own name. If {callee} is yours too, change “My name” in Copybara’s toolbar window.',
  'end.own-record-differs.what': 'Your own name leads to another node than the one that runs here.',
  'end.own-record-differs.next':
    'Set the record `staex-id` of your name at azero.id to the id of this node, or use the computer that it leads to.',
  'end.same-node.what': 'Both names lead to this same node.',
  'end.same-node.next':
    'A call needs two nodes. Ask the other side which node the name should lead to.',
  'end.views-differ.what': 'The link doesn’t fit what the chain says about the two names.',
  'end.views-differ.next':
    'A name may have just changed, or the link isn’t from whom it says. Ask for a new link by a way that you trust.',
  'end.unread.ours.what': 'Your own name couldn’t be checked, so the call didn’t begin.',
  'end.unread.theirs.what': 'The other name couldn’t be checked, so the call didn’t begin.',
  'end.worker-gone.what': 'The browser stopped Copybara’s background, and the call with it.',
  'end.worker-gone.next': 'Call again. If it keeps happening, update the browser.',
  'end.browser-failed.what': 'The browser couldn’t do its part of the connection.',
  'end.browser-failed.next': 'Call again. If that fails too, restart the browser.',
  'end.stuck.what': 'Getting the call ready took too long.',
  'end.stuck.next':
    'Look at the state of everything in Copybara’s toolbar window, then call again.',
  'end.not-answered.what': 'Nobody answered while the link was good.',
  'end.not-answered.next': 'Call again; a new link is good for another hour.',
  'end.missed.what': 'The call wasn’t answered in time.',
  'end.missed.next': 'The link has expired. Call back with one of your own.',
  'end.answer-not-opened.what': 'Your answer link wasn’t opened while it was good.',
  'end.answer-not-opened.next': 'Perhaps it got lost. Call back with a link of your own.',
  'end.not-connected.what': 'The two links fit, but the computers don’t reach each other.',
  'end.not-connected.next':
    'Check on both sides that the computer is awake and Staex runs, then call again.',
  'end.not-proven.what':
    'Whoever was at the other end didn’t prove to be part of this call, so Copybara ended it.',
  'end.not-proven.next':
    'Nothing of you was seen or heard. Make a new call, and send its link by a way that you trust.',
  'end.connection-lost.what': 'The connection was cut for too long.',
  'end.connection-lost.next': 'Once both sides are back online, call again.',
  'end.taken-elsewhere.what': 'This call goes on in another browser or profile of this computer.',
  'end.taken-elsewhere.next': 'Look for its window there; this one can be closed.',
  'end.other-call-goes-on.what': 'There were two calls between you. The other one goes on.',
  'end.other-call-goes-on.next': 'Go to its window; this one can be closed.',

  'notice.no-waiting-call.what': 'This answer belongs to no call that waits here.',
  'notice.no-waiting-call.next':
    'Its window may be closed, or it waits in another browser. Open the link there, or call anew.',
  'notice.own-answer.what': 'This is the answer that you are to send.',
  'notice.own-answer.next': 'Send it to the one who called you; it works only there.',
  'notice.answer-taken.what': 'This answer was taken already.',
  'notice.answer-taken.next': 'There is nothing more to do: the call goes on by itself.',
  'notice.call-taken.what': 'Another answer to this call was taken already.',
  'notice.call-taken.next':
    'One link is for one call. If this is another person, make a new call for her.',
  'notice.forged-answer.what': 'This answer wasn’t made for your link, so it was not taken.',
  'notice.forged-answer.next':
    'Your call still waits. Ask for the whole answer link again, by a way that you trust.',
  'notice.background-gone.what': 'The browser stopped Copybara’s background.',
  'notice.background-gone.next': 'Close this window and open it again from the toolbar.',
  'notice.screen-refused.what': 'Your screen isn’t shared.',
  'notice.screen-refused.next':
    'The browser, or you, said no. Try again, and choose a screen, window or tab in the browser’s question.',
  'notice.not-kept-certificate.what': 'This browser couldn’t keep your certificate for calls.',
  'notice.not-kept-certificate.next':
    'The call goes on. Next time, the other side will be told that your certificate has changed.',
  'notice.not-kept-call.what': 'This browser couldn’t keep the call in your list.',
  'notice.not-kept-call.next': 'The call goes on. Free some disk space if it keeps happening.',

  'trouble.asking': 'Your browser asks now whether Copybara may use your devices.',
  'trouble.asking.next': 'Look for its question at the top of this window, and allow it.',
  'trouble.denied.what': 'The browser doesn’t let Copybara use your microphone or camera.',
  'trouble.denied.next':
    'Allow it in the browser’s settings for Copybara, then try again. The call goes on without.',
  'trouble.dismissed.what': 'The browser’s question was closed without an answer.',
  'trouble.dismissed.next': 'Try again and allow it. The call goes on without.',
  'trouble.no-device.what': 'No such microphone or camera was found.',
  'trouble.no-device.next': 'Plug one in and try again. The call goes on without.',
  'trouble.device-busy.what': 'Another program is using your microphone or camera.',
  'trouble.device-busy.next': 'Close that program and try again. The call goes on without.',
  'trouble.unplugged.what': 'Your microphone or camera was unplugged.',
  'trouble.unplugged.next': 'Plug it in again, or choose another one. The call goes on without.',
  'trouble.revoked.what': 'The permission for your microphone or camera was taken back.',
  'trouble.revoked.next':
    'Allow it in the browser’s settings for Copybara, then try again. The call goes on without.',
  'trouble.failed.what': 'Your microphone or camera couldn’t be started.',
  'trouble.failed.next': 'Plug it in anew, or choose another one. The call goes on without.',
  'trouble.retry': 'Try again',
} as const;
