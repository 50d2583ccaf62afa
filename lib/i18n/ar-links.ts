import type { enLinks } from './en-links.ts';
import type { Translation } from './translate.ts';

/** Arabic: why a text that was opened or pasted leads to no call, and why a link got no window. */
export const arLinks = {
  'link-refused.newer-version.what': 'أُنشئ هذا الرابط بإصدار أحدث من Copybara.',
  'link-refused.newer-version.next': 'حدّث Copybara ثم افتح الرابط مرة أخرى.',
  'link-refused.malformed.what': 'رابط المكالمة هذا تالف أو مبتور.',
  'link-refused.malformed.next': 'انسخه كاملًا مرة أخرى، أو اطلب رابطًا جديدًا.',
  'link-refused.not-a-call-link.what': 'لا يوجد رابط مكالمة في هذا النص.',
  'link-refused.not-a-call-link.next': 'في رابط المكالمة علامة `#` وبعدها حروف كثيرة. انسخه كله.',
  'link-refused.several-links.what': 'في هذا النص عدة روابط مكالمات.',
  'link-refused.several-links.next': 'الصق واحدًا منها فقط: الأحدث.',
  'link-refused.too-long.what': 'هذا النص أطول من أن يكون فيه رابط مكالمة.',
  'link-refused.too-long.next': 'الصق الرابط وحده.',
  'link-refused.blocked.what': 'هذا الرابط من شخص حظرته.',
  'link-refused.blocked.next':
    'إن أردت الرد على المكالمة فألغِ حظر الاسم في «الأشخاص»، ثم افتح الرابط مرة أخرى.',

  'notice.links-unopened.what': {
    zero: 'فُتحت كل روابط المكالمات.',
    one: 'لم يُفتح رابط مكالمة لأن روابط كثيرة وصلت دفعة واحدة.',
    two: 'لم يُفتح رابطا مكالمة لأن روابط كثيرة وصلت دفعة واحدة.',
    few: 'لم تُفتح {count} روابط مكالمات لأن روابط كثيرة وصلت دفعة واحدة.',
    many: 'لم يُفتح {count} رابط مكالمة لأن روابط كثيرة وصلت دفعة واحدة.',
    other: 'لم يُفتح {count} رابط مكالمة لأن روابط كثيرة وصلت دفعة واحدة.',
  },
  'notice.links-unopened.next':
    'رُدّ على المكالمات التي تنتظرك أو أغلق نوافذها، ثم افتح رابطك مرة أخرى. وإن لم تفتح أي رابط، فقد فعلت ذلك صفحة ويب.',
} satisfies Translation<typeof enLinks>;
