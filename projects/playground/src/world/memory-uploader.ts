import type { FileRef } from 'ngx-agora-rtm/chat';
import type { RtmUploader, UploadOptions } from 'ngx-agora-rtm/material';

/** Keeps files in this page, as slowly and as badly as one wants to see. */
export class MemoryUploader implements RtmUploader {
  readonly maxBytes = 5_000_000;
  readonly types = ['image/*', 'audio/*', 'video/*', 'application/pdf', 'text/plain', '.zip'];
  readonly maxFiles = 10;
  /** Milliseconds that a file takes. */
  millis = 3_000;
  /** Whether files fail halfway. */
  fails = false;

  upload(file: File, { signal, onProgress }: UploadOptions): Promise<FileRef> {
    const { millis, fails } = this;
    const begun = performance.now();
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const share = Math.min(1, (performance.now() - begun) / Math.max(millis, 1));
        onProgress(share);
        if (signal.aborted) reject(new Error('Stopped.'));
        else if (fails && share > 0.5) reject(new Error('The store is out of order. Try again.'));
        else if (share < 1) setTimeout(look, 50);
        else {
          const url = URL.createObjectURL(file);
          resolve({ url, name: file.name, type: file.type, size: file.size });
        }
      };
      look();
    });
  }
}
