import type { enMyName } from './en-my-name.ts';
import type { Translation } from './translate.ts';

/** Arabic: one's own name, in the toolbar window, the settings and on the first page. */
export const arMyName = {
  'popup.my-name.unset': 'أخبر Copybara باسمك، فيفحص إن كان يقود إلى هذه العقدة.',
  'popup.my-name.checking': 'يُفحص الآن إن كان يقود إلى هذه العقدة',
  'popup.my-name.matches': 'يقود إلى هذه العقدة',
  'popup.my-name.differs': 'يقود إلى عقدة أخرى',
  'popup.my-name.differs.next':
    'إن كانت هذه عقدتك، فاضبط السجل `staex-id` في azero.id على معرّف هذه العقدة.',
  'popup.my-name.record': 'في السلسلة',
  'popup.my-name.own': 'هذه العقدة',
  'popup.my-name.failed': 'تعذّر فحصه',
  'popup.my-name.edit': 'تغيير',
  'popup.my-name.set': 'إدخال',
  'popup.my-name.save': 'حفظ',
} satisfies Translation<typeof enMyName>;
