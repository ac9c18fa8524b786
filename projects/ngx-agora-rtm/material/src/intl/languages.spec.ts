import { Grammar } from './grammar';
import { arabicWords } from './arabic/arabic-words';
import { brazilianWords } from './brazilian/brazilian-words';
import { frenchWords } from './french/french-words';
import { germanWords } from './german/german-words';
import { englishWords, type RtmWords } from './rtm-words';
import { spanishWords } from './spanish/spanish-words';

const LANGUAGES: readonly (() => RtmWords)[] = [
  germanWords,
  frenchWords,
  spanishWords,
  brazilianWords,
  arabicWords,
];

/** Text that would turn a sentence around, end its isolation, or be taken for a place to fill in. */
const HOSTILE = ['\u202Eevil', 'a\u2069b\u2066c', '# $& {0}', 'אבג', '<b>x</b>', '__proto__'];

const NUMBERS = [0, 1, 2, 3, 11, 100, 1_000_000];

/** What other languages call as English does. By path: a word that is the same in another place is still a mistake. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  ar: ['attachments.more', 'conversations.from'],
  de: [
    'conversations.from',
    'list.newFrom',
    'message.join',
    'presence.offline',
    'presence.online',
    'preview.video',
    'thread.title',
    'voice.position',
  ],
  es: ['conversations.from', 'list.newFrom', 'message.join'],
  fr: ['conversations.label', 'message.join'],
  'pt-BR': ['conversations.from', 'list.newFrom', 'message.join'],
};

/** Sentences around what is no text of a user but made by `Intl` in the same language. */
const NOT_OF_USERS = new Set([
  'attachments.tooLarge',
  'list.gaps.away',
  // Of what was made by others of these functions.
  'message.join',
  'message.reactedWith',
  'presence.lastSeen',
  'voice.fileName',
  'voice.timeOf',
]);

type Said = (...parts: readonly unknown[]) => string;

/** What any function of the words may be asked to say: names, numbers, lists of names, and several of these. */
const ASKED: readonly (readonly unknown[])[] = [
  ...HOSTILE.map((name) => [name, 'other']),
  ...NUMBERS.flatMap((n) => [
    [n, n],
    [n, HOSTILE[0]],
    [HOSTILE[0], n],
  ]),
  [[HOSTILE[0], HOSTILE[1]], 2],
  [[HOSTILE[2]], 0],
  [3, [HOSTILE[0], HOSTILE[1]], 1],
  [1, null],
  [2, null],
  [0, HOSTILE[0]],
  ...(['channel', 'peer'] as const).map((type) => [{ type, id: HOSTILE[1] }]),
  ...[null, HOSTILE[0]].map((answers) => [
    { name: HOSTILE[1], time: '12:00', answers, text: HOSTILE[2], notes: ['…'] },
  ]),
];

/** Each word of a language by its path. */
function wordsByPath(words: RtmWords): Map<string, string | Said> {
  const all = new Map<string, string | Said>();
  const visit = (path: string, word: unknown) => {
    if (typeof word === 'string' || typeof word === 'function') {
      all.set(path, word as string | Said);
    } else if (typeof word === 'object' && word !== null) {
      for (const [name, inner] of Object.entries(word)) {
        visit(path === '' ? name : `${path}.${name}`, inner);
      }
    } else {
      throw new Error(`${path} is no word: ${String(word)}`);
    }
  };
  visit('', words);
  return all;
}

/** What each function is asked: what its English one makes sense of, so that a number is not said as a name. */
function casesOf(
  english: ReadonlyMap<string, string | Said>,
): Map<string, readonly (readonly unknown[])[]> {
  const makesSense = (word: Said) => (parts: readonly unknown[]) => {
    try {
      return !/NaN|undefined|object/.test(word(...parts));
    } catch {
      return false;
    }
  };
  const cases = new Map<string, readonly (readonly unknown[])[]>();
  for (const [path, word] of english) {
    if (typeof word === 'function') cases.set(path, ASKED.filter(makesSense(word)));
  }
  return cases;
}

/** How each word of a language sounds in every case. */
function spoken(words: RtmWords): Map<string, readonly string[]> {
  return new Map(
    Array.from(wordsByPath(words), ([path, word]) => [
      path,
      typeof word === 'string' ? [word] : (CASES.get(path) ?? []).map((parts) => word(...parts)),
    ]),
  );
}

const CASES = casesOf(wordsByPath(englishWords()));

