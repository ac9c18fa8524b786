import { type Grammar, isolate } from '../intl/grammar';

/** What is said about files. Sizes come as words. */
export interface AttachmentWords {
  /** Names the list of what goes with the next message. */
  readonly trayLabel: string;
  readonly uploading: (name: string, percent: number) => string;
  readonly ready: (name: string) => string;
  readonly remove: (name: string) => string;
  readonly cancelUpload: (name: string) => string;
  readonly retryUpload: (name: string) => string;
  readonly removed: (name: string) => string;
  readonly allReady: (n: number) => string;

  readonly tooLarge: (size: string, limit: string) => string;
  readonly wrongType: (taken: readonly string[]) => string;
  readonly tooMany: (limit: number) => string;
  /** Why a message with more files than that cannot go. */
  readonly overfull: (limit: number) => string;
  readonly uploadFailed: string;
  readonly uploadStalled: string;
  readonly addressTooLong: string;
  readonly noAnswer: string;
  readonly refusedBy: (status: number) => string;
  readonly notAllowed: string;
  readonly storeTooLarge: string;
  readonly storeWrongType: string;
  readonly storeFull: string;
  readonly notReadable: string;
  /** Why the message cannot go yet. */
  readonly notReady: (names: readonly string[]) => string;

  /** Stands for a file without a name. */
  readonly unnamed: string;
  readonly picturesLabel: (n: number) => string;
  readonly openPicture: (name: string) => string;
  readonly more: (n: number) => string;
  readonly fromElsewhere: (host: string) => string;
  readonly show: string;
  readonly showFrom: (name: string, host: string) => string;
  readonly notLoaded: string;
  readonly openFile: (name: string) => string;
  readonly download: (name: string) => string;
  readonly notToOpen: string;
  readonly viewer: string;
  readonly viewerFailed: string;
  readonly place: (n: number, of: number) => string;
  readonly previous: string;
  readonly next: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly zoomLevel: (percent: number) => string;
}

export function englishAttachmentWords(grammar: Grammar): AttachmentWords {
  return {
    trayLabel: 'Files for the next message',
    uploading: (name, percent) => `${isolate(name)}: ${grammar.number(percent)} % uploaded`,
    ready: (name) => `${isolate(name)} is ready`,
    remove: (name) => `Remove ${isolate(name)}`,
    cancelUpload: (name) => `Stop uploading ${isolate(name)}`,
    retryUpload: (name) => `Upload ${isolate(name)} again`,
    removed: (name) => `${isolate(name)} was removed`,
    allReady: (n) => grammar.count(n, { one: 'The file is ready', other: '# files are ready' }),

    tooLarge: (size, limit) =>
      `Too large: ${size}, and at most ${limit} can be sent. Make it smaller, or share a link.`,
    wrongType: (taken) => `This kind of file is not taken. Send one of ${grammar.names(taken)}.`,
    tooMany: (limit) =>
      grammar.count(limit, {
        one: 'Only # file goes with a message. Send this one with the next.',
        other: 'At most # files go with a message. Send this one with the next.',
      }),
    overfull: (limit) =>
      grammar.count(limit, {
        one: 'Only # file goes with a message. Remove the others.',
        other: 'At most # files go with a message. Remove some.',
      }),
    uploadFailed: 'It could not be uploaded. Try again, or remove it.',
    uploadStalled: 'The upload stands still. Check the connection, then try again.',
    addressTooLong: 'The address that it was stored at is too long to be sent. Remove it.',
    noAnswer: 'The file store does not answer. Check the connection, then try again.',
    refusedBy: (status) =>
      `The file store refused it (${grammar.number(status)}). Try again, or remove it.`,
    notAllowed: 'You may not upload files here. Sign in again, then try again.',
    storeTooLarge: 'Too large for the file store. Make it smaller, or share a link.',
    storeWrongType: 'The file store does not take this kind of file. Remove it.',
    storeFull: 'The file store is full. Try again later, or share a link.',
    notReadable: 'It cannot be read any more. Remove it, and choose it again.',
    notReady: (names) => {
      const rest = grammar.count(names.length, {
        one: 'cannot be sent as it is. Try again or remove it, then send.',
        other: 'cannot be sent as they are. Try again or remove them, then send.',
      });
      return `${grammar.names(names)} ${rest}`;
    },

    unnamed: 'File without a name',
    picturesLabel: (n) => grammar.count(n, { one: '# picture', other: '# pictures' }),
    openPicture: (name) => `Open ${isolate(name)}`,
    more: (n) => `+${grammar.number(n)}`,
    fromElsewhere: (host) => `From ${isolate(host)}`,
    show: 'Show',
    showFrom: (name, host) => `Show ${isolate(name)}, from ${isolate(host)}`,
    notLoaded: 'It could not be loaded.',
    openFile: (name) => `Open ${isolate(name)} in a new tab`,
    download: (name) => `Download ${isolate(name)}`,
    notToOpen: 'Its address is not one to open.',
    viewer: 'Pictures',
    viewerFailed: 'The picture could not be opened. Check the connection, then try again.',
    place: (n, of) => `${grammar.number(n)} of ${grammar.number(of)}`,
    previous: 'Previous picture',
    next: 'Next picture',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    zoomLevel: (percent) => `${grammar.number(percent)} %`,
  };
}
