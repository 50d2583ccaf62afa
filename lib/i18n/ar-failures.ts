import type { enFailures } from './en-failures.ts';
import type { Translation } from './translate.ts';

/**
 * Arabic: what happened (`what`) and what to do next (`next`) for everything that can stop a visit or a call. Text between
 * backticks is something to type. A sentence that needs a word which may be missing has a twin without it.
 */
export const arFailures = {
  'failure.host-not-installed.what': 'مضيف Copybara غير مثبّت على هذا الحاسوب بعد.',
  'failure.host-not-installed.next':
    'احصل على المضيف كما تبيّن صفحة المساعدة، ثم نفّذ `copybara-host install` في الطرفية.',
  'failure.host-forbidden.what': 'مضيف Copybara مثبّت، لكنه غير مهيّأ لهذه الإضافة.',
  'failure.host-forbidden.next':
    'نفّذ `copybara-host install` مرة أخرى في الطرفية، فيُهيَّأ المضيف لهذه الإضافة.',
  'failure.host-start-failed.what': 'عُثر على مضيف Copybara، لكنه انتهى قبل أن يتمكن من الرد.',
  'failure.host-start-failed.next':
    'نفّذ `copybara-host doctor` في الطرفية، فيخبرك بما ينقص وكيف تصلحه.',
  'failure.host-stopped.what': 'توقف مضيف Copybara أثناء استخدامه.',
  'failure.host-stopped.next':
    'يعيد Copybara تشغيله من تلقاء نفسه. إن تكرر توقفه فنفّذ `copybara-host doctor` في الطرفية.',
  'failure.host-silent.what': 'شُغّل مضيف Copybara، لكنه لم يُجب في الوقت المناسب.',
  'failure.host-silent.next':
    'انتظر لحظة وحاول مرة أخرى. إن بقي صامتًا فأعد تشغيل المتصفح، ثم نفّذ `copybara-host doctor`.',
  'failure.host-incompatible.what': 'إصدارا مضيف Copybara وهذه الإضافة لا يفهم أحدهما الآخر.',
  'failure.host-incompatible.next':
    'حدّثهما معًا: الإضافة في المتصفح، والمضيف بتنفيذ `copybara-host install` من أحدث إصداراته.',

  'failure.port-in-use.what': 'برنامج آخر يستخدم المنفذ المحدد لمضيف Copybara.',
  'failure.port-in-use.next':
    'أغلق ذلك البرنامج، أو اختر منفذ `socks` آخر في `host.json`؛ والمنفذ 0 يأخذ أي منفذ شاغر.',

  'failure.config-bad.what': 'لا يستطيع مضيف Copybara استخدام ملف إعداداته `host.json` كما هو.',
  'failure.config-bad.next':
    'نفّذ `copybara-host doctor` في الطرفية، فيذكر لك البند الذي عليك تغييره.',
  'failure.mcc-not-found.what':
    'لا يجد مضيف Copybara البرنامج `mcc` الذي يتحدث باسم عقدة Staex الخاصة بك.',
  'failure.mcc-not-found.next':
    'ثبّت Staex MCC على هذا الحاسوب. وإن كان في حاوية أو في مكان غير معتاد، فاكتب أمره في `host.json`.',
  'failure.mcc-forbidden.what': 'لا يحق لحسابك تشغيل `mcc`، أو لا يحق له فتح مقبس خدمة Staex.',
  'failure.mcc-forbidden.next':
    'امنح حسابك حق تشغيل `mcc` وفتح مقبسه، وهو `/tmp/.mcc-socket` ما لم تنقله. وإن كان `mcc` في حاوية، فحسابك يحتاج إلى حق استخدام Docker.',
  'failure.mcc-daemon-down.what': 'Staex MCC مثبّت، لكن خدمته لا تعمل على هذا الحاسوب.',
  'failure.mcc-daemon-down.next':
    'شغّل الخدمة. في معظم أنظمة Linux يكون ذلك بالأمر `sudo systemctl start mcc`.',
  'failure.mcc-timeout.what': 'لم تُجب عقدة Staex الخاصة بك في الوقت المناسب.',
  'failure.mcc-timeout.next':
    'أعد تشغيل خدمتها. في معظم أنظمة Linux يكون ذلك بالأمر `sudo systemctl restart mcc`.',
  'failure.mcc-empty.what': 'سُئلت عقدة Staex الخاصة بك فلم تُجب بشيء.',
  'failure.mcc-empty.next':
    'نفّذ `mcc id` في الطرفية: ينبغي أن يطبع سطرًا واحدًا. إن لم يطبع شيئًا فأعد تشغيل خدمة Staex.',
  'failure.mcc-junk.what': 'أجابت عقدة Staex الخاصة بك بشيء ليس معرّف عقدة ولا عنوانًا.',
  'failure.mcc-junk.next':
    'نفّذ `mcc id` في الطرفية: ينبغي أن يطبع معرّفًا واحدًا لا غير. وإن كان في `host.json` أمر آخر، فافحصه.',
  'failure.mcc-ipv6.what': 'أعطت عقدة Staex الخاصة بك عنوان IPv6، وشبكتها لا تحمل سوى IPv4.',
  'failure.mcc-ipv6.next': 'حدّث Staex MCC. وإن كان في `host.json` أمر غير `mcc`، فافحصه.',
  'failure.mcc-failed.what': 'انتهى البرنامج `mcc` بخطأ.',
  'failure.mcc-failed.next':
    'نفّذ `copybara-host doctor` في الطرفية، فيطرح السؤال نفسه ويعرض ما قاله `mcc`.',
  'failure.mcc-busy.what': 'أمام عقدة Staex الخاصة بك أسئلة أكثر مما تستطيع أخذه دفعة واحدة.',
  'failure.mcc-busy.next': 'انتظر بضع ثوانٍ ثم حاول مرة أخرى.',

  'failure.overlay-missing.what':
    'عنوان Staex الخاص بك ليس على أي واجهة شبكة في هذا الحاسوب، لذلك لا يُرسَل شيء.',
  'failure.overlay-missing.next':
    'أعد تشغيل خدمة Staex، في معظم أنظمة Linux بالأمر `sudo systemctl restart mcc`، لتعود واجهتها.',
  'failure.overlay-in-container.what':
    'تعمل عقدة Staex الخاصة بك في حاوية لها شبكتها، ولا يستطيع هذا المتصفح استخدامها.',
  'failure.overlay-in-container.next':
    'شغّل الحاوية من جديد مع `--network host` لتشارك هذا الحاسوب شبكته.',

  'failure.node-unresolved.what':
    'لا تعرف عقدة Staex الخاصة بك الآن طريقًا إلى العقدة التي خلف هذا الاسم.',
  'failure.node-unresolved.next':
    'الأرجح أن تلك العقدة غير متصلة، أو ليست في شبكة تصل إليها عقدتك. اسأل مالكها هل تعمل.',
  'failure.address-not-allowed.what':
    'أعطت عقدة Staex الخاصة بك عنوانًا لا يفتحه Copybara أبدًا، كعنوان من هذا الحاسوب أو من شبكة بيتك.',
  'failure.address-not-allowed.next':
    'نفّذ `copybara-host doctor` في الطرفية لترى العنوان، وأطلع عليه من يدير شبكة Staex لديك.',
  'failure.node-refused.what': 'أجابت العقدة، لكن لا شيء فيها يستقبل على هذا المنفذ.',
  'failure.node-refused.what.port': 'أجابت العقدة، لكن لا شيء فيها يستقبل على المنفذ {port}.',
  'failure.node-refused.next':
    'اسأل مالكها هل يعمل الموقع. وإن كان يستخدم منفذًا آخر فأضفه إلى العنوان، كما في `alice.azero:8080`.',
  'failure.node-silent.what': 'لم تُجب العقدة التي خلف هذا الاسم في الوقت المناسب.',
  'failure.node-silent.next':
    'اسأل مالكها عن أمرين: هل تعمل العقدة، وهل يسمح نفق، مع MCC v2، بمرور هذا المنفذ؟',
  'failure.node-silent.next.port':
    'اسأل مالكها عن أمرين: هل تعمل العقدة، وهل يسمح نفق، مع MCC v2، بمرور المنفذ {port}؟',
  'failure.node-unreachable.what': 'ليس لهذا الحاسوب الآن طريق إلى عنوان العقدة الأخرى.',
  'failure.node-unreachable.next':
    'تحقق من أن عقدة Staex الخاصة بك متصلة بشبكتها: ينبغي أن يطبع `mcc parent` عنوانًا.',
  'failure.node-moved.what': 'انتقل العنوان إلى عقدة أخرى أثناء استخدامه، فأغلق Copybara الاتصال.',
  'failure.node-moved.next': 'حاول مرة أخرى. يسأل Copybara عقدتك عن العنوان الجديد.',

  'failure.name-not-registered.what': 'لم يسجّل أحد هذا الاسم.',
  'failure.name-not-registered.next':
    'تحقق من كتابته. إن كان متاحًا وأعجبك، فيمكنك تسجيله في azero.id.',
  'failure.name-expired.what': 'انتهى تسجيل هذا الاسم.',
  'failure.name-expired.what.since': 'انتهى تسجيل هذا الاسم في {since}.',
  'failure.name-expired.next': 'إن كان لك فسجّله من جديد في azero.id. وإن كنت تعرف صاحبه فأخبره.',
  'failure.no-record.what': 'هذا الاسم مسجّل، لكنه غير مرتبط بعقدة Staex.',
  'failure.no-record.next':
    'إن كان لك فأعطه في azero.id سجلًا `staex-id` فيه ما يطبعه `mcc id`. وإلا فاسأل مالكه.',
  'failure.record-malformed.what': 'السجل الذي يُفترض أن يربط هذا الاسم بعقدة ليس معرّف عقدة.',
  'failure.record-malformed.what.value':
    'السجل الذي يُفترض أن يربط هذا الاسم بعقدة ليس معرّف عقدة؛ فيه: «{value}».',
  'failure.record-malformed.next':
    'إن كان الاسم لك فاضبط سجله `staex-id` في azero.id على ما يطبعه `mcc id` تمامًا. وإلا فأخبر مالكه.',
  'failure.chain-unreachable.what': 'تعذّر الوصول إلى أيٍّ ممن يقرؤون السلسلة لك.',
  'failure.chain-unreachable.what.operators':
    'تعذّر الوصول إلى أيٍّ ممن يقرؤون السلسلة لك. سأل Copybara: {operators}.',
  'failure.chain-unreachable.next':
    'تحقق من اتصالك بالإنترنت. إن كانت المواقع الأخرى تفتح، فانتظر دقيقة وحاول مرة أخرى.',
  'failure.endpoint-lying.what':
    'أعطى أحد المشغّلين الذين يقرؤون السلسلة لك جوابًا لا يمكن أن يصح، فلا يستخدمه Copybara.',
  'failure.endpoint-lying.what.operator':
    'ما قيل عن هذا الاسم لا يمكن أن يصح كله، فلا يستخدمه Copybara. قاله: {operator}.',
  'failure.endpoint-lying.next':
    'حاول مرة أخرى بعد بضع دقائق. إن بقي الأمر كذلك فاستبدل ذلك المشغّل في إعدادات Copybara.',
  'failure.one-operator-only.what':
    'لم يمكن سؤال سوى مشغّل واحد عن هذا الاسم، وينبغي أن يتفق اثنان.',
  'failure.one-operator-only.what.operator':
    'لم يمكن أن يُسأل عن هذا الاسم سوى {operator}، وينبغي أن يتفق مشغّلان.',
  'failure.one-operator-only.next':
    'تحقق من اتصالك بالإنترنت وحاول مرة أخرى. قد يعود الآخرون خلال دقيقة.',
  'failure.contract-changed.what': 'يُجيب سجلّ الأسماء بصيغة لا يعرفها هذا الإصدار من Copybara.',
  'failure.contract-changed.next':
    'حدّث Copybara. وإن كان محدّثًا فأبلغ عن ذلك من فضلك مع التفاصيل التقنية.',
  'failure.wrong-network.what':
    'الأسماء بهذه النهاية ليست في الشبكة التي ضُبط Copybara على قراءتها.',
  'failure.wrong-network.what.ending':
    'الأسماء المنتهية بـ \u2066.{ending}\u2069 ليست في الشبكة التي ضُبط Copybara على قراءتها ({network}).',
  'failure.wrong-network.next': 'تحقق من نهاية الاسم، أو اختر الشبكة الأخرى في إعدادات Copybara.',
  'failure.settings-bad.what': 'لا يستطيع Copybara استخدام إعدادات السلسلة كما هي.',
  'failure.settings-bad.next':
    'افحص المشغّلين والسجلّ في إعدادات Copybara، أو امسحها لتعود القيم المدمجة.',

  'failure.switched-off.what': 'Copybara متوقف، لذلك تبقى الأسماء مغلقة.',
  'failure.switched-off.next': 'افتح Copybara من شريط الأدوات وشغّله.',
  'failure.proxy-held-by-extension.what':
    'تتحكم إضافة أخرى في وكيل هذا المتصفح، ولا يمكن ذلك إلا لواحدة.',
  'failure.proxy-held-by-extension.what.extension':
    'تتحكم الإضافة {extension} في وكيل هذا المتصفح، ولا يمكن ذلك إلا لواحدة.',
  'failure.proxy-held-by-extension.next':
    'أوقف تلك الإضافة في صفحة الإضافات. وإن أردت الإبقاء عليها فالصق فيها سطر PAC الذي يعرضه Copybara في نافذته في شريط الأدوات.',
  'failure.proxy-held-by-policy.what': 'ثبّت من يدير هذا المتصفح وكيله، فلا يستطيع Copybara ضبطه.',
  'failure.proxy-held-by-policy.next':
    'اطلب منه إضافة سطر PAC الذي يعرضه Copybara في نافذته في شريط الأدوات، أو السماح للإضافات بضبط الوكيل.',
  'failure.proxy-not-reproducible.what':
    'يستخدم هذا المتصفح وكيلًا لا يستطيع Copybara مواصلة استخدامه لمواقعك الأخرى.',
  'failure.proxy-not-reproducible.next':
    'إن كنت تستغني عن ذلك الوكيل فافتح Copybara من شريط الأدوات ودعه يتولى الأمر. حتى ذلك الحين لا يتغير شيء.',
  'failure.permission-missing.what': 'لم يعد المتصفح يسمح لـ Copybara بالتعامل مع هذه العناوين.',
  'failure.permission-missing.next':
    'افتح Copybara من شريط الأدوات واسمح به من جديد، أو افعل ذلك حيث يعرض المتصفح إضافاته، ضمن الأذونات أو الوصول إلى المواقع.',
  'failure.rules-refused.what':
    'لم يقبل المتصفح كل القواعد التي تُبعد المواقع الأخرى عن مواقعك، لذلك تبقى الأسماء مغلقة.',
  'failure.rules-refused.next': 'حدّث المتصفح. وإن كان محدّثًا فأبلغ عن ذلك من فضلك مع رقم إصداره.',
  'failure.browser-silent.what': 'لا يجيب المتصفح بعد، لذلك تبقى الأسماء مغلقة.',
  'failure.browser-silent.next': 'يواصل Copybara سؤاله. وإن استمر ذلك فأعد تشغيل المتصفح.',

  'failure.bad-address.what': 'لا يستطيع Copybara فتح هذا العنوان.',
  'failure.bad-address.next':
    'تحقق من كتابته. ينبغي أن يكون مثل `http://alice.azero` دون اسم مستخدم أو كلمة مرور فيه.',
  'failure.unseen-address.what': 'كان Copybara قد بدأ للتو، فلم يرَ العنوان الذي فتحته.',
  'failure.unseen-address.next':
    'اكتبه في شريط العناوين مرة أخرى، أو افتح الرابط من جديد. من الآن فصاعدًا سيُرى.',
  'failure.form-not-sent.what':
    'كانت استمارة في طريقها إلى هذا الموقع قبل أن يُفتح، فلم يرسلها Copybara.',
  'failure.form-not-sent.next': 'افتح الصفحة أولًا، ثم املأ الاستمارة وأرسلها من هناك.',

  'failure.connection-broke.what': 'تُجيب العقدة، لكن اتصال الصفحة بها انقطع في كل مرة.',
  'failure.connection-broke.next': 'اسأل مالكها هل يعمل الموقع نفسه، وهل يستخدم http أم https.',

  'failure.no-call.what': 'لم يعد مضيف Copybara يعرف هذه المكالمة.',
  'failure.no-call.next': 'اتصل مرة أخرى برابط جديد.',
  'failure.too-many-calls.what':
    'على هذا الحاسوب مكالمات مفتوحة أكثر مما يقبله مضيف Copybara دفعة واحدة.',
  'failure.too-many-calls.next': 'أغلق نوافذ المكالمات التي لا تحتاجها، ثم حاول مرة أخرى.',
  'failure.peer-port-in-use.what':
    'يشغل برنامج آخر على هذا الحاسوب المنفذ الذي تمر عبره المكالمات.',
  'failure.peer-port-in-use.next':
    'أغلق ذلك البرنامج: يعرض `ss -lunp` في الطرفية من يشغل منفذ UDP رقم 9378. وإن كان لشخص آخر يستخدم هذا الحاسوب، فلا يمكن أن يتصل إلا أحدكما في الوقت نفسه.',
  'failure.peer-port-lost.what': 'لم يعد المنفذ الذي تمر عبره المكالمات متاحًا.',
  'failure.peer-port-lost.next':
    'اتصل مرة أخرى. إن لم ينفع ذلك فنفّذ `copybara-host doctor` في الطرفية.',
  'failure.own-address-changed.what':
    'حصلت عقدة Staex الخاصة بك على عنوان آخر، فانقطعت هذه المكالمة.',
  'failure.own-address-changed.next': 'اتصل مرة أخرى. يمر الرابط الجديد عبر العنوان الجديد.',

  'failure.names-port-in-use.what':
    'يشغل برنامج آخر على هذا الحاسوب المنفذ 9379 الذي تعرف محفظتك عنده صفحة Copybara، فلم تُفتح.',
  'failure.names-port-in-use.next':
    'أغلق ذلك البرنامج: يعرض `ss -ltnp` في الطرفية من يشغل المنفذ. أما متصفح آخر فيه Copybara فيشغله دقيقة على الأكثر.',
  'failure.names-page-missing.what': 'ملف هذه الصفحة غير موجود بجانب مضيف Copybara.',
  'failure.names-page-missing.next':
    'نفّذ `copybara-host install` من أحدث إصدار للمضيف، فيأتي الملف معه.',
  'failure.names-page-blocked.what': 'أُرسلت الصفحة، لكن المتصفح لم يحمّلها.',
  'failure.names-page-blocked.next':
    'حاول مرة أخرى. إن لم ينفع ذلك فربما تحجب إضافة أخرى `names.copybara.localhost`: اسمح به هناك.',

  'failure.background-silent.what': 'لا يجيب جزء Copybara الذي يعمل في الخلفية.',
  'failure.background-silent.next':
    'حاول مرة أخرى. وإن بقي صامتًا فأوقف Copybara وشغّله من جديد حيث يسرد المتصفح إضافاته، أو أعد تشغيل المتصفح.',

  'failure.internal.what': 'حدث خلل داخل Copybara.',
  'failure.internal.next': 'حاول مرة أخرى. إن تكرر ذلك فأبلغ عنه من فضلك مع التفاصيل التقنية.',
} satisfies Translation<typeof enFailures>;
