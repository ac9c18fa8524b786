import type { ComposerWords } from '../../composer/composer-words';
import { type Grammar, isolate } from '../grammar';

export function arabicComposerWords(grammar: Grammar): ComposerWords {
  return {
    label: (title) => `الكتابة إلى ${isolate(title)}`,
    labelNote: (title) => `ملاحظة للزملاء حول ${isolate(title)}`,
    labelThread: (title) => `الرد في سلسلة ${isolate(title)}`,
    send: 'إرسال',
    sendNote: 'إضافة ملاحظة',
    saveEdit: 'حفظ',
    attach: 'إرفاق ملفات',
    emoji: 'الرموز التعبيرية',
    dropHere: 'أفلت الملفات هنا لإرفاقها',
    noFiles: 'لا يمكن إرسال الملفات هنا.',
    noteSign: 'لا يراها إلا الزملاء',
    replyingTo: (name) => `الرد على ${isolate(name)}`,
    closeReply: 'عدم الرد على هذه الرسالة',
    editing: 'تعدّل رسالتك الآن',
    closeEdit: 'إنهاء التعديل',
    people: 'الأشخاص',
    commands: 'الأوامر',
    suggestions: (n) =>
      grammar.count(n, {
        zero: 'لا اقتراحات',
        one: 'اقتراح واحد: مفتاح الإدخال يختاره، وEscape يغلق القائمة',
        two: 'اقتراحان: الأسهم للتنقل، والإدخال للاختيار، وEscape للإغلاق',
        few: '# اقتراحات: الأسهم للتنقل، والإدخال للاختيار، وEscape للإغلاق',
        many: '# اقتراحًا: الأسهم للتنقل، والإدخال للاختيار، وEscape للإغلاق',
        other: '# اقتراح: الأسهم للتنقل، والإدخال للاختيار، وEscape للإغلاق',
      }),
    bytesLeft: (bytes) =>
      grammar.count(bytes, {
        zero: 'لم يبقَ أي بايت',
        one: 'بقي بايت واحد',
        two: 'بقي بايتان',
        few: 'بقيت # بايتات',
        many: 'بقي # بايتًا',
        other: 'بقي # بايت',
      }),
    tooLong: (bytes) =>
      grammar.count(bytes, {
        zero: 'ليست أطول من المسموح',
        one: 'أطول من المسموح ببايت واحد',
        two: 'أطول من المسموح ببايتين',
        few: 'أطول من المسموح بمقدار # بايتات',
        many: 'أطول من المسموح بمقدار # بايتًا',
        other: 'أطول من المسموح بمقدار # بايت',
      }),
    empty: 'اكتب شيئًا أولًا.',
    fileFailed: 'لم يُرفع أحد الملفات. أعد المحاولة أو أزِله.',
    unfilled: (placeholder) => `املأ ${isolate(placeholder)} أولًا.`,
    commandFailed: (name, reason) => `تعذّر تنفيذ ‎/${isolate(name)}: ${isolate(reason)}`,
  };
}
