import type { enShared } from './en-shared.ts';
import type { Translation } from './translate.ts';

/** Arabic: what several pages say. */
export const arShared = {
  brand: 'Copybara',
  'names.title': 'الأسماء والسجلات',
  proves: 'ما يُثبته هذا: الجهاز الذي يشير إليه الاسم، لا الشخص.',
  'copy.node-id': 'نسخ معرّف العقدة',
  'copy.account': 'نسخ الحساب',
  'copy.pac': 'نسخ السطر',
  'copy.done': 'تم النسخ',
  'call.notice.close': 'فهمت',
  'gate.next': 'ما الذي تفعله الآن',
  'popup.next': 'الآن',
  'popup.go.example': 'alice.azero',
  'popup.my-name.cancel': 'إلغاء',
  'popup.my-name': 'اسمي',
} satisfies Translation<typeof enShared>;
