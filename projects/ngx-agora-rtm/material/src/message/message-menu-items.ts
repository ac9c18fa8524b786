import {
  mdiBookmarkOffOutline,
  mdiBookmarkOutline,
  mdiClose,
  mdiContentCopy,
  mdiDeleteOutline,
  mdiEmailMarkAsUnread,
  mdiPencilOutline,
  mdiPinOffOutline,
  mdiPinOutline,
} from '@mdi/js';
import type { MessageActionType } from './message-action';
import type { MessageWords } from './message-words';

/** What stands in the menu of a message. */
export interface MessageMenuItem {
  readonly type: 'edit' | 'copy' | 'pin' | 'save' | 'mark-unread' | 'cancel' | 'delete';
  readonly icon: string;
  readonly label: string;
  /** Whether something is lost by it. */
  readonly isDangerous: boolean;
}

/** What may be done with a message beside what has a button of its own. What loses something stands last. */
export function messageMenuItems(
  able: ReadonlySet<MessageActionType>,
  { isPinned, isSaved }: { readonly isPinned: boolean; readonly isSaved: boolean },
  words: MessageWords,
): readonly MessageMenuItem[] {
  const all: readonly Omit<MessageMenuItem, 'isDangerous'>[] = [
    { type: 'edit', icon: mdiPencilOutline, label: words.edit },
    { type: 'copy', icon: mdiContentCopy, label: words.copy },
    isPinned
      ? { type: 'pin', icon: mdiPinOffOutline, label: words.unpin }
      : { type: 'pin', icon: mdiPinOutline, label: words.pin },
    isSaved
      ? { type: 'save', icon: mdiBookmarkOffOutline, label: words.unsave }
      : { type: 'save', icon: mdiBookmarkOutline, label: words.save },
    { type: 'mark-unread', icon: mdiEmailMarkAsUnread, label: words.markUnread },
    { type: 'cancel', icon: mdiClose, label: words.discard },
    { type: 'delete', icon: mdiDeleteOutline, label: words.delete },
  ];
  return all
    .filter(({ type }) => able.has(type))
    .map((item) => ({ ...item, isDangerous: item.type === 'cancel' || item.type === 'delete' }));
}
