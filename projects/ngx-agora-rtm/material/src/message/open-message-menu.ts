import type { Injector } from '@angular/core';
import { openBeside } from '../overlay/open-beside';
import type { MessageMenuItem } from './message-menu-items';
import { MESSAGE_MENU, type MessageMenuData, RtmMessageMenu } from './rtm-message-menu';

/** Opens the menu of a message. @returns What was chosen; `null` if nothing was. */
export function openMessageMenu(
  injector: Injector,
  origin: HTMLElement,
  { label, items }: Pick<MessageMenuData, 'label' | 'items'>,
): Promise<MessageMenuItem | null> {
  return openBeside<MessageMenuItem>(injector, origin, RtmMessageMenu, (choose) => [
    { provide: MESSAGE_MENU, useValue: { label, items, choose } satisfies MessageMenuData },
  ]);
}
