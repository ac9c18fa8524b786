import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  output,
} from '@angular/core';
import { mdiImageBrokenVariant, mdiImageOutline } from '@mdi/js';
import { RtmIcon } from '../icon/rtm-icon';
import { RtmIntl } from '../intl/rtm-intl';
import { AskedMedia } from './media-urls';
import type { ShownFile } from './shown-file';

/** A picture of a message, as a button that opens it, asks for it, or tries it again. The room it has is up to its host. */
@Component({
  selector: 'rtm-picture',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmIcon],
  templateUrl: './rtm-picture.html',
  styleUrl: './rtm-picture.scss',
})
export class RtmPicture {
  readonly file = input.required<ShownFile>();

  /** How many more pictures there are behind this one, which shows that. */
  readonly more = input(0);

  /** The button was pressed to see it large: the button. */
  readonly opened = output<HTMLElement>();

  readonly #asked = inject(AskedMedia);
  readonly #intl = inject(RtmIntl);
  protected readonly icons = { picture: mdiImageOutline, broken: mdiImageBrokenVariant };
  protected readonly words = computed(() => this.#intl.words().attachments);
  protected readonly tryAgain = computed(() => this.#intl.words().common.tryAgain);
  protected readonly address = computed(() => {
    const { address } = this.file();
    return address.isOpen ? address : null;
  });
  protected readonly isShown = computed(() => {
    const address = this.address();
    return address !== null && (address.isTrusted || this.#asked.has(address.href));
  });
  protected readonly hasFailed = linkedSignal({
    source: () => this.address()?.href,
    computation: () => false,
  });

  protected onClick(event: Event): void {
    const address = this.address();
    if (!address) return;
    if (!this.isShown()) this.#asked.add(address.href);
    else if (this.hasFailed()) this.hasFailed.set(false);
    else this.opened.emit(event.currentTarget as HTMLElement);
  }
}
