import type { enOptions } from './en-options.ts';
import type { Translation } from './translate.ts';

/** Arabic: what the page of settings says. */
export const arOptions = {
  'options.title': 'إعدادات Copybara',
  'options.managed': 'حدّد هذا من يدير هذا المتصفح، فلا يمكن تغييره هنا.',
  'options.saved': 'حُفظ',

  'options.name': 'اسمك',
  'options.name.text':
    'الاسم الذي يقود إلى هذه العقدة. به تخرج مكالماتك، ولا يرنّ رابط مكالمة لأي اسم آخر.',

  'options.language': 'اللغة',
  'options.language.browser': 'كالمتصفح',

  'options.chain': 'قراءة السلسلة',
  'options.chain.hint': 'الشبكة، ومن يُسأل، وكم يجب أن يتفق',
  'options.chain.text':
    'ليعرف Copybara العقدة التي يشير إليها الاسم، يسأل نقاط الوصول هذه. وهي ترى الأسماء التي تبحث عنها، ولا ترى شيئًا آخر مما تفعل.',
  'options.network': 'الشبكة',
  'options.network.alephzero': 'Aleph Zero',
  'options.network.alephzero.text': 'الأسماء المنتهية بـ \u2066.azero\u2069',
  'options.network.alephzero-testnet': 'شبكة Aleph Zero التجريبية',
  'options.network.alephzero-testnet.text': 'الأسماء المنتهية بـ \u2066.tzero\u2069، للتجربة',
  'options.network.development': 'سلسلة خاصة بك',
  'options.network.development.text': 'للمطوّرين',
  'options.registry': 'عنوان عقد السجلّ',
  'options.registry.use': 'استخدم هذه السلسلة',

  'options.endpoints': 'نقاط الوصول، بالترتيب الذي تُسأل به',
  'options.endpoints.by': 'يشغّلها {operator}',
  'options.endpoints.up': 'اسأل {url} قبل غيرها',
  'options.endpoints.remove': 'إزالة {url}',
  'options.endpoints.remove.short': 'إزالة',
  'options.endpoints.test': 'اختبار الكل',
  'options.endpoints.testing': 'جارٍ السؤال…',
  'options.endpoints.works': 'أجابت خلال {ms} ملي ثانية',
  'options.endpoints.unreachable': 'لا يمكن الوصول إليها',
  'options.endpoints.timeout': 'لم تُجب في الوقت المناسب',
  'options.endpoints.oversized': 'أرسلت أكثر بكثير مما ينبغي',
  'options.endpoints.garbage': 'أرسلت شيئًا ليس جوابًا',
  'options.endpoints.rpc-error': 'أجابت بخطأ',
  'options.endpoints.wrong-genesis': 'تتبع سلسلة أخرى',
  'options.endpoints.add': 'إضافة نقطة وصول',
  'options.endpoints.add.button': 'إضافة',
  'options.endpoints.url': 'العنوان (\u2066https://\u2069 أو \u2066wss://\u2069)',
  'options.endpoints.operator': 'من يشغّلها',
  'options.endpoints.defaults': 'العودة إلى نقاط الوصول المدمجة',

  'options.quorum': 'كم مشغّلًا يجب أن يتفق',
  'options.quorum.text':
    'عنوانان لمشغّل واحد يُحسبان مرة واحدة. ومع 1 يستطيع مشغّل واحد غير أمين أن يقودك إلى جهاز آخر.',
  'options.quorum.count': {
    zero: 'لا مشغّلين',
    one: 'مشغّل واحد',
    two: 'مشغّلان',
    few: '{count} مشغّلين',
    many: '{count} مشغّلًا',
    other: '{count} مشغّل',
  },

  'options.error.bad-endpoint':
    'يجب أن تكون نقطة الوصول عنوان http أو https أو ws أو wss دون اسم مستخدم، وأن يكون لها من يشغّلها.',
  'options.error.shared-endpoint': 'نقطة الوصول هذه موجودة تحت مشغّل آخر، فكانت ستُحسب مرتين.',
  'options.error.bad-registry': 'هذا ليس عنوان عقد: فيه 48 حرفًا ورقمًا، ويبدأ غالبًا بالرقم 5.',
  'options.error.bad-genesis': 'لا يمكن استخدام بصمة الكتلة الأولى للسلسلة هذه.',
  'options.error.bad-quorum':
    'يجب عندها أن يتفق مشغّلون أكثر من الموجودين. اجعل عددًا أقل يكفي أولًا.',
  'options.error.known-endpoint': 'نقطة الوصول هذه في القائمة من قبل.',
  'options.error.last-endpoint': 'دون أي نقطة وصول لا يمكن قراءة أي اسم. أضف أخرى أولًا.',
  'options.error.too-many-endpoints': 'المكان يتسع لـ 20 نقطة وصول. أزل واحدة أولًا.',

  'options.links': 'إلى أين تقود روابط المكالمات',
  'options.links.address': 'العنوان',
  'options.links.hint': 'الصفحة التي يراها من ليس لديه Copybara',
  'options.links.text':
    'من ليس لديه Copybara يرى الصفحة التي على هذا العنوان حين يفتح رابطك. وما بعد العلامة # فيه لا يغادر متصفحه أبدًا.',
  'options.links.bad': 'يجب أن يكون عنوان http أو https دون علامة الاستفهام أو # أو اسم مستخدم.',
  'options.links.default': 'العنوان المدمج هو {base}',
  'options.links.untaken.what':
    'لا يسمح المتصفح لـ Copybara بأخذ روابط هذا العنوان، فالرابط الذي تفتحه يقود إلى صفحته بدل المكالمة.',
  'options.links.untaken.next':
    'اسمح بذلك، أو الصق الروابط التي تصلك في نافذة Copybara في شريط الأدوات.',
  'options.links.untaken.ask': 'اسأل المتصفح مرة أخرى',

  'options.preferences': 'كيف تتصل',
  'options.preferences.hint': 'الكاميرا والميكروفون، والضوضاء، والصدى، و«اضغط لتتحدث»، والأصوات',
  'options.preferences.text':
    'هكذا تبدأ كل مكالمة، ويمكنك تغييره فيها في أي وقت. ويسري «اضغط لتتحدث» على المكالمات الجارية أيضًا.',
  'options.preferences.start': 'تبدأ المكالمة بـ',

  'options.search': 'البحث عن اسم',
  'options.search.hint': 'محركات البحث التي يفتح Copybara الاسم بدلًا منها',
  'options.search.text':
    'من يكتب اسمًا في شريط العنوان يبحث عنه غالبًا، فالمتصفحات لا تعرف هذه النهايات. يوقف Copybara هذا البحث قبل أن يخرج ويفتح الاسم. ولذلك لديه إذن المتصفح لصفحات محركات البحث هذه، ولا ينظر إلا إلى عناوين يكون البحث فيها كله اسمًا، ولا يغيّر هناك شيئًا آخر.',
  'options.search.off': 'ما توقفه هنا يُترك كما هو: فيعرف محرك البحث الاسم عندها ويعرض نتائجه.',
  'options.search.all': 'تشغيل الكل',
  'options.search.none': 'إيقاف الكل',
  'options.search.missing': 'لا يسمح المتصفح به الآن.',
  'options.search.allow': 'السماح لـ {engine}',
  'options.search.allow.short': 'السماح',

  'options.certificate': 'شهادتك في المكالمات',
  'options.certificate.hint': 'كيف يعرف الناس أنه متصفحك من جديد',
  'options.certificate.text':
    'بها يعرف من تحدثت إليهم أن هذا متصفحك من جديد. لا تغادر هذا المتصفح أبدًا، وتُنشأ واحدة جديدة كل عام. أنشئ واحدة الآن إن كان هذا المتصفح في أيدٍ أخرى.',
  'options.certificate.new': 'إنشاء شهادة جديدة',
  'options.certificate.done': 'أُنشئت. في مكالمتك القادمة يُخبَر الآخرون بأنها تغيّرت.',
  'options.certificate.unkept': 'لم يستطع هذا المتصفح حفظها: لكل مكالمة شهادة جديدة.',

  'options.data': 'بياناتك',
  'options.data.hint': 'ما يُحفظ: احفظه في ملف أو حمّله أو احذفه',
  'options.data.text':
    'الإعدادات والأشخاص وسجل المكالمات على هذا الحاسوب وحده، ولا يُرسل شيء منها إلى أي مكان.',
  'options.data.export': 'حفظ في ملف',
  'options.data.import': 'تحميل من ملف',
  'options.data.import.bad': 'ليس هذا ملفًا حفظه Copybara.',
  'options.data.import.done': 'حُمّل الملف. ومن يقرأ السلسلة لك بقي كما كان.',
  'options.people': 'الأشخاص والمكالمات',
  'options.people.hint': 'ملاحظاتك، ومن هو محظور، والمكالمات التي أجريتها',
  'options.people.unkept':
    'لم يستطع هذا المتصفح قراءة شيء أو حفظه. تحقق هل القرص ممتلئ، ثم أعد تحميل هذه الصفحة.',
  'options.kinds': 'حذف نوع واحد',
  'options.kinds.people': 'الأشخاص',
  'options.kinds.people.text': {
    zero: 'لا أسماء',
    one: 'اسم واحد مع ملاحظتك وما أُثبت عنه وهل هو محظور',
    two: 'اسمان مع ملاحظاتك وما أُثبت ومن هو محظور',
    few: '{count} أسماء مع ملاحظاتك وما أُثبت ومن هو محظور',
    many: '{count} اسمًا مع ملاحظاتك وما أُثبت ومن هو محظور',
    other: '{count} اسم مع ملاحظاتك وما أُثبت ومن هو محظور',
  },
  'options.kinds.calls': 'سجل المكالمات',
  'options.kinds.calls.text': {
    zero: 'لا مكالمات',
    one: 'مكالمة واحدة',
    two: 'مكالمتان',
    few: '{count} مكالمات',
    many: '{count} مكالمة',
    other: '{count} مكالمة',
  },
  'options.kinds.preferences': 'كيف تتصل',
  'options.kinds.preferences.text': 'العودة إلى البداية',
  'options.kinds.certificate': 'شهادة هذا المتصفح',
  'options.kinds.certificate.text': 'تُنشئ المكالمة القادمة شهادة جديدة، ويُخبَر الآخرون بأنها تغيّرت.',
  'options.kinds.settings': 'إعدادات هذه الصفحة',
  'options.kinds.settings.text':
    'اسمك ونقاط الوصول وإلى أين تقود الروابط ومحركات البحث: العودة إلى البداية',
  'options.kinds.delete': 'حذف: {what}',
  'options.kinds.delete.short': 'حذف',
  'options.kinds.sure': 'نعم، احذفه',
  'options.kinds.done': 'حُذف: {what}',
  'options.data.reset': 'العودة إلى البداية',
  'options.data.reset.text': 'يحذف من هذا الحاسوب إعداداتك وأشخاصك وسجل المكالمات وشهادتك.',
  'options.data.reset.sure': 'نعم، احذف كل ذلك',
  'options.data.reset.done': 'حُذف كل شيء.',
  'options.diagnostics': 'انظر ما الخطأ',
  'options.welcome': 'أظهر الخطوات الأولى من جديد',
  'options.save': 'حفظ',
  'options.cancel': 'إلغاء',
} satisfies Translation<typeof enOptions>;
