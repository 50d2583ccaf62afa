import type { enGate } from './en-gate.ts';
import type { Translation } from './translate.ts';

/** Arabic: what the gate says beside failures. */
export const arGate = {
  'gate.eyebrow.working': 'في الطريق إلى',
  'gate.eyebrow.open': 'يُفتح الآن',
  'gate.eyebrow.asking': 'القرار لك بشأن',
  'gate.eyebrow.failed': 'لم يُفتح بعد',
  'gate.address': 'العنوان الكامل',
  'gate.no-address': 'لا عنوان',
  'gate.steps': 'الخطوات إلى الموقع',
  'gate.working.heading': 'لحظة من فضلك',
  'gate.working.text': 'تُفتح الصفحة من تلقاء نفسها عند اكتمال الخطوات الخمس.',
  'gate.found.node': 'عقدته',
  'gate.open.heading': 'اكتملت الخطوات كلها',
  'gate.open.text': 'تُفتح الصفحة الآن.',
  'gate.retry': 'حاول مرة أخرى',
  'gate.retrying': 'محاولة جديدة…',
  'gate.retry.in': 'يحاول Copybara من تلقاء نفسه مرة أخرى {when}.',
  'gate.back': 'رجوع',
  'gate.open.page': 'افتح الصفحة',
  'gate.details': 'تفاصيل تقنية',
  'gate.details.kind': 'النوع',
  'gate.details.step': 'الخطوة',
  'gate.details.at': 'الوقت',
  'gate.details.node-id': 'معرّف العقدة',
  'gate.details.operators': 'أكّده',

  'gate.asking.meaning':
    'الأرجح أن الآخرين لا يمكن الوصول إليهم للحظة. لكن لو كان {operator} مخطئًا أو غير أمين، لوصلت إلى جهاز غير جهاز المالك.',
  'gate.asking.accept': 'افتحه رغم ذلك في هذه الجلسة',

  'step.name': 'الاسم',
  'step.record': 'السجل',
  'step.node': 'عقدتك',
  'step.address': 'العنوان',
  'step.connection': 'الاتصال',
  'step.name.now': 'البحث عن الاسم في السلسلة',
  'step.record.now': 'قراءة العقدة التي يشير إليها',
  'step.node.now': 'سؤال عقدة Staex الخاصة بك',
  'step.address.now': 'البحث عن الطريق إلى العقدة الأخرى',
  'step.connection.now': 'طرق باب الموقع',
} satisfies Translation<typeof enGate>;
