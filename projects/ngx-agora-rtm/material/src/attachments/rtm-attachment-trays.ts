import { DestroyRef, inject, Injectable } from '@angular/core';
import { type ConversationKey, conversationKey, type ConversationRef } from 'ngx-agora-rtm/chat';
import { RtmIntl } from '../intl/rtm-intl';
import { AttachmentTray } from './attachment-tray';
import { RTM_UPLOADER } from './rtm-uploader';

/**
 * A tray for each conversation, for as long as the component lives that provides this: whoever switches to another conversation finds
 * the files of the first one where they were, on their way, when they come back.
 *
 * @example
 * @Component({ providers: [RtmAttachmentTrays] })
 * class Composer {
 *   readonly #trays = inject(RtmAttachmentTrays);
 *   protected readonly tray = computed(() => this.#trays.of(this.conversation()));
 * }
 */
@Injectable()
export class RtmAttachmentTrays {
  readonly #uploader = inject(RTM_UPLOADER);
  readonly #intl = inject(RtmIntl);
  readonly #trays = new Map<ConversationKey, AttachmentTray>();

  constructor() {
    inject(DestroyRef).onDestroy(() => this.#trays.forEach((tray) => tray.destroy()));
  }

  /** The tray of a conversation, always the same; `null` where nothing can be uploaded. */
  of(conversation: ConversationRef): AttachmentTray | null {
    if (this.#uploader === null) return null;
    const key = conversationKey(conversation);
    const tray = this.#trays.get(key) ?? new AttachmentTray(this.#uploader, { intl: this.#intl });
    this.#trays.set(key, tray);
    return tray;
  }
}
