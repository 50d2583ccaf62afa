import type { enPopup } from './en-popup.ts';
import type { Translation } from './translate.ts';

/** Arabic: what the toolbar window says beside failures. */
export const arPopup = {
  'popup.summary.ready': 'كل شيء جاهز',
  'popup.summary.waiting': 'جارٍ التحضير',
  'popup.summary.failing': {
    zero: 'لا مشكلات',
    one: 'مشكلة واحدة',
    two: 'مشكلتان',
    few: '{count} مشكلات',
    many: '{count} مشكلة',
    other: '{count} مشكلة',
  },
  'popup.summary.off': 'متوقف',
  'popup.switch': 'Copybara',
  'popup.switch.on': 'يعمل',
  'popup.switch.off': 'متوقف',
  'popup.settings': 'الإعدادات',
  'popup.diagnostics': 'ما الخطأ؟',
  'popup.leaks': 'ما يكشفه متصفحك رغم ذلك',
  'popup.leaks.private-windows':
    'النوافذ الخاصة: لا يُسمح لـ Copybara بالعمل فيها، فيذهب الاسم المكتوب هناك إلى محرك بحث أو إلى DNS. يمكنك السماح به في إعدادات الإضافات في المتصفح.',
  'popup.leaks.suggestions':
    'أثناء الكتابة قد يسأل شريط العنوان محرك بحثك عن اقتراحات. اكتب `az` ثم مسافة ثم الاسم، أو أوقف الاقتراحات.',
  'popup.leaks.firefox-dns':
    'يسأل Firefox خدمة DNS عن اسم كل صفحة `http` قبل أن تعلم بها أي إضافة. اضبط `network.dns.native_https_query` على `false` في `about:config` ليتوقف عن ذلك.',
  'popup.switch.explain': 'عند الإيقاف تبقى الأسماء مغلقة، ويعاملها المتصفح كعمليات بحث من جديد.',
  'popup.off.text':
    'تبقى الأسماء مغلقة، ويعاملها المتصفح كعمليات بحث من جديد. ولا يُمسك Copybara بأيٍّ من إعدادات متصفحك.',

  'popup.go.label': 'اسم أو عنوان أو رابط مكالمة',
  'popup.go.open': 'افتح',
  'popup.go.call': 'اتصل',

  'popup.calls': 'المكالمات',
  'popup.calls.show': 'إظهار',
  'popup.calls.blocked': {
    zero: 'لم تُمنع أي مكالمة باسم {name}.',
    one: 'مُنعت مكالمة باسم {name} لأنك حظرت هذا الاسم.',
    two: 'مُنعت مكالمتان لأنك حظرت هذين الاسمين؛ وكانت الأخيرة باسم {name}.',
    few: 'مُنعت {count} مكالمات لأنك حظرت هذه الأسماء؛ وكانت الأخيرة باسم {name}.',
    many: 'مُنعت {count} مكالمة لأنك حظرت هذه الأسماء؛ وكانت الأخيرة باسم {name}.',
    other: 'مُنعت {count} مكالمة لأنك حظرت هذه الأسماء؛ وكانت الأخيرة باسم {name}.',
  },

  'popup.status': 'الحالة',
  'popup.refresh': 'افحص من جديد',
  'state.ready': 'جاهز',
  'state.checking': 'قيد الفحص',
  'state.failing': 'لا يعمل',
  'state.unknown': 'غير معروف بعد',
  'state.off': 'متوقف',
  'popup.background': 'الإضافة',
  'popup.host': 'المضيف',
  'popup.host.connected': '{version} على {platform}',
  'popup.node': 'عقدتك',
  'popup.chain': 'السلسلة',
  'popup.chain.up': {
    zero: 'لا مشغّلين',
    one: 'مشغّل واحد',
    two: 'مشغّلان',
    few: '{count} مشغّلين',
    many: '{count} مشغّلًا',
    other: '{count} مشغّل',
  },
  'popup.routing': 'التوجيه',
  'popup.routing.on': 'عبر Staex وإلا فلا',
  'popup.pac': 'سطر PAC لأداتك الأخرى',
  'popup.pac.explain':
    'يتغير المنفذ مع كل تشغيل ما لم تثبّته: أعطِ `socks.port` في `host.json` رقمًا أولًا، مثل `9379`.',
  'popup.pac.check': 'السطر موجود هناك الآن',
  'popup.take-over': 'دع Copybara يتولى الأمر',
  'popup.take-over.explain': 'عندها تخرج مواقعك الأخرى دون الوكيل الحالي إلى أن توقف Copybara.',
  'popup.grant': 'اسمح به من جديد',

  'popup.tab': 'في هذا التبويب',
  'popup.tab.call': 'اتصل بـ {name}',
  'popup.tab.open': 'مفتوح',
  'popup.tab.working': 'في الطريق',
  'popup.tab.asking': 'بانتظارك',
  'popup.tab.failed': 'غير مفتوح',
  'popup.tab.asking.text': 'لم يُجب سوى {operator}. قرّر في التبويب هل تفتحه.',
  'popup.tab.unknown': 'لم يُفتح هذا الاسم في هذه الجلسة.',
  'popup.tab.owner': 'المالك',
  'popup.tab.owner.pending': 'جارٍ القراءة…',
  'popup.tab.owner.failed': 'تعذّرت قراءته',
  'popup.tab.node-id': 'معرّف العقدة',
  'popup.tab.confirmed': 'أكّده',
  'popup.tab.read': 'قُرئ',
  'popup.tab.since': 'مفتوح منذ',
} satisfies Translation<typeof enPopup>;
