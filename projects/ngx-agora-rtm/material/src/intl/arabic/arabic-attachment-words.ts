import type { AttachmentWords } from '../../attachments/attachment-words';
import type { VoiceWords } from '../../voice/voice-words';
import { type Grammar, isolate } from '../grammar';

export function arabicAttachmentWords(grammar: Grammar): AttachmentWords {
  const atMostFiles = (n: number) =>
    grammar.count(n, {
      zero: 'لا تتسع الرسالة لأي ملف.',
      one: 'تتسع الرسالة لملف واحد على الأكثر.',
      two: 'تتسع الرسالة لملفين على الأكثر.',
      few: 'تتسع الرسالة لـ # ملفات على الأكثر.',
      many: 'تتسع الرسالة لـ # ملفًا على الأكثر.',
      other: 'تتسع الرسالة لـ # ملف على الأكثر.',
    });
  return {
    trayLabel: 'ملفات الرسالة التالية',
    uploading: (name, percent) => `${isolate(name)}: رُفع ${grammar.number(percent)}٪`,
    ready: (name) => `${isolate(name)} جاهز`,
    remove: (name) => `إزالة ${isolate(name)}`,
    cancelUpload: (name) => `إيقاف رفع ${isolate(name)}`,
    retryUpload: (name) => `رفع ${isolate(name)} مجددًا`,
    removed: (name) => `أُزيل ${isolate(name)}`,
    allReady: (n) =>
      grammar.count(n, {
        zero: 'لا ملفات',
        one: 'الملف جاهز',
        two: 'الملفان جاهزان',
        few: '# ملفات جاهزة',
        many: '# ملفًا جاهزًا',
        other: '# ملف جاهز',
      }),

    tooLarge: (size, limit) =>
      `الملف كبير جدًا: ${size}، ويمكن إرسال ${limit} على الأكثر. صغّر الملف أو شارك رابطًا.`,
    wrongType: (taken) =>
      `هذا النوع من الملفات غير مقبول. الأنواع الممكنة: ${grammar.names(taken)}.`,
    tooMany: (limit) => `${atMostFiles(limit)} أرسل هذا الملف مع الرسالة التالية.`,
    overfull: (limit) => `${atMostFiles(limit)} أزِل ما زاد.`,
    uploadFailed: 'تعذّر رفع الملف. أعد المحاولة أو أزِله.',
    uploadStalled: 'توقف الرفع. تحقق من الاتصال ثم أعد المحاولة.',
    addressTooLong: 'العنوان الذي حُفظ فيه الملف أطول من أن يُرسل. أزِل الملف.',
    noAnswer: 'مخزن الملفات لا يستجيب. تحقق من الاتصال ثم أعد المحاولة.',
    refusedBy: (status) =>
      `رفض مخزن الملفات الملف (${grammar.number(status)}). أعد المحاولة أو أزِله.`,
    notAllowed: 'لا يُسمح لك برفع ملفات هنا. سجّل الدخول مجددًا ثم أعد المحاولة.',
    storeTooLarge: 'الملف أكبر مما يتسع له مخزن الملفات. صغّر الملف أو شارك رابطًا.',
    storeWrongType: 'لا يقبل مخزن الملفات هذا النوع من الملفات. أزِله.',
    storeFull: 'مخزن الملفات ممتلئ. أعد المحاولة لاحقًا أو شارك رابطًا.',
    notReadable: 'لم تعد قراءة الملف ممكنة. أزِله ثم اختره مجددًا.',
    notReady: (names) => {
      const rest = grammar.count(names.length, {
        zero: 'لا ملفات.',
        one: 'لا يمكن إرساله بحالته هذه. أعد المحاولة أو أزِله ثم أرسل.',
        two: 'لا يمكن إرسالهما بحالتهما هذه. أعد المحاولة أو أزِلهما ثم أرسل.',
        few: 'لا يمكن إرسالها بحالتها هذه. أعد المحاولة أو أزِلها ثم أرسل.',
        many: 'لا يمكن إرسالها بحالتها هذه. أعد المحاولة أو أزِلها ثم أرسل.',
        other: 'لا يمكن إرسالها بحالتها هذه. أعد المحاولة أو أزِلها ثم أرسل.',
      });
      return `${grammar.names(names)} ${rest}`;
    },

    unnamed: 'ملف بلا اسم',
    picturesLabel: (n) =>
      grammar.count(n, {
        zero: 'لا صور',
        one: 'صورة واحدة',
        two: 'صورتان',
        few: '# صور',
        many: '# صورة',
        other: '# صورة',
      }),
    openPicture: (name) => `فتح ${isolate(name)}`,
    more: (n) => `+${grammar.number(n)}`,
    fromElsewhere: (host) => `من ${isolate(host)}`,
    show: 'عرض',
    showFrom: (name, host) => `عرض ${isolate(name)} من ${isolate(host)}`,
    notLoaded: 'تعذّر التحميل.',
    openFile: (name) => `فتح ${isolate(name)} في علامة تبويب جديدة`,
    download: (name) => `تنزيل ${isolate(name)}`,
    notToOpen: 'لا يمكن فتح هذا العنوان.',
    viewer: 'الصور',
    viewerFailed: 'تعذّر فتح الصورة. تحقق من الاتصال ثم أعد المحاولة.',
    place: (n, of) => `${grammar.number(n)} من ${grammar.number(of)}`,
    previous: 'الصورة السابقة',
    next: 'الصورة التالية',
    zoomIn: 'تكبير',
    zoomOut: 'تصغير',
    zoomLevel: (percent) => `${grammar.number(percent)}٪`,
  };
}

