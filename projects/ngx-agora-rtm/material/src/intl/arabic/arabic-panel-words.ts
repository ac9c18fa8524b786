import type { PinnedWords } from '../../pinned-bar/pinned-words';
import type { SearchWords } from '../../search/search-words';
import type { ThreadWords } from '../../thread/thread-words';
import { type Grammar, isolate } from '../grammar';

export function arabicPinnedWords(grammar: Grammar): PinnedWords {
  return {
    label: 'الرسائل المثبتة',
    all: (n) =>
      grammar.count(n, {
        zero: 'لا رسائل مثبتة',
        one: 'رسالة مثبتة',
        two: 'رسالتان مثبتتان',
        few: '# رسائل مثبتة',
        many: '# رسالة مثبتة',
        other: '# رسالة مثبتة',
      }),
    jump: (name, text) => `الانتقال إلى الرسالة المثبتة من ${isolate(name)}: ${isolate(text)}`,
    unpin: 'إلغاء التثبيت',
    notLoaded: 'رسالة أقدم',
  };
}

export function arabicThreadWords(grammar: Grammar): ThreadWords {
  return {
    title: 'سلسلة ردود',
    replies: (n) =>
      grammar.count(n, {
        zero: 'لا ردود',
        one: 'رد واحد',
        two: 'ردان',
        few: '# ردود',
        many: '# ردًا',
        other: '# رد',
      }),
    noRoot: 'لم تُحمّل الرسالة التي ترد عليها هذه السلسلة.',
  };
}

export function arabicSearchWords(grammar: Grammar): SearchWords {
  return {
    label: 'البحث في الرسائل',
    hint: 'اكتب كلمة من الرسالة أو اسم ملف.',
    searching: 'جارٍ البحث…',
    results: (n) =>
      grammar.count(n, {
        zero: 'لا نتائج',
        one: 'نتيجة واحدة',
        two: 'نتيجتان',
        few: '# نتائج',
        many: '# نتيجة',
        other: '# نتيجة',
      }),
    nothingFound: (query) => `لا نتائج عن ${isolate(query)}`,
    nothingFoundAdvice: 'جرّب كلمات أقل أو بداية كلمة.',
    failed: 'لم ينجح البحث.',
  };
}
