/** English: what several pages say. */
export const enShared = {
  brand: 'Copybara',
  'names.title': 'Names and records',
  proves: 'What it proves: the machine that the name points to, not a person.',
  'copy.node-id': 'Copy node id',
  'copy.account': 'Copy account',
  'copy.pac': 'Copy line',
  'copy.done': 'Copied',
  'call.notice.close': 'Understood',
  'gate.next': 'What to do next',
  'popup.next': 'Next',
  'popup.go.example': 'alice.azero',
  'popup.my-name.cancel': 'Cancel',
  'popup.my-name': 'My name',
} as const;
