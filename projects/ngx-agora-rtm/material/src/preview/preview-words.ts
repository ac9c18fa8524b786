import type { Grammar } from '../intl/grammar';

/** What stands for a message that has no text of its own, where there is room for one line. */
export interface PreviewWords {
  readonly image: string;
  readonly video: string;
  readonly audio: string;
  readonly files: (n: number) => string;
  readonly deleted: string;
  readonly unsupported: string;
  readonly binary: string;
}

export function englishPreviewWords(grammar: Grammar): PreviewWords {
  return {
    image: 'Picture',
    video: 'Video',
    audio: 'Voice message',
    files: (n) => grammar.count(n, { one: '# file', other: '# files' }),
    deleted: 'Message deleted',
    unsupported: 'Message that cannot be shown here',
    binary: 'Data',
  };
}
