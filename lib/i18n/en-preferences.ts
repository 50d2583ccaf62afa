/** English: what a person can set for all calls, in the window of a call and in the settings. */
export const enPreferences = {
  'call.mode': 'How to take part',
  'call.mode.video': 'Video',
  'call.mode.video.text': 'Camera and microphone',
  'call.mode.voice': 'Voice',
  'call.mode.voice.text': 'Microphone only',
  'call.mode.listen': 'Just listen',
  'call.mode.listen.text': 'No camera, no microphone',

  'preference.noise': 'Suppress noise',
  'preference.noise.text': 'Keyboard and fan stay unheard; music needs it off.',
  'preference.echo': 'Cancel echo',
  'preference.echo.text': 'With headphones you can switch it off.',
  'preference.push': 'Push to talk',
  'preference.push.text': 'Heard only while you hold the space key or the microphone button.',
  'preference.sounds': 'Sounds of Copybara',
  'preference.sounds.text': 'Ringing, connecting, the end.',
} as const;