/** Whether each isolation that is begun is ended, and none is ended that was not begun. */
function isBalanced(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '\u2068') depth++;
    if (character === '\u2069') depth--;
    if (depth < 0) return false;
  }
  return depth === 0;
}

describe('the languages', () => {
  const english = spoken(englishWords());

  it('are all asked something', () => {
    for (const [path, cases] of CASES) expect(cases.length).withContext(path).toBeGreaterThan(0);
  });

  for (const language of [englishWords, ...LANGUAGES]) {
    const words = language();
    const { locale } = words;
    const all = spoken(words);

    describe(locale, () => {
      it('says everything that English says, and nothing else', () => {
        expect([...all.keys()].sort()).toEqual([...english.keys()].sort());
      });

      it('leaves nothing in English but what is the same', () => {
        const isSame = (path: string) => all.get(path)?.join() === english.get(path)?.join();
        const same = [...all.keys()].filter((path) => isSame(path) && all.get(path)?.join() !== '');
        const allowed = language === englishWords ? same : (SAME[locale] ?? []);
        expect(same.filter((path) => !allowed.includes(path))).toEqual([]);
      });

      it('has no exception for what it translates', () => {
        const kept = SAME[locale] ?? [];
        expect(kept.filter((path) => all.get(path)?.join() !== english.get(path)?.join())).toEqual(
          [],
        );
      });

      it('has words where English has, and none where English has none', () => {
        const isEmpty = (sentences: readonly string[] | undefined) =>
          sentences?.every((sentence) => sentence.trim() === '');
        const differing = [...all.keys()].filter(
          (path) => isEmpty(all.get(path)) !== isEmpty(english.get(path)),
        );
        expect(differing).toEqual([]);
      });

      it('isolates every name, whatever is in it', () => {
        for (const [path, sentences] of all) {
          if (NOT_OF_USERS.has(path)) continue;
          for (const sentence of sentences) {
            expect(isBalanced(sentence)).withContext(`${path}: ${sentence}`).toBeTrue();
            expect(sentence)
              .withContext(path)
              .not.toMatch(/[\u202A-\u202E\u2066\u2067]/);
          }
        }
      });

      it('says names in the same places of the same sentences as English', () => {
        const isolations = (sentences: readonly string[] = []) =>
          sentences.map((sentence) => sentence.split('\u2068').length - 1);
        for (const path of english.keys()) {
          expect(isolations(all.get(path)))
            .withContext(path)
            .toEqual(isolations(english.get(path)));
        }
      });

      it('leaves no place for a number open', () => {
        for (const [path, sentences] of all) {
          if (NOT_OF_USERS.has(path)) continue;
          const own = sentences.map((sentence) => sentence.replace(/\u2068[^\u2069]*\u2069/g, ''));
          for (const sentence of own)
            expect(sentence)
              .withContext(path)
              .not.toMatch(/#|undefined|NaN/);
        }
      });

      it('says every kind of number that the language has, each in its own form', () => {
        const { unread } = words.conversations;
        const kinds = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
        const numbers: Partial<Record<Intl.LDMLPluralRule, number>> = {};
        const rules = new Intl.PluralRules(locale);
        for (let n = 0; n <= 1_000_000; n = n < 200 ? n + 1 : n * 10)
          numbers[rules.select(n)] ??= n;
        const forms = kinds
          .map((kind) => numbers[kind])
          .filter((n) => n !== undefined)
          .map((n) => unread(n).replace(new Grammar(locale).number(n), ''));
        // Some forms are spelt alike: of the six in Arabic, "11 messages" and "100 messages".
        const differing = new Set(forms).size;
        expect(differing).toBeGreaterThanOrEqual(locale === 'ar' ? 5 : 2);
      });
    });
  }

  it('speak Arabic in its six forms', () => {
    const { heading } = arabicWords('ar-AE').members;
    expect([0, 1, 2, 3, 11, 100].map(heading)).toEqual([
      'لا أعضاء',
      'عضو واحد',
      'عضوان',
      '3 أعضاء',
      '11 عضوًا',
      '100 عضو',
    ]);
  });

  it('follow the numbers of a region', () => {
    const swiss = new Intl.NumberFormat('de-CH').format(12_345);
    expect(swiss).not.toBe('12.345');
    expect(germanWords('de-CH').members.heading(12_345)).toBe(`${swiss} Mitglieder`);
    expect(germanWords('de').members.heading(12_345)).toBe('12.345 Mitglieder');
  });

  it('put a name into a sentence without letting it turn the rest around', () => {
    expect(germanWords().typing.one('\u202Eevil')).toBe('\u2068evil\u2069 schreibt …');
  });
});
