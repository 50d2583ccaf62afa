import type { enInputs } from './en-inputs.ts';
import type { Translation } from './translate.ts';

/** Arabic: why a text that a person typed is no address, and how to write one. */
export const arInputs = {
  'input.empty': 'اكتب اسمًا، مثل alice.azero',
  'input.not-ours':
    'تنتهي الأسماء بـ \u2066.azero\u2069 أو \u2066.a0\u2069 أو \u2066.tzero\u2069، كما في alice.azero',
  'input.empty-label': 'ينقص شيء بين النقاط أو قبل النهاية.',
  'input.too-long': 'هذا أطول مما يمكن أن يكون عليه الاسم: 32 حرفًا قبل النهاية.',
  'input.subdomain': 'احذف ما يسبق الاسم: اكتب alice.azero وليس www.alice.azero',
  'input.bad-character':
    'لا تحوي الأسماء سوى الحروف من a إلى z والأرقام والشرطات؛ و«{character}» ليس منها.',
  'input.bad-hyphen': 'لا يمكن أن يبدأ الاسم بشرطة أو ينتهي بها.',
  'input.punycode': 'لا توجد هنا أسماء تبدأ بـ \u2066xn--\u2069',
  'input.other-script':
    'الحرف «{character}» من كتابة أخرى ({script}) ويشبه حرفًا عاديًا فحسب. اكتبه من جديد.',
  'input.disguised-character': 'الرمز «{character}» يشبه حرفًا أو رقمًا أو نقطة فحسب. اكتبه من جديد.',
  'input.invisible-character': 'فيه رمز لا يُرى ({codePoint}). اكتبه من جديد بدل لصقه.',
  'input.malformed-url': 'لا يمكن قراءة هذا كعنوان. اكتبه هكذا: alice.azero/page',
  'input.url-too-long': 'هذا العنوان طويل جدًا.',
  'input.scheme-not-http': 'لا يفتح Copybara سوى عناوين http وhttps، لا {scheme}.',
  'input.user-info': 'احذف ما يسبق العلامة @: فقد يجعل موقعًا يبدو كأنه موقع آخر.',
  'input.bad-port': 'يجب أن يكون المنفذ رقمًا من 1 إلى 65535، كما في alice.azero:8080',
} satisfies Translation<typeof enInputs>;