export function arabicVoiceWords(grammar: Grammar): VoiceWords {
  return {
    play: (name) => `تشغيل ${isolate(name)}`,
    pause: (name) => `إيقاف ${isolate(name)} مؤقتًا`,
    position: (name) => `الموضع في ${isolate(name)}`,
    timeOf: (time, of) => `${time} من ${of}`,

    record: 'تسجيل رسالة صوتية',
    recorder: 'رسالة صوتية',
    asking: 'في انتظار الميكروفون. اسمح باستخدامه إذا سأل المتصفح.',
    recording: 'جارٍ التسجيل',
    finish: 'إرفاق',
    discard: 'تجاهل',
    denied:
      'لا يُسمح لهذه الصفحة باستخدام الميكروفون. اسمح به في إعدادات الصفحة بجانب عنوانها ثم أعد المحاولة.',
    absent: 'لم يُعثر على ميكروفون. صِل واحدًا ثم أعد المحاولة.',
    unsupported: 'لا يستطيع هذا المتصفح التسجيل هنا. أرفق تسجيلًا كملف بدلًا من ذلك.',
    inUse: 'الميكروفون لا يستجيب. أغلق البرامج الأخرى التي تستخدمه ثم أعد المحاولة.',
    broken: 'انقطع التسجيل ولم يبقَ منه شيء. أعد المحاولة.',
    nothing: 'لم يُسجّل شيء. أعد المحاولة.',
    cutOff: 'انقطع التسجيل. يمكن إرفاق ما سُجّل منه.',
    ended: (minutes) =>
      grammar.count(minutes, {
        zero: 'انتهى التسجيل عند الحد الأقصى.',
        one: 'انتهى التسجيل بعد دقيقة واحدة، وهي الحد الأقصى.',
        two: 'انتهى التسجيل بعد دقيقتين، وهما الحد الأقصى.',
        few: 'انتهى التسجيل بعد # دقائق، وهي الحد الأقصى.',
        many: 'انتهى التسجيل بعد # دقيقة، وهي الحد الأقصى.',
        other: 'انتهى التسجيل بعد # دقيقة، وهي الحد الأقصى.',
      }),
    fileName: (date) => `رسالة صوتية ${date}`,
  };
}
