import type { enWelcome } from './en-welcome.ts';
import type { Translation } from './translate.ts';

/** Arabic: what the first page says to somebody who has just installed Copybara. */
export const arWelcome = {
  'welcome.title': 'أهلًا بك في Copybara',
  'welcome.text':
    'بضع خطوات، ثم تفتح أسماء مثل alice.azero مواقع أصحابها، وتصل المكالمات إليك. يمكنك مغادرة هذه الصفحة في أي وقت والعودة إليها من الإعدادات.',
  'welcome.progress': {
    zero: 'لم تتم أي خطوة من {all}',
    one: 'تمت خطوة واحدة من {all}',
    two: 'تمت خطوتان من {all}',
    few: 'تمت {count} خطوات من {all}',
    many: 'تمت {count} خطوة من {all}',
    other: 'تمت {count} خطوة من {all}',
  },
  'welcome.ready': 'كل شيء جاهز',
  'welcome.ready.text': 'اكتب اسمًا في شريط العنوان. ومن ليس لديه اسم بعد فليبدأ باسم صديق.',
  'welcome.checking': 'جارٍ الفحص…',

  'welcome.host': 'المضيف',
  'welcome.host.text':
    'برنامج صغير بجانب المتصفح يتحدث مع عقدة Staex الخاصة بك. يُثبَّت لك وحدك، دون صلاحيات المدير.',
  'welcome.host.command': 'في الطرفية، في مجلد Copybara:',
  'welcome.host.noticed': 'تلاحظ هذه الصفحة وجوده من تلقاء نفسها.',
  'welcome.host.done': 'مثبّت، الإصدار {version}',

  'welcome.node': 'عقدة Staex الخاصة بك',
  'welcome.node.text': 'البرنامج mcc على هذا الحاسوب. يسأله Copybara من أنت وأين الآخرون.',
  'welcome.node.done': 'إنها تعمل. معرّفها',

  'welcome.name': 'اسمك',
  'welcome.name.text':
    'ليفتح الآخرون موقعك أو يتصلوا بك، يجب أن يشير اسمك في AZERO.ID إلى هذه العقدة. أما لزيارة الآخرين فلا تحتاج إلى اسم.',
  'welcome.name.record': 'أعطِ اسمك في azero.id سجلًا `staex-id` فيه هذا المعرّف تمامًا.',

  'welcome.network': 'الشبكة للمكالمات',
  'welcome.network.text':
    'مع MCC v2 لا يمر شيء لا يسمّيه نفق، والمكالمات تحتاج إلى نفق: منفذ UDP رقم 9378 في الاتجاهين. والعقد الأقدم تُمرّر كل شيء. ولكل شخص تتصل به، يسمح كل منكما بعقدة الآخر.',
  'welcome.network.friend': 'اسم شخص تريد الاتصال به',
  'welcome.network.show': 'أظهر الأوامر',
  'welcome.network.yours': 'هذا تنفّذه أنت',
  'welcome.network.theirs': 'هذا يُنفَّذ لدى {name}',
  'welcome.network.source':
    'هذه الأوامر مأخوذة من تقرير أحد المستخدمين ولم يمكن تجربتها هنا. وهي تطلب المفتاح الخاص لشبكتك، وهو لدى من يدير Staex عندك.',

  'welcome.sees': 'من يرى ماذا',
  'welcome.sees.endpoints':
    'نقاط الوصول التي تقرأ السلسلة ترى عنوان IP الخاص بك والأسماء التي تبحث عنها. يشغّلها الآن {operators}.',
  'welcome.sees.node':
    'العقدة التي تزورها أو تتصل بها ترى عقدتك. والعقد التي في الطريق ترى ما يُظهره Staex لها.',
  'welcome.sees.nobody': 'ولا أحد سواهم: فليس لنا خادم، ولا شيء يُحصى أو يُبلَّغ.',
  'welcome.settings': 'افتح الإعدادات',
} satisfies Translation<typeof enWelcome>;
