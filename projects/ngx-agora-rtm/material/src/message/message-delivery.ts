import {
  mdiAlertCircleOutline,
  mdiCheck,
  mdiCheckAll,
  mdiClockOutline,
  mdiEyeCheckOutline,
  mdiTrayArrowDown,
} from '@mdi/js';
import type { ChatError, ChatMessage, Delivery } from 'ngx-agora-rtm/chat';
import type { MessageWords } from './message-words';

/** How far an own message has come, as it is shown. */
export interface DeliveryNotice {
  /** `quiet`: an icon is enough, words are its title. */
  readonly tone: 'quiet' | 'notice' | 'problem';
  readonly icon: string;
  readonly text: string;
  /** Whether a second attempt can help. */
  readonly canRetry: boolean;
}

/** What to say of a message; `null` for somebody else's. */
export function deliveryNotice(
  { status: ownStatus, error, delivery }: Pick<ChatMessage, 'status' | 'error' | 'delivery'>,
  { status }: Pick<Delivery, 'status'>,
  words: MessageWords,
): DeliveryNotice | null {
  if (status === 'received') return null;
  if (status === 'failed') {
    const text = failure(error, words);
    const canRetry = error === null || !NEVER_SENDABLE.has(error.code);
    return { tone: 'problem', icon: mdiAlertCircleOutline, text, canRetry };
  }
  if (
    status === 'sent' &&
    ownStatus === 'sent' &&
    (delivery === 'stored' || delivery === 'missed')
  ) {
    const text = words.states[delivery];
    return { tone: 'notice', icon: mdiTrayArrowDown, text, canRetry: false };
  }
  return { tone: 'quiet', icon: ICONS[status], text: words.states[status], canRetry: false };
}

const ICONS = {
  queued: mdiClockOutline,
  sending: mdiClockOutline,
  sent: mdiCheck,
  delivered: mdiCheckAll,
  read: mdiEyeCheckOutline,
} satisfies Partial<Record<Delivery['status'], string>>;

/** What no second attempt can mend. */
const NEVER_SENDABLE: ReadonlySet<ChatError['code']> = new Set([
  'message-too-large',
  'invalid-message',
]);

/** An error without words of its own speaks for itself. */
function failure(error: ChatError | null, { states, failures }: MessageWords): string {
  return error ? `${states.failed} ${failures[error.code] ?? error.message}` : states.failed;
}
