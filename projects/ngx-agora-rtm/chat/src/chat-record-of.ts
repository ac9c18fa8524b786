import type { RtmMessage } from 'ngx-agora-rtm/client';
import type { ChatRecord } from './chat-record';
import type { EnvelopeContent, DurableContent, MessageId } from './content';
import { conversationKey, conversationOf } from './conversation-ref';
import type { Decoded } from './envelope';
import { madeMessageId } from './message-id';

/** Whether content is kept, counted and repaired. */
export function isDurable(content: EnvelopeContent): content is DurableContent {
  return !PASSING.has(content.kind);
}

const PASSING: ReadonlySet<string> = new Set<EnvelopeContent['kind']>([
  'receipt',
  'typing',
  'repair',
  'resend',
]);

/** Whether a payload came without anything that says which message it is. */
export function isPlain(decoded: Decoded): boolean {
  if (decoded.type === 'unsupported') return decoded.id === null && decoded.n === null;
  return decoded.type !== 'envelope';
}

/** What messages for which {@link isPlain} holds are told apart by: the text, or how many bytes there are. */
export function plainText(message: RtmMessage): string {
  const { payload } = message;
  return typeof payload === 'string' ? payload : plainBytes(payload.byteLength);
}

/** What stands for bytes, which are not kept: how many there are. */
export function plainBytes(bytes: number): string {
  return `\u0000${bytes} bytes`;
}

/**
 * The record that a message makes; `null` for what is not kept, such as receipts. The sender is the transport's.
 *
 * One that came without an id gets one: of its number where it has one, else of sender, text and time.
 *
 * @param isTimed Whether the time is what the backend's history says.
 * @param plainId The id of one for which {@link isPlain} holds, where it is known better: see {@link PlainMessages}.
 */
export function recordOf(
  message: RtmMessage,
  decoded: Decoded,
  isTimed: boolean,
  plainId?: MessageId,
): ChatRecord | null {
  const key = conversationKey(conversationOf(message));
  const { from, own, sentAt: at } = message;
  const base = { key, from, own, at, isTimed };
  switch (decoded.type) {
    case 'envelope': {
      const { id, stream, n, content } = decoded.envelope;
      if (!isDurable(content)) return null;
      return { id, ...base, stream, n, content };
    }
    case 'text':
      return {
        id: plainId ?? madeMessageId('plain', key, from, decoded.text, at),
        ...base,
        stream: null,
        n: null,
        content: { kind: 'text', text: decoded.text },
      };
    case 'binary':
      return {
        id: plainId ?? madeMessageId('bytes', key, from, decoded.bytes, at),
        ...base,
        stream: null,
        n: null,
        content: { kind: 'binary', bytes: decoded.bytes },
      };
    case 'unsupported': {
      const { stream, n, alt } = decoded;
      const content = { kind: 'unsupported', alt } as const;
      return { id: plainId ?? idOfUnsupported(message, decoded), ...base, stream, n, content };
    }
  }
}

function idOfUnsupported(
  message: RtmMessage,
  { id, stream, n }: Extract<Decoded, { type: 'unsupported' }>,
): MessageId {
  if (id !== null) return id;
  const key = conversationKey(conversationOf(message));
  if (stream !== null && n !== null) return madeMessageId('counted', key, message.from, stream, n);
  const text = typeof message.payload === 'string' ? message.payload : '';
  return madeMessageId('broken', key, message.from, text, message.sentAt);
}
