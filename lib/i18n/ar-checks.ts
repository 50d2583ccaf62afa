import type { enChecks } from './en-checks.ts';
import type { Translation } from './translate.ts';

/** Arabic: the steps of the first page that try what a call needs. */
export const arChecks = {
  'checks.devices': 'الكاميرا والميكروفون',
  'checks.devices.text':
    'يسألك المتصفح مرة واحدة هل يجوز لـ Copybara استعمالهما. لا يُرسل شيء إلى أي مكان، وينطفئ كل شيء حين تغادر هذه الصفحة.',
  'checks.devices.ask': 'جرّبهما',
  'checks.devices.again': 'حاول من جديد',
  'checks.devices.asking': 'ابحث عن سؤال المتصفح في أعلى هذه النافذة، واسمح بذلك.',
  'checks.devices.stop': 'أطفئهما',
  'checks.devices.picture': 'كاميرتك',
  'checks.devices.level': 'مدى ارتفاع صوتك',
  'checks.devices.heard': 'ميكروفونك يسمعك.',
  'checks.devices.say': 'قل شيئًا: ينبغي أن يتحرك الشريط.',
  'checks.devices.unmeasured':
    'الميكروفون يعمل. لا يمكن عرض مدى ارتفاع صوتك: لا يعالج المتصفح الصوت هنا، وغالبًا لأنه لا يجد ما يشغّله عليه. صِل سماعة أو مكبّر صوت وحاول مرة أخرى.',
  'checks.devices.no-microphone': 'لا ميكروفون يعمل.',
  'checks.devices.no-camera': 'لا كاميرا تعمل.',
  'checks.devices.denied':
    'لا يسمح المتصفح لـ Copybara باستعمالهما. اضغط العلامة بجانب شريط العنوان، واسمح بالكاميرا والميكروفون، ثم حاول من جديد.',
  'checks.devices.dismissed': 'أُغلق سؤال المتصفح دون جواب. حاول من جديد واسمح بذلك.',
  'checks.devices.no-device':
    'لم يُعثر على ميكروفون أو كاميرا. صِل واحدًا وحاول من جديد. ويمكنك أيضًا الاتصال بأحدهما، أو الاستماع فقط.',
  'checks.devices.device-busy': 'برنامج آخر يستعمل أحدهما. أغلق ذلك البرنامج وحاول من جديد.',
  'checks.devices.unplugged': 'فُصل أحدهما. صِله وحاول من جديد.',
  'checks.devices.revoked': 'سُحب الإذن. اسمح من جديد وحاول مرة أخرى.',
  'checks.devices.failed': 'تعذّر تشغيل أحدهما. أعد وصله وحاول من جديد.',

  'checks.loop': 'مكالمة مع نفسك',
  'checks.loop.text':
    'تمر عبر مُرحِّل مضيفك نفسه، ولا تغادر هذا الحاسوب أبدًا: تجرّب أجهزتك وهذا المتصفح والمُرحِّل، ولا تقول شيئًا عن الشبكة. وإن كانت الكاميرا تعمل ترى كيف تعود صورتك.',
  'checks.loop.begin': 'اتصل بنفسك',
  'checks.loop.end': 'أنهِ المكالمة',
  'checks.loop.picture': 'أنت، عبر المُرحِّل',
  'checks.loop.host': 'يفتح المضيف مُرحِّلًا',
  'checks.loop.relay': 'يصل إليه هذا المتصفح',
  'checks.loop.connection': 'يجد الطرفان أحدهما الآخر',
  'checks.loop.sound': 'يعود صوتك',
  'checks.loop.picture.step': 'تعود صورتك',
  'checks.loop.fine': 'كل شيء يعمل على هذا الحاسوب.',
  'checks.loop.relay.next':
    'شيء يمنع هذا المتصفح من الوصول إلى المُرحِّل: ابحث عن إضافة أو إعداد يمنع WebRTC، وعن جدار حماية على هذا الحاسوب.',
  'checks.loop.connection.next':
    'يجيب المُرحِّل لكنه لا ينقل شيئًا: ابحث عن جدار حماية على هذا الحاسوب، وحاول من جديد.',
  'checks.loop.sound.next': 'لم يصل شيء من الميكروفون: اختر غيره في النظام، وحاول من جديد.',
  'checks.loop.picture.next':
    'لم يصل شيء من الكاميرا: أغلق البرامج الأخرى التي تستعملها، وحاول من جديد.',

  'checks.way': 'الطريق إلى مضيف شخص آخر',
  'checks.way.text':
    'انظر هل يمر منفذ المكالمات بينكما، في كل اتجاه. على كليكما أن ينظر في الوقت نفسه، كلٌّ إلى اسم الآخر: فالمضيف الذي لم يسأله أحد لا يقول شيئًا.',
  'checks.way.name': 'اسم شخص تريد الاتصال به',
  'checks.way.begin': 'ابحث عن المضيف',
  'checks.way.end': 'توقف عن البحث',
  'checks.way.in': 'ما يرسله {name} يصل إلى هنا',
  'checks.way.out': 'ما ترسله يصل إلى هناك، والجواب يصل إلى هنا',
  'checks.way.both': 'يمر المنفذ في الاتجاهين: يمكن للمكالمات مع {name} أن تمر.',
  'checks.way.only-in':
    'ما يرسله {name} يصل إلى هنا، لكن ليس العكس. انظر في النفق لما ترسله: أمرك أعلاه، والأمر الذي على {name} تشغيله.',
  'checks.way.none':
    'لم يأتِ شيء من {name} حتى الآن. اطلب من {name} أن يفتح هذه الصفحة وأن يبحث عن اسمك الآن. وإن بقي الأمر كذلك وأنتما تبحثان معًا، فالمنفذ لا يمر: انظر في الأمرين أعلاه.',
} satisfies Translation<typeof enChecks>;
