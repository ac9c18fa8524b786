import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  linkedSignal,
  signal,
} from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import {
  mdiChevronLeft,
  mdiChevronRight,
  mdiClose,
  mdiDownload,
  mdiMagnifyMinusOutline,
  mdiMagnifyPlusOutline,
} from '@mdi/js';
import { AskedMedia } from '../attachments/media-urls';
import type { ShownFile } from '../attachments/shown-file';
import { RtmIcon } from '../icon/rtm-icon';
import { RtmIntl } from '../intl/rtm-intl';

/** What a lightbox shows. */
export interface LightboxContent {
  /** Pictures; not empty. */
  readonly files: readonly ShownFile[];
  /** The one that is shown first. */
  readonly index: number;
}

/** Sizes, as multiples of what fits the screen. */
const ZOOMS = [1, 1.5, 2, 3, 4] as const;

/**
 * One picture of several, as large as the screen. The arrow keys go from one to the next, unless it is larger than the screen: then they
 * move it.
 */
@Component({
  selector: 'rtm-lightbox',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatIconButton, RtmIcon],
  templateUrl: './rtm-lightbox.html',
  styleUrl: './rtm-lightbox.scss',
  host: { '(keydown)': 'onKey($event)' },
})
export class RtmLightbox {
  readonly #dialog = inject(DialogRef);
  readonly #asked = inject(AskedMedia);
  protected readonly content = inject<LightboxContent>(DIALOG_DATA);
  protected readonly intl = inject(RtmIntl);
  protected readonly icons = {
    previous: mdiChevronLeft,
    next: mdiChevronRight,
    close: mdiClose,
    download: mdiDownload,
    zoomIn: mdiMagnifyPlusOutline,
    zoomOut: mdiMagnifyMinusOutline,
  };
  protected readonly words = computed(() => this.intl.words().attachments);
  protected readonly common = computed(() => this.intl.words().common);
  protected readonly index = signal(this.content.index);
  protected readonly last = this.content.files.length - 1;
  protected readonly file = computed(() => this.content.files[this.index()]);
  protected readonly address = computed(() => {
    const address = this.file()?.address;
    return address?.isOpen ? address : null;
  });
  protected readonly isShown = computed(() => {
    const address = this.address();
    return address !== null && (address.isTrusted || this.#asked.has(address.href));
  });
  protected readonly hasFailed = linkedSignal({ source: this.index, computation: () => false });
  protected readonly zoomStep = linkedSignal({ source: this.index, computation: () => 0 });
  protected readonly zoom = computed(() => ZOOMS[this.zoomStep()] ?? 1);
  protected readonly mostZoom = ZOOMS.length - 1;

  protected show(): void {
    const address = this.address();
    if (address) this.#asked.add(address.href);
  }

  protected close(): void {
    this.#dialog.close();
  }

  protected go(to: number): void {
    this.index.set(Math.min(Math.max(to, 0), this.last));
  }

  protected zoomBy(steps: number): void {
    this.zoomStep.update((step) => Math.min(Math.max(step + steps, 0), this.mostZoom));
  }

  protected toggleZoom(): void {
    this.zoomStep.update((step) => (step === 0 ? 2 : 0));
  }

  protected onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const act = this.#actionOf(
      event.key,
      getComputedStyle(event.currentTarget as Element).direction,
    );
    if (!act) return;
    event.preventDefault();
    act();
  }

  #actionOf(key: string, direction: string): (() => void) | null {
    const towards = direction === 'rtl' ? -1 : 1;
    const isLarge = this.zoomStep() > 0;
    switch (key) {
      case 'ArrowRight':
        return isLarge ? null : () => this.go(this.index() + towards);
      case 'ArrowLeft':
        return isLarge ? null : () => this.go(this.index() - towards);
      case 'Home':
        return () => this.go(0);
      case 'End':
        return () => this.go(this.last);
      case '+':
      case '=':
        return () => this.zoomBy(1);
      case '-':
        return () => this.zoomBy(-1);
      case '0':
        return () => this.zoomStep.set(0);
      default:
        return null;
    }
  }
}
