/** English: how far a call is, for the toolbar button and its window. `{name}`: the other side. */
export const enLiveCalls = {
  'live.dialling': 'Preparing a call with {name}',
  'live.waiting': 'Waiting for {name}',
  'live.ringing': '{name} is calling',
  'live.connecting': 'Connecting to {name}',
  'live.proving': 'Connecting to {name}',
  'live.in-call': 'In a call with {name}',
  'live.reconnecting': 'Connecting to {name} again',
} as const;
