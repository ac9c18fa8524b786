import { MAX_CUSTOM_TYPE_BYTES, MAX_MESSAGE_BYTES, SEAL_BYTES } from '../protocol/limits.ts';
import type { Payload } from '../protocol/payload.ts';
import type { MessagePush, PublishRequest } from '../protocol/wire.ts';
import { deliverToChannel, deliverToUser } from './delivery.ts';
import type { Fields } from './fields.ts';
import type { Call, OperationTable } from './operation.ts';
import { requireSession } from './operation.ts';
import { Refusal } from './refusal.ts';

/** A sealed message is a little longer than what is in it. */
const MAX_SEALED_BYTES = MAX_MESSAGE_BYTES + SEAL_BYTES;

/** Length of the largest message in base64, with padding. */
const MAX_BASE64_LENGTH = Math.ceil(MAX_SEALED_BYTES / 3) * 4;

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Sending messages to a channel or to a user. */
export const messageService: OperationTable<'publish'> = {
  publish: { read: readPublish, run: publish },
};

function readPublish(fields: Fields): PublishRequest {
  const customType = fields.text('customType', MAX_CUSTOM_TYPE_BYTES);
  if (Buffer.byteLength(customType) > MAX_CUSTOM_TYPE_BYTES) throw new Refusal(-11029);
  const payload = readPayload(fields.nested('payload'));
  const description = fields.optionalText('description', MAX_MESSAGE_BYTES);
  if (
    description !== undefined &&
    sizeOf(payload) + Buffer.byteLength(description) > MAX_MESSAGE_BYTES
  )
    throw new Refusal(-11010);
  return {
    target: fields.oneOf('target', ['MESSAGE', 'USER']),
    channelName: fields.name('channelName', -10008),
    messageType: fields.oneOf('messageType', ['STRING', 'BINARY']),
    customType,
    payload,
    storeInHistory: fields.flag('storeInHistory'),
    ...(description === undefined ? {} : { description }),
  };
}

function readPayload(fields: Fields): Payload {
  const encoding = fields.oneOf('encoding', ['text', 'base64', 'sealed']);
  const data = fields.text('data', MAX_BASE64_LENGTH);
  const isTooLarge =
    sizeOf({ encoding, data }) > (encoding === 'sealed' ? MAX_SEALED_BYTES : MAX_MESSAGE_BYTES);
  if (isTooLarge) throw new Refusal(-11010);
  if (encoding !== 'text' && !BASE64.test(data)) throw new Refusal(-11009);
  return { encoding, data };
}

/** Bytes of the message itself. */
function sizeOf({ encoding, data }: Payload): number {
  return encoding === 'text' ? Buffer.byteLength(data) : Buffer.byteLength(data, 'base64');
}

function publish(request: PublishRequest, call: Call): { timestamp: number } {
  const { session, space } = requireSession(call);
  if (request.storeInHistory && !call.services.settings.history) throw new Refusal(-15005);
  const message: MessagePush = {
    target: request.target,
    channelName: request.channelName,
    publisher: session.userId,
    messageType: request.messageType,
    customType: request.customType,
    payload: request.payload,
    timestamp: call.services.timestamps.next(),
    ...(request.description === undefined ? {} : { description: request.description }),
  };
  const stored = request.storeInHistory && store(space.appId, message, call);
  const storeFailed = request.storeInHistory && !stored;
  if (request.target === 'MESSAGE') {
    deliverToChannel(space, message);
  } else if (!deliverToUser(space, request.channelName, { name: 'message', body: message })) {
    throw new Refusal(stored ? -11035 : storeFailed ? -11036 : -11033);
  }
  if (storeFailed) throw new Refusal(-11037);
  return { timestamp: message.timestamp };
}

/** Whether the history took the message; a full disk must not stop delivery. */
function store(appId: string, message: MessagePush, call: Call): boolean {
  try {
    call.services.history.add(appId, message);
    return true;
  } catch {
    return false;
  }
}
