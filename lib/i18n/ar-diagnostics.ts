import type { enDiagnostics } from './en-diagnostics.ts';
import type { Translation } from './translate.ts';

/** Arabic: the page that says what is wrong. */
export const arDiagnostics = {
  'diagnostics.title': 'ما الخطأ؟',
  'diagnostics.state': 'كيف تسير الأمور',
  'diagnostics.text': 'لمن يساعدك',
  'diagnostics.text.about':
    'هذا كل ما يُنسخ، كلمة بكلمة، ولا يُنسخ إلا حين تضغط الزر. ولا يرسل Copybara شيئًا منه إلى أي مكان.',
  'diagnostics.tick': 'أبقِ فيه',
  'diagnostics.tick.names': 'الأسماء',
  'diagnostics.tick.names.text': 'اسمك، والأسماء التي لم تُفتح، وأسماء مكالماتك الأخيرة',
  'diagnostics.tick.addresses': 'العناوين',
  'diagnostics.tick.addresses.text': 'عنوان عقدتك في الشبكة، ونقاط الوصول الخاصة بك',
  'diagnostics.tick.ids': 'المعرّفات',
  'diagnostics.tick.ids.text': 'معرّف عقدتك، والمعرّف الذي في سجل اسمك',
  'diagnostics.looking': 'جارٍ الفحص…',
  'diagnostics.failed':
    'تعذّر معرفة كل شيء. افحص من جديد، فإن لم ينفع فأعد تحميل هذه الصفحة. قال المتصفح: {detail}',
  'diagnostics.copy': 'انسخ هذا النص',
  'diagnostics.copied': 'تم النسخ',
  'diagnostics.uncopied': 'لم يسمح المتصفح بنسخه. حدّد النص وانسخه بيدك.',
  'diagnostics.again': 'افحص من جديد',
  'diagnostics.doctor':
    'إن لم يعمل المضيف نفسه، فيمكن سؤاله في الطرفية: يقول `copybara-host doctor` ما الخطأ، ويقول `copybara-host doctor --json` الشيء نفسه من أجل تقرير.',
  'diagnostics.settings': 'افتح الإعدادات',
} satisfies Translation<typeof enDiagnostics>;
