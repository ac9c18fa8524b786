import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import {
  mdiDownload,
  mdiFileDocumentOutline,
  mdiFileImageOutline,
  mdiFileMusicOutline,
  mdiFileOutline,
  mdiFilePdfBox,
  mdiFileTableOutline,
  mdiFileVideoOutline,
  mdiFolderZipOutline,
  mdiLinkOff,
} from '@mdi/js';
import { RtmIcon } from '../icon/rtm-icon';
import { heard } from '../intl/grammar';
import { RtmIntl } from '../intl/rtm-intl';
import type { ShownFile } from './shown-file';

/** A file of a message as a line: its kind, its name, its size, and a link, unless its address is not one to open. */
@Component({
  selector: 'rtm-file-row',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgTemplateOutlet, RtmIcon],
  templateUrl: './rtm-file-row.html',
  styleUrl: './rtm-file-row.scss',
})
export class RtmFileRow {
  readonly file = input.required<ShownFile>();

  /** Whether it was to be shown and could not be loaded. */
  readonly hasFailed = input(false);

  readonly #intl = inject(RtmIntl);
  protected readonly heard = heard;
  protected readonly words = computed(() => this.#intl.words().attachments);
  protected readonly icons = { download: mdiDownload };
  protected readonly address = computed(() => {
    const { address } = this.file();
    return address.isOpen ? address : null;
  });
  protected readonly icon = computed(() =>
    this.address() ? fileIcon(this.file().ref.type) : mdiLinkOff,
  );
  protected readonly about = computed(() => {
    const address = this.address();
    if (!address) return this.words().notToOpen;
    const size = this.#intl.fileSize(this.file().ref.size);
    const from = address.isTrusted ? [] : [this.words().fromElsewhere(address.host)];
    const problem = this.hasFailed() ? [this.words().notLoaded] : [];
    return [size, ...from, ...problem].join(' · ');
  });
}

/** The icon for a media type. */
export function fileIcon(mediaType: string): string {
  return ICONS.find(([pattern]) => pattern.test(mediaType))?.[1] ?? mdiFileOutline;
}

const ICONS: readonly (readonly [RegExp, string])[] = [
  [/^image\//i, mdiFileImageOutline],
  [/^video\//i, mdiFileVideoOutline],
  [/^audio\//i, mdiFileMusicOutline],
  [/\/pdf\b/i, mdiFilePdfBox],
  [/csv|spreadsheet|excel/i, mdiFileTableOutline],
  [/zip|\bx-(tar|7z|rar|gzip|bzip2)/i, mdiFolderZipOutline],
  [/^text\/|word|opendocument|rtf/i, mdiFileDocumentOutline],
];
