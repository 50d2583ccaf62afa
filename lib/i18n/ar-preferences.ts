import type { enPreferences } from './en-preferences.ts';
import type { Translation } from './translate.ts';

/** Arabic: what a person can set for all calls, in the window of a call and in the settings. */
export const arPreferences = {
  'call.mode': 'كيف تشارك',
  'call.mode.video': 'فيديو',
  'call.mode.video.text': 'الكاميرا والميكروفون',
  'call.mode.voice': 'صوت',
  'call.mode.voice.text': 'الميكروفون فقط',
  'call.mode.listen': 'استماع فقط',
  'call.mode.listen.text': 'بلا كاميرا ولا ميكروفون',

  'preference.noise': 'كتم الضوضاء',
  'preference.noise.text': 'لا تُسمع لوحة المفاتيح ولا المروحة؛ أوقفه للموسيقى.',
  'preference.echo': 'إلغاء الصدى',
  'preference.echo.text': 'يمكنك إيقافه مع سماعات الرأس.',
  'preference.push': 'اضغط لتتحدث',
  'preference.push.text': 'لا تُسمع إلا ما دمت تضغط مفتاح المسافة أو زر الميكروفون.',
  'preference.sounds': 'أصوات Copybara',
  'preference.sounds.text': 'الرنين والاتصال والنهاية.',
} satisfies Translation<typeof enPreferences>;
