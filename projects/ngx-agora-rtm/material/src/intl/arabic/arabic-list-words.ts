import type { GapWords } from '../../message-list/gap-words';
import type { MessageListWords } from '../../message-list/message-list-words';
import { type Grammar, isolate } from '../grammar';

export function arabicListWords(grammar: Grammar): MessageListWords {
  const people = (names: readonly string[], n: number) => {
    if (n === 0) return grammar.names(names);
    const others = grammar.count(n, {
      one: 'شخص آخر',
      two: 'شخصان آخران',
      few: '# أشخاص آخرين',
      many: '# شخصًا آخر',
      other: '# شخص آخر',
    });
    return `${names.map(isolate).join('، ')} و${others}`;
  };
  const newMessages = (n: number) =>
    grammar.count(n, {
      zero: 'لا رسائل جديدة',
      one: 'رسالة جديدة واحدة',
      two: 'رسالتان جديدتان',
      few: '# رسائل جديدة',
      many: '# رسالة جديدة',
      other: '# رسالة جديدة',
    });
  return {
    label: (title) => `الرسائل في ${isolate(title)}`,
    newMessages,
    toLatest: 'الانتقال إلى أحدث رسالة',
    unreadLine: 'جديد',
    loading: 'جارٍ تحميل الرسائل…',
    loadingOlder: 'جارٍ تحميل الرسائل السابقة…',
    historyFailed: 'تعذّر تحميل الرسائل السابقة.',
    beginning: ({ type, id }) =>
      type === 'channel' ? `هنا بداية ${isolate(id)}.` : `هنا بداية محادثتك مع ${isolate(id)}.`,
    empty: ({ type, id }) =>
      type === 'channel'
        ? `لم يُكتب شيء في ${isolate(id)} بعد.`
        : `لم تتبادل الرسائل مع ${isolate(id)} بعد.`,
    emptyLead: 'اكتب الرسالة الأولى.',
    // With the verb as a noun, which is the same for one and many, men and women.
    joined: (names, others) => `انضمام: ${people(names, others)}`,
    left: (names, others) => `مغادرة: ${people(names, others)}`,
    spoken: ({ name, time, answers, text, notes }) => {
      const head = answers === null ? '' : `، ردًا على ${isolate(answers)}`;
      return [`${isolate(name)}، ${time}${head}: ${isolate(text)}`, ...notes].join('. ');
    },
    states: { queued: 'في انتظار الإرسال', sending: 'جارٍ الإرسال', failed: 'لم تُرسل' },
    newFrom: (name, text) => `من ${isolate(name)}: ${isolate(text)}`,
    newFromMany: (n, names, others) => `${newMessages(n)} من ${people(names, others)}`,
    gaps: arabicGapWords(grammar),
  };
}

function arabicGapWords(grammar: Grammar): GapWords {
  const some = (n: number, name: string | null) => {
    const whose = name === null ? '' : ` من ${isolate(name)}`;
    const messages = grammar.count(n, {
      zero: 'بعض الرسائل',
      one: 'رسالة واحدة',
      two: 'رسالتان',
      few: '# رسائل',
      many: '# رسالة',
      other: '# رسالة',
    });
    return messages + whose;
  };
  return {
    missing: (n, name) => `${some(n, name)} ${n === 2 ? 'مفقودتان' : 'مفقودة'}.`,
    searching: (n) => (n === 2 ? 'جارٍ البحث عنهما…' : 'جارٍ البحث عنها…'),
    lost: (n, name) =>
      n === 2
        ? `${some(n, name)} مفقودتان وتعذّرت استعادتهما.`
        : `${some(n, name)} مفقودة وتعذّرت استعادتها.`,
    away: (since, until) =>
      since === until
        ? `انقطع اتصالك لحظة (${since}). قد تكون رسائل تلك اللحظة ناقصة.`
        : `انقطع اتصالك من ${since} إلى ${until}. قد تكون رسائل تلك المدة ناقصة.`,
    asking: 'جارٍ سؤال الآخرين…',
    history: 'توجد هنا رسائل أخرى.',
    load: 'تحميلها',
    loading: 'جارٍ تحميل الرسائل…',
    lookAgain: 'البحث مجددًا',
  };
}
