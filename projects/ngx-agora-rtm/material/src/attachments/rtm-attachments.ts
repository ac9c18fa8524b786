import { NgTemplateOutlet } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  computed,
  EnvironmentInjector,
  inject,
  input,
  linkedSignal,
  PendingTasks,
  signal,
} from '@angular/core';
import type { ChatMessage } from 'ngx-agora-rtm/chat';
import { RtmIntl } from '../intl/rtm-intl';
import { RtmTemplates } from '../templates/rtm-templates';
import { SoundStage } from '../voice/sound-stage';
import { RtmVoicePlayer } from '../voice/rtm-voice-player';
import { injectMediaAddresses } from './media-urls';
import { RtmFileRow } from './rtm-file-row';
import { RtmPicture } from './rtm-picture';
import { boxOf, type ShownFile, shownFile } from './shown-file';

/** Most pictures in the grid; the last one stands for the rest. */
const MOST_TILES = 4;

/**
 * The files of a message: pictures as a grid that opens large, films, sounds, and the rest as lines to download. The room for pictures is
 * there before they are. Nothing is requested from an origin that the application did not name, before the reader asks for it.
 */
@Component({
  selector: 'rtm-attachments',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgTemplateOutlet, RtmFileRow, RtmPicture, RtmVoicePlayer],
  templateUrl: './rtm-attachments.html',
  styleUrl: './rtm-attachments.scss',
})
export class RtmAttachments {
  readonly message = input.required<ChatMessage>();

  // Not the own one: the message may have been scrolled away by the time that the lightbox is there.
  readonly #injector = inject(EnvironmentInjector);
  readonly #tasks = inject(PendingTasks);
  readonly #intl = inject(RtmIntl);
  readonly #addressOf = injectMediaAddresses();
  readonly #templates = inject(RtmTemplates, { optional: true });
  protected readonly stage = inject(SoundStage);
  protected readonly words = computed(() => this.#intl.words().attachments);
  protected readonly template = computed(() => this.#templates?.find('attachment') ?? null);
  protected readonly files = computed(() => {
    const { content } = this.message();
    if (content.kind !== 'file') return [];
    const { unnamed } = this.words();
    return content.files.map((ref) => shownFile(ref, this.#addressOf(ref.url), unnamed));
  });
  protected readonly pictures = computed(() =>
    this.files().filter(({ kind }) => kind === 'picture'),
  );
  protected readonly others = computed(() => this.files().filter(({ kind }) => kind !== 'picture'));
  protected readonly tiles = computed(() => this.pictures().slice(0, MOST_TILES));
  protected readonly hidden = computed(() => Math.max(0, this.pictures().length - MOST_TILES));
  /** Films that could not be loaded, by their address. */
  protected readonly failed = linkedSignal<string, ReadonlySet<string>>({
    source: () => this.message().id,
    computation: () => new Set(),
  });
  protected readonly lightboxFailed = signal(false);
  protected readonly boxOf = boxOf;

  protected hrefOf({ address }: ShownFile): string {
    return address.isOpen ? address.href : '';
  }

  protected isTrusted({ address }: ShownFile): boolean {
    return address.isOpen && address.isTrusted;
  }

  protected fail(href: string): void {
    this.failed.update((failed) => new Set(failed).add(href));
  }

  /** @param origin The button that was pressed. */
  protected open(index: number, origin: HTMLElement): void {
    const files = this.pictures();
    this.lightboxFailed.set(false);
    // Counts as pending, so that a test waits for it.
    this.#tasks.run(async () => {
      try {
        const { openLightbox } = await import('../lightbox/open-lightbox');
        openLightbox(this.#injector, { files, index }, origin);
      } catch {
        this.lightboxFailed.set(true);
      }
    });
  }
}
