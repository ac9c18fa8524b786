import type { ConversationListWords } from '../../conversation-list/conversation-list-words';
import type { HeaderWords } from '../../header/header-words';
import type { MemberListWords } from '../../member-list/member-list-words';
import type { PresenceWords } from '../../presence-badge/presence-words';
import type { PreviewWords } from '../../preview/preview-words';
import type { TypingWords } from '../../typing-indicator/typing-words';
import { type Grammar, isolate } from '../grammar';

export function arabicConversationListWords(grammar: Grammar): ConversationListWords {
  return {
    label: 'المحادثات',
    filter: 'تصفية المحادثات',
    loading: 'جارٍ تحميل المحادثات…',
    empty: 'لا توجد محادثات بعد',
    nothingFound: (query) => `لا توجد محادثة باسم ${isolate(query)}`,
    unread: (n) =>
      grammar.count(n, {
        zero: 'لا رسائل غير مقروءة',
        one: 'رسالة واحدة غير مقروءة',
        two: 'رسالتان غير مقروءتين',
        few: '# رسائل غير مقروءة',
        many: '# رسالة غير مقروءة',
        other: '# رسالة غير مقروءة',
      }),
    markedUnread: 'محددة كغير مقروءة',
    mentions: (n) =>
      grammar.count(n, {
        zero: 'لا رسائل تشير إليك',
        one: 'رسالة واحدة تشير إليك',
        two: 'رسالتان تشيران إليك',
        few: '# رسائل تشير إليك',
        many: '# رسالة تشير إليك',
        other: '# رسالة تشير إليك',
      }),
    muted: 'مكتومة',
    draft: 'مسودة',
    own: 'أنت:',
    unsent: 'لم تُرسل:',
    from: (name) => `${isolate(name)}:`,
    actions: (title) => `إجراءات ${isolate(title)}`,
    markUnread: 'تحديد كغير مقروءة',
    markRead: 'تحديد كمقروءة',
    mute: 'كتم',
    unmute: 'إلغاء الكتم',
    close: 'إغلاق المحادثة',
  };
}

export function arabicMemberListWords(grammar: Grammar): MemberListWords {
  return {
    heading: (n) => members(grammar, n),
    filter: 'تصفية الأعضاء',
    empty: 'لا أحد هنا بعد',
    nothingFound: (query) => `لا أحد باسم ${isolate(query)}`,
  };
}

export function arabicHeaderWords(grammar: Grammar): HeaderWords {
  return { members: (n) => members(grammar, n) };
}

function members(grammar: Grammar, n: number): string {
  return grammar.count(n, {
    zero: 'لا أعضاء',
    one: 'عضو واحد',
    two: 'عضوان',
    few: '# أعضاء',
    many: '# عضوًا',
    other: '# عضو',
  });
}

export function arabicPresenceWords(): PresenceWords {
  return {
    online: 'متصل',
    unreachable: 'انقطع الاتصال',
    offline: 'غير متصل',
    lastSeen: (ago) => `آخر ظهور: ${ago}`,
  };
}

export function arabicPreviewWords(grammar: Grammar): PreviewWords {
  return {
    image: 'صورة',
    video: 'فيديو',
    audio: 'رسالة صوتية',
    files: (n) =>
      grammar.count(n, {
        zero: 'لا ملفات',
        one: 'ملف واحد',
        two: 'ملفان',
        few: '# ملفات',
        many: '# ملفًا',
        other: '# ملف',
      }),
    deleted: 'حُذفت الرسالة',
    unsupported: 'رسالة لا يمكن عرضها هنا',
    binary: 'بيانات',
  };
}

/** "Is about to write" is the same for a man and a woman. */
export function arabicTypingWords(grammar: Grammar): TypingWords {
  return {
    one: (name) => `${isolate(name)} بصدد الكتابة…`,
    two: (names) => `${grammar.names(names)} بصدد الكتابة…`,
    several: 'عدة أشخاص بصدد الكتابة…',
  };
}
