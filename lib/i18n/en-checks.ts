/** English: the steps of the first page that try what a call needs. */
export const enChecks = {
  'checks.devices': 'Camera and microphone',
  'checks.devices.text':
    'The browser asks you once whether Copybara may use them. Nothing is sent anywhere, and all is off again when you leave this page.',
  'checks.devices.ask': 'Try them',
  'checks.devices.again': 'Try again',
  'checks.devices.asking':
    'Look for the browser’s question at the top of this window, and allow it.',
  'checks.devices.stop': 'Turn them off',
  'checks.devices.picture': 'Your camera',
  'checks.devices.level': 'How loud you are',
  'checks.devices.heard': 'Your microphone hears you.',
  'checks.devices.say': 'Say something: the bar should move.',
  'checks.devices.unmeasured':
    'The microphone is on. How loud you are can’t be shown: the browser isn’t processing sound here, often because it has nothing to play it on. Plug in headphones or a speaker and try again.',
  'checks.devices.no-microphone': 'There is no microphone on.',
  'checks.devices.no-camera': 'There is no camera on.',
  'checks.devices.denied':
    'The browser doesn’t let Copybara use them. Press the sign at the left of the address bar, allow camera and microphone, and try again.',
  'checks.devices.dismissed':
    'The browser’s question was closed without an answer. Try again and allow it.',
  'checks.devices.no-device':
    'No such microphone or camera was found. Plug one in and try again. You can also call with one of them, or just listen.',
  'checks.devices.device-busy':
    'Another program is using one of them. Close that program and try again.',
  'checks.devices.unplugged': 'One of them was unplugged. Plug it in and try again.',
  'checks.devices.revoked': 'The permission was taken back. Allow it again and try again.',
  'checks.devices.failed': 'One of them couldn’t be started. Plug it in anew and try again.',

  'checks.loop': 'A call with yourself',
  'checks.loop.text':
    'It goes through the relay of your own host, and never leaves this computer: it tries your devices, this browser and the relay, and says nothing about the network. With the camera on, you see how you come back.',
  'checks.loop.begin': 'Call yourself',
  'checks.loop.end': 'Hang up',
  'checks.loop.picture': 'You, through the relay',
  'checks.loop.host': 'The host opens a relay',
  'checks.loop.relay': 'This browser reaches it',
  'checks.loop.connection': 'Both ends find each other',
  'checks.loop.sound': 'Your sound comes back',
  'checks.loop.picture.step': 'Your picture comes back',
  'checks.loop.fine': 'All of it works on this computer.',
  'checks.loop.relay.next':
    'Something keeps this browser from the relay: look for an extension or a setting that forbids WebRTC, and for a firewall on this computer.',
  'checks.loop.connection.next':
    'The relay answers, but carries nothing: look for a firewall on this computer, and try again.',
  'checks.loop.sound.next':
    'Nothing of the microphone arrived: choose another one in the system, and try again.',
  'checks.loop.picture.next':
    'Nothing of the camera arrived: close other programs that use it, and try again.',

  'checks.way': 'The way to somebody’s host',
  'checks.way.text':
    'Look whether the port for calls passes between the two of you, each way. Both have to look at the same time, each for the other’s name: a host that nobody asked says nothing.',
  'checks.way.name': 'The name of whom you want to call',
  'checks.way.begin': 'Look for the host',
  'checks.way.end': 'Stop looking',
  'checks.way.in': 'What {name} sends arrives here',
  'checks.way.out': 'What you send arrives there, and the answer here',
  'checks.way.both': 'The port passes both ways: calls with {name} can go through.',
  'checks.way.only-in':
    'What {name} sends arrives here, but not the other way. Look at the tunnel for what you send: your command above, and the one {name} has to run.',
  'checks.way.none':
    'Nothing has come from {name} so far. Ask {name} to open this page and look for your name now. If it stays like this while you both look, the port doesn’t pass: look at both commands above.',
} as const;
