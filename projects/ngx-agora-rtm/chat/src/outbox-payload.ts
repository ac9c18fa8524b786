import { RtmError } from 'ngx-agora-rtm/client';
import { encodeEnvelope } from './envelope-codec';
import type { OutboxItem } from './outbox-item';

/**
 * What goes over the network for an item: an envelope, or its bare text in a conversation of plain text.
 *
 * @throws RtmError where a conversation of plain text has no words for it.
 */
export function outboxPayload({ id, n, content, isPlain }: OutboxItem, stream: string): string {
  if (!isPlain) return encodeEnvelope({ id, stream, n, content });
  switch (content.kind) {
    case 'text':
    case 'note':
    case 'system':
      return content.text;
    case 'file': {
      const links = content.files.map(({ name, url }) => `${name}: ${url}`);
      return [...(content.text === '' ? [] : [content.text]), ...links].join('\n');
    }
    default:
      throw new RtmError({
        code: 'unsupported',
        operation: 'send-to-channel',
        message: `A conversation of plain text cannot carry a message of kind "${content.kind}"`,
      });
  }
}
