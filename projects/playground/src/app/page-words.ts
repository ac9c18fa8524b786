import {
  arabicWords,
  brazilianWords,
  englishWords,
  frenchWords,
  germanWords,
  type RtmWordsFactory,
  spanishWords,
} from 'ngx-agora-rtm/material';

const LANGUAGES: Readonly<Record<string, RtmWordsFactory>> = {
  ar: arabicWords,
  de: germanWords,
  en: englishWords,
  es: spanishWords,
  fr: frenchWords,
  'pt-BR': brazilianWords,
};

/** The language that the address asks for: `?lang=ar`. */
export function pageWords({ search }: Location): RtmWordsFactory {
  const language = new URLSearchParams(search).get('lang') ?? 'en';
  return Object.hasOwn(LANGUAGES, language) ? (LANGUAGES[language] ?? englishWords) : englishWords;
}
