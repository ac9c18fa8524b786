import { InjectionToken, type Provider } from '@angular/core';
import type { FileRef } from 'ngx-agora-rtm/chat';

/** What an upload is told and tells. */
export interface UploadOptions {
  /** Aborted when the user takes the file away. The promise then rejects, with whatever reason. */
  readonly signal: AbortSignal;
  /** How much has gone, from 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/**
 * Puts files where the others can get them. Agora carries messages of 32 KB, so files lie elsewhere: hand in what uploads to the
 * storage that you have.
 */
export interface RtmUploader {
  /** Largest file in bytes. */
  readonly maxBytes: number;
  /** Media types that are taken, as in the `accept` of an input: `image/*`, `application/pdf`. Empty: all. */
  readonly types: readonly string[];
  /** Most files in one message. */
  readonly maxFiles: number;
  /**
   * Origins that the files come to lie at, as in `https://files.example.com`. Pictures of these are loaded without being asked for: see
   * `RTM_MEDIA_URLS`. Left out: only those of the page's own origin are.
   */
  readonly origins?: readonly string[];
  /** @throws Error whose message says to the user what happened and what to do. */
  upload(file: File, options: UploadOptions): Promise<FileRef>;
}

/** Where files go; `null`, the default: nowhere, and none can be attached. */
export const RTM_UPLOADER = new InjectionToken<RtmUploader | null>('RTM_UPLOADER', {
  providedIn: 'root',
  factory: () => null,
});

/**
 * Says where files go.
 *
 * @param uploader A factory, called in an injection context.
 *
 * @example
 * provideRtmUploader(() => httpUploader({ url: '/uploads' }))
 */
export function provideRtmUploader(uploader: () => RtmUploader): Provider {
  return { provide: RTM_UPLOADER, useFactory: uploader };
}
