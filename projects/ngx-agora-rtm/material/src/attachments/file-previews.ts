import { DestroyRef, inject, Injectable } from '@angular/core';
import { kindOf } from './file-kind';

/** Addresses of pictures that are still files here. Each is given back when its file is shown no more, as it would hold the file in memory. */
@Injectable()
export class FilePreviews {
  #urls: ReadonlyMap<File, string> = new Map();

  constructor() {
    inject(DestroyRef).onDestroy(() => this.of([]));
  }

  /** Addresses for those of the files that are pictures; all others are given back. */
  of(files: readonly File[]): ReadonlyMap<File, string> {
    const before = this.#urls;
    const pictures = new Set(files.filter(({ type }) => kindOf(type) === 'picture'));
    this.#urls = new Map(
      Array.from(pictures, (file) => [file, before.get(file) ?? URL.createObjectURL(file)]),
    );
    for (const [file, url] of before) if (!pictures.has(file)) URL.revokeObjectURL(url);
    return this.#urls;
  }
}
