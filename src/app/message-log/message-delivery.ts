import {
  mdiAlertCircle,
  mdiCheck,
  mdiCheckAll,
  mdiClockOutline,
  mdiEyeCheckOutline,
  mdiTrayArrowDown,
} from '@mdi/js';
import type { ChatError, ChatMessage, Delivery } from 'ngx-agora-rtm/chat';
import type { Words } from '../words';

/** How far an own message has come, as a row shows it. */
export interface DeliveryNotice {
  /** `quiet`: an icon says it, words only for who cannot see. */
  readonly tone: 'quiet' | 'note' | 'problem';
  readonly icon: string;
  readonly text: string;
  readonly canRetry: boolean;
  readonly canDiscard: boolean;
}

/** What to say of a message; `null` for somebody else's. @param peer The other user, or the channel. */
export function deliveryNotice(
  { status, error, delivery }: ChatMessage,
  reached: Delivery['status'],
  peer: string,
  isConnected: boolean,
  { delivery: words }: Pick<Words, 'delivery'>,
): DeliveryNotice | null {
  const rest = { canRetry: false, canDiscard: false };
  switch (status) {
    case 'received':
      return null;
    case 'queued':
      // Whoever is connected waits for moments only: words that come and go would be a flicker.
      return isConnected
        ? { ...rest, tone: 'quiet', icon: mdiClockOutline, text: words.soon }
        : { ...rest, tone: 'note', icon: mdiClockOutline, text: words.queued, canDiscard: true };
    case 'sending':
      return { ...rest, tone: 'quiet', icon: mdiClockOutline, text: words.sending };
    case 'failed': {
      const canRetry = error === null || !NEVER_SENDABLE.has(error.code);
      const text = failure(error, words);
      return { tone: 'problem', icon: mdiAlertCircle, text, canRetry, canDiscard: true };
    }
    case 'sent':
      break;
  }
  if (reached === 'read') {
    return { ...rest, tone: 'quiet', icon: mdiEyeCheckOutline, text: words.read };
  }
  if (reached === 'delivered') {
    return { ...rest, tone: 'quiet', icon: mdiCheckAll, text: words.delivered };
  }
  if (delivery === 'stored' || delivery === 'missed') {
    return { ...rest, tone: 'note', icon: mdiTrayArrowDown, text: words[delivery](peer) };
  }
  return { ...rest, tone: 'quiet', icon: mdiCheck, text: words.sent };
}

/** What no second attempt can mend. */
const NEVER_SENDABLE: ReadonlySet<ChatError['code']> = new Set([
  'message-too-large',
  'invalid-message',
]);

function failure(error: ChatError | null, { failed, errors }: Words['delivery']): string {
  return error ? `${failed} ${errors[error.code] ?? error.message}` : failed;
}
