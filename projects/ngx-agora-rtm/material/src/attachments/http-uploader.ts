import { DOCUMENT, XhrFactory } from '@angular/common';
import { inject } from '@angular/core';
import type { FileRef } from 'ngx-agora-rtm/chat';
import { RtmIntl } from '../intl/rtm-intl';
import type { AttachmentWords } from './attachment-words';
import { kindOf } from './file-kind';
import type { RtmUploader, UploadOptions } from './rtm-uploader';

/** Where and what {@link httpUploader} uploads. */
export interface HttpUploaderOptions {
  /** Address that files are posted to, as in `https://files.example.com/uploads` or `/uploads`. */
  readonly url: string;
  /** Headers of each request, as in `Authorization`. Asked for whenever one begins. */
  readonly headers?: () =>
    Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
  /** Whether cookies go along to another origin. Default false. */
  readonly withCredentials?: boolean;
  /** Origins that the files come to lie at. Default: that of `url`. */
  readonly origins?: readonly string[];
  /** Largest file in bytes. Default 25,000,000. */
  readonly maxBytes?: number;
  /** Media types that are taken. Default: all. */
  readonly types?: readonly string[];
  /** Most files in one message. Default 10. */
  readonly maxFiles?: number;
}

/** Longest time in milliseconds in which nothing of a file goes, or nothing comes back. */
const IDLE_MS = 60_000;

/**
 * Uploads to an endpoint that takes a file as the body of a POST, with its `Content-Type`, and answers with JSON: `{ "url": "..." }`, and `type`
 * where it knows better. Call it in an injection context.
 *
 * @example
 * provideRtmUploader(() => httpUploader({ url: 'http://localhost:9700/uploads' }))
 */
export function httpUploader(options: HttpUploaderOptions): RtmUploader {
  const { maxBytes = 25_000_000, types = [], maxFiles = 10 } = options;
  const intl = inject(RtmIntl);
  const requests = inject(XhrFactory);
  const endpoint = new URL(options.url, inject(DOCUMENT).baseURI).href;
  return {
    maxBytes,
    types,
    maxFiles,
    origins: options.origins ?? [new URL(endpoint).origin],
    async upload(file, { signal, onProgress }) {
      const words = intl.words().attachments;
      // Gone or changed since it was chosen, or a folder: a request could not tell that from a connection that broke.
      await file
        .slice(0, 1)
        .arrayBuffer()
        .catch(() => fail(words.notReadable));
      const headers = (await options.headers?.()) ?? {};
      const request = requests.build();
      request.open('POST', endpoint);
      request.withCredentials = options.withCredentials ?? false;
      request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
      const answer = await send(request, file, words, { signal, onProgress });
      return refOf(file, answer, endpoint) ?? fail(words.uploadFailed);
    },
  };
}

/** Sends a request. @returns The text of the answer. @throws Error for the user. */
function send(
  request: XMLHttpRequest,
  file: File,
  words: AttachmentWords,
  { signal, onProgress }: UploadOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const stop = () => request.abort();
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      settle();
    };
    const stall = (): void => {
      end(() => reject(new Error(words.noAnswer)));
      request.abort();
    };
    let timer = setTimeout(stall, IDLE_MS);
    request.upload.onprogress = ({ loaded, total }) => {
      clearTimeout(timer);
      timer = setTimeout(stall, IDLE_MS);
      if (total > 0) onProgress(loaded / total);
    };
    request.onload = () =>
      end(() => {
        const { status, responseText } = request;
        if (status >= 200 && status < 300) resolve(responseText);
        else reject(new Error(refusalIn(words, status)));
      });
    request.onerror = () => end(() => reject(new Error(words.noAnswer)));
    request.onabort = () => end(() => reject(new Error(words.uploadFailed)));
    if (signal.aborted) return end(() => reject(new Error(words.uploadFailed)));
    signal.addEventListener('abort', stop);
    request.send(file);
  });
}

/** What a status means to the user. */
function refusalIn(words: AttachmentWords, status: number): string {
  switch (status) {
    case 401:
    case 403:
      return words.notAllowed;
    case 408:
    case 504:
      return words.noAnswer;
    case 413:
      return words.storeTooLarge;
    case 415:
      return words.storeWrongType;
    case 507:
      return words.storeFull;
    default:
      return words.refusedBy(status);
  }
}

/** The file as the answer says; `null` where that is no answer of such an endpoint. */
function refOf(file: File, answer: string, endpoint: string): FileRef | null {
  const { url, type } = fieldsOf(answer);
  if (typeof url !== 'string' || !URL.canParse(url, endpoint)) return null;
  const { href, protocol } = new URL(url, endpoint);
  if (protocol !== 'https:' && protocol !== 'http:') return null;
  // Where it decides whether something is shown, the endpoint knows better, as it has looked into the file.
  const isShown = kindOf(file.type) !== 'file';
  const known = isShown && typeof type === 'string' ? type : file.type;
  return { url: href, name: file.name, type: known || 'application/octet-stream', size: file.size };
}

function fieldsOf(json: string): { readonly url?: unknown; readonly type?: unknown } {
  try {
    return (JSON.parse(json) as object | null) ?? {};
  } catch {
    return {};
  }
}

function fail(message: string): never {
  throw new Error(message);
}
