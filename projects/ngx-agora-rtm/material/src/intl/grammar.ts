/** What a sentence says at each kind of number; `#` stands for the number. Which kinds there are is up to the language. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & {
  readonly other: string;
};

/** What the words of one language are made with: plural forms, lists, numbers, and names that keep their own direction. */
export class Grammar {
  readonly locale: string;
  readonly #plurals: Intl.PluralRules;
  readonly #numbers: Intl.NumberFormat;
  readonly #lists: Intl.ListFormat;

  /** @param locale BCP 47, as in `pt-BR`. */
  constructor(locale: string) {
    this.locale = locale;
    this.#plurals = new Intl.PluralRules(locale);
    this.#numbers = new Intl.NumberFormat(locale);
    this.#lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  }

  /** The form that goes with a number, with the number in it. */
  count(n: number, forms: PluralForms): string {
    const form = forms[this.#plurals.select(n)] ?? forms.other;
    return form.replace('#', this.number(n));
  }

  number(n: number): string {
    return this.#numbers.format(n);
  }

  /** Names as a list, each isolated. */
  names(names: readonly string[]): string {
    return this.list(names.map(isolate));
  }

  /** Words as a list. For names of users, see `names`. */
  list(words: readonly string[]): string {
    return this.#lists.format(words);
  }
}

/**
 * Text of a user for the middle of a sentence. Isolated, so that a name in another direction, or one with control characters in
 * it, does not turn the rest around.
 */
export function isolate(text: string): string {
  return `\u2068${text.replace(BIDI_CONTROLS, '')}\u2069`;
}

/** A label that is only heard: what isolates names orders what is seen, and keeps a name from being the one that is seen. */
export function heard(label: string): string {
  return label.replace(BIDI_CONTROLS, '');
}

/** Left in, one of these could end the isolation. */
const BIDI_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/g;
