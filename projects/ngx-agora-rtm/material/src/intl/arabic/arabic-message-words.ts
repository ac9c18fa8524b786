import type { MessageWords } from '../../message/message-words';
import { type Grammar, isolate } from '../grammar';

export function arabicMessageWords(grammar: Grammar): MessageWords {
  return {
    edited: 'معدّلة',
    deleted: 'حُذفت الرسالة',
    unsupported: 'نوع من الرسائل لا يمكن عرضه هنا بعد.',
    bytes: (n) =>
      grammar.count(n, {
        zero: 'لا بايتات',
        one: 'بايت واحد ليس نصًا',
        two: 'بايتان ليسا نصًا',
        few: '# بايتات ليست نصًا',
        many: '# بايتًا ليس نصًا',
        other: '# بايت ليس نصًا',
      }),
    note: 'ملاحظة للفريق',
    pinned: 'مثبتة',
    saved: 'محفوظة',
    quoteOf: (name) => `عرض رسالة ${isolate(name)} التي ترد عليها هذه الرسالة`,
    quoteOfYou: 'عرض رسالتك التي ترد عليها هذه الرسالة',
    replies: (n) =>
      grammar.count(n, {
        zero: 'لا ردود',
        one: 'رد واحد',
        two: 'ردان',
        few: '# ردود',
        many: '# ردًا',
        other: '# رد',
      }),
    states: {
      queued: 'في انتظار الإرسال',
      sending: 'جارٍ الإرسال…',
      sent: 'أُرسلت',
      delivered: 'تم التسليم',
      read: 'قُرئت',
      failed: 'لم تُرسل.',
      stored: 'غير متصل: تُحفظ حتى العودة',
      missed: 'غير متصل: لم تُسلّم حتى الآن',
    },
    failures: {
      'not-connected': 'لم يكن هناك اتصال.',
      'not-joined': 'لست في هذه القناة.',
      'not-logged-in': 'لم يكن هناك اتصال.',
      'rate-limited': 'رسائل كثيرة جدًا في وقت واحد.',
      'permission-denied': 'لا تملك صلاحية الكتابة هنا.',
      'message-too-large': 'الرسالة طويلة جدًا.',
      storage: 'لم تعد في هذا المتصفح مساحة لحفظها.',
      'server-error': 'واجهت الخدمة مشكلة.',
      refused: 'رفضتها الخدمة.',
    },
    retry: 'إعادة المحاولة',
    discard: 'تجاهل',

    reactions: 'التفاعلات',
    reactedWith: (emoji, names) => `تفاعل ${isolate(emoji)}: ${grammar.list(names)}`,
    you: 'أنت',
    others: (n) =>
      grammar.count(n, {
        zero: 'لا آخرون',
        one: 'شخص آخر',
        two: 'شخصان آخران',
        few: '# أشخاص آخرين',
        many: '# شخصًا آخر',
        other: '# شخص آخر',
      }),

    actions: 'إجراءات الرسالة',
    react: 'تفاعل',
    reactWith: (emoji) => `التفاعل بـ ${isolate(emoji)}`,
    moreEmoji: 'مزيد من الرموز التعبيرية',
    reply: 'رد',
    openThread: 'فتح سلسلة الردود',
    edit: 'تعديل',
    delete: 'حذف',
    copy: 'نسخ النص',
    pin: 'تثبيت',
    unpin: 'إلغاء التثبيت',
    save: 'حفظ',
    unsave: 'إزالة من المحفوظات',
    markUnread: 'تحديد كغير مقروءة من هنا',
    more: 'مزيد من الإجراءات',

    replyTo: (name, text) => `رد على ${isolate(name)}: ${isolate(text)}`,
    files: (names) => {
      const files = grammar.count(names.length, {
        zero: 'لا ملفات',
        one: 'ملف واحد',
        two: 'ملفان',
        few: '# ملفات',
        many: '# ملفًا',
        other: '# ملف',
      });
      return `${files}: ${grammar.names(names)}`;
    },
    reactionCount: (n) =>
      grammar.count(n, {
        zero: 'لا تفاعلات',
        one: 'تفاعل واحد',
        two: 'تفاعلان',
        few: '# تفاعلات',
        many: '# تفاعلًا',
        other: '# تفاعل',
      }),
    join: (parts) => parts.join('، '),
  };
}
