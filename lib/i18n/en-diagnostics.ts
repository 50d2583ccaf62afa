/** English: the page that says what is wrong. */
export const enDiagnostics = {
  'diagnostics.title': 'What is wrong?',
  'diagnostics.state': 'How it stands',
  'diagnostics.text': 'For whoever helps you',
  'diagnostics.text.about':
    'This is everything that is copied, word for word, and only when you press the button. Nothing of it is sent anywhere by Copybara.',
  'diagnostics.tick': 'Leave in',
  'diagnostics.tick.names': 'Names',
  'diagnostics.tick.names.text': 'Yours, those that didn’t open, and those of your last calls',
  'diagnostics.tick.addresses': 'Addresses',
  'diagnostics.tick.addresses.text': 'Your node’s in the overlay, and endpoints of your own',
  'diagnostics.tick.ids': 'Ids',
  'diagnostics.tick.ids.text': 'The id of your node, and the one in your name’s record',
  'diagnostics.looking': 'Looking…',
  'diagnostics.failed':
    'Not everything could be found out. Look again; if that doesn’t help, reload this page. The browser said: {detail}',
  'diagnostics.copy': 'Copy this text',
  'diagnostics.copied': 'Copied',
  'diagnostics.uncopied': 'The browser didn’t let it be copied. Mark the text and copy it by hand.',
  'diagnostics.again': 'Look again',
  'diagnostics.doctor':
    'If the host itself doesn’t start, it can be asked in a terminal: `copybara-host doctor` says what is wrong, `copybara-host doctor --json` the same for a report.',
  'diagnostics.settings': 'Open the settings',
} as const;
