import type { enPeople } from './en-people.ts';
import type { Translation } from './translate.ts';

/** Arabic: people and past calls, in the window of a call and in the settings. */
export const arPeople = {
  'call.people': 'الأشخاص',
  'call.people.none': 'يظهر هنا كل من تتصل به أو تتحقق منه.',
  'call.people.call': 'اتصل بـ {name}',
  'call.people.proven': 'آخر مكالمة {when}',
  'call.people.unproven': 'لم يتم اتصال بعد',
  'call.people.blocked': 'محظور',
  'call.people.options': 'خيارات {name}',
  'call.people.block': 'حظر',
  'call.people.unblock': 'إلغاء الحظر',
  'call.people.forget': 'إزالة',
  'call.past': 'المكالمات',
  'call.past.out': 'مكالمة إلى',
  'call.past.in': 'مكالمة من',
  'call.past.claimed': 'رابط باسم',
  'call.past.missed': 'فائتة',
  'call.past.unconnected': 'لم تتصل',
  'call.past.forget': 'إزالة هذه المكالمة مع {name}',
  'call.past.export': 'تصدير',
  'call.past.forget-all': 'حذف الكل',
  'call.past.forget-all.sure': 'يُحذف الأشخاص والملاحظات والحظر والمكالمات من هذا المتصفح نهائيًا.',
  'call.past.forget-all.yes': 'احذف كل شيء',
  'call.past.forget-all.no': 'أبقِها',
  'call.past.private': 'لا يغادر شيء من هذا متصفحك.',

  'call.note': 'ملاحظة عن {name}',
  'call.note.hint': 'لا يراها سواك، وتبقى في هذا المتصفح.',
  'call.note.save': 'حفظ',
  'call.note.saved': 'حُفظت',
} satisfies Translation<typeof enPeople>;
