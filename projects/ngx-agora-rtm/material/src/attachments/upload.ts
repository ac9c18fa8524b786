import { type Clock, type FileRef, MAX_FILE_NAME, MAX_URL } from 'ngx-agora-rtm/chat';
import type { UploadIntl } from './file-refusal';
import type { MediaMeasures } from './media-measures';
import type { RtmUploader } from './rtm-uploader';

/** What an upload needs besides the file. */
export interface UploadTools {
  readonly uploader: RtmUploader;
  readonly measure: (file: File) => Promise<MediaMeasures>;
  readonly intl: UploadIntl;
  readonly clock: Clock;
}

/** Longest time in milliseconds without progress. An uploader need not tell of any, so the largest file has to fit. */
export const STALL_MS = 5 * 60_000;

/**
 * Uploads a file, and measures it meanwhile.
 *
 * @param onProgress Told how much has gone: from 0 to 1, never less than before.
 * @returns Rejects when it failed, stood still for {@link STALL_MS}, or was aborted: with an Error whose message is for the user. An uploader
 * that does not look at its signal is not waited for.
 */
export async function uploadFile(
  file: File,
  tools: UploadTools,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<FileRef> {
  const words = tools.intl.words().attachments;
  const patience = new AbortController();
  const stop = AbortSignal.any([signal, patience.signal]);
  const giveUp = () => patience.abort(new Error(words.uploadStalled));
  let undo = tools.clock.after(STALL_MS, giveUp);
  let most = 0;
  const onShare = (share: number): void => {
    if (stop.aborted || !(share > most)) return;
    most = Math.min(share, 1);
    undo();
    undo = tools.clock.after(STALL_MS, giveUp);
    onProgress(most);
  };
  try {
    const uploading = Promise.all([
      tools.uploader.upload(file, { signal: stop, onProgress: onShare }),
      tools.measure(file).catch(() => ({})),
    ]);
    const [stored, measures] = await Promise.race([uploading, aborted(stop)]);
    if (stored.url.length > MAX_URL) throw new Error(words.addressTooLong);
    return { ...measures, ...stored, name: sendableName(stored.name) };
  } catch (error) {
    const message = error instanceof Error ? error.message.trim() : '';
    throw new Error(message || words.uploadFailed, { cause: error });
  } finally {
    undo();
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const rejectNow = () => reject(signal.reason as Error);
    if (signal.aborted) rejectNow();
    else signal.addEventListener('abort', rejectNow, { once: true });
  });
}

/** A name that a message can hold: its end, which tells the kind of file, is kept. */
function sendableName(name: string): string {
  if (name.length <= MAX_FILE_NAME) return name;
  const end = /\.[^.]{1,16}$/.exec(name)?.[0] ?? '';
  // A pair of UTF-16 units that was cut in the middle would come out as a question mark.
  return name.slice(0, MAX_FILE_NAME - end.length - 1).replace(/[\uD800-\uDBFF]$/, '') + '…' + end;
}
