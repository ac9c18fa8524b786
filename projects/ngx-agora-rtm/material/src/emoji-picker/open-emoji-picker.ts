import type { Injector } from '@angular/core';
import { openBeside } from '../overlay/open-beside';
import { EMOJI_CHOICE, RtmEmojiPicker } from './rtm-emoji-picker';

/** @returns The emoji that was picked; `null` if it was closed. */
export function openEmojiPicker(injector: Injector, origin: HTMLElement): Promise<string | null> {
  return openBeside<string>(injector, origin, RtmEmojiPicker, (choose) => [
    { provide: EMOJI_CHOICE, useValue: choose },
  ]);
}
