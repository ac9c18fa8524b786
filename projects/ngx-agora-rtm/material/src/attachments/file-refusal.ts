import { MAX_FILES } from 'ngx-agora-rtm/chat';
import type { AttachmentWords } from './attachment-words';
import type { RtmUploader } from './rtm-uploader';

/** Words and sizes in the language of the user: `RtmIntl`. */
export interface UploadIntl {
  readonly words: () => { readonly attachments: AttachmentWords };
  /** @param bytes A count of bytes. */
  fileSize(bytes: number): string;
}

/** What an uploader takes. */
type Limits = Pick<RtmUploader, 'maxBytes' | 'types' | 'maxFiles'>;

/** Most files in one message, by the uploader and by what a message holds. */
export function mostFiles({ maxFiles }: Limits): number {
  return Math.min(maxFiles, MAX_FILES);
}

/**
 * Why a file is not even begun to be uploaded, and what to do, in words; `null` if nothing speaks against it.
 *
 * @param others How many files go with the message already.
 */
export function fileRefusal(
  file: File,
  others: number,
  limits: Limits,
  intl: UploadIntl,
): string | null {
  const words = intl.words().attachments;
  if (!isTaken(file, limits.types)) return words.wrongType(limits.types);
  if (file.size > limits.maxBytes) {
    return words.tooLarge(intl.fileSize(file.size), intl.fileSize(limits.maxBytes));
  }
  return others >= mostFiles(limits) ? words.tooMany(mostFiles(limits)) : null;
}

/** Whether a file is of one of the types, as the `accept` of an input says them: `image/*`, `application/pdf`, `.csv`. */
export function isTaken({ type, name }: Pick<File, 'type' | 'name'>, types: readonly string[]) {
  const mediaType = type.split(';', 1)[0]?.toLowerCase() ?? '';
  const isOf = (taken: string): boolean => {
    if (taken === '*/*' || taken === '*') return true;
    if (taken.startsWith('.')) return name.toLowerCase().endsWith(taken);
    if (taken.endsWith('/*')) return mediaType.startsWith(taken.slice(0, -1));
    return mediaType === taken;
  };
  return types.length === 0 || types.some((taken) => isOf(taken.trim().toLowerCase()));
}
