import { MAX_HISTORY_PAGE } from '../protocol/limits.ts';
import { decodePayload } from '../protocol/payload.ts';
import type { StoredMessage } from '../protocol/wire.ts';
import type { ApiGate } from './api-gate.ts';
import { REQUEST_TIMEOUT_MS } from './api-gate.ts';
import { isForCipher } from './message-cipher.ts';
import type { MessageCipher } from './message-cipher.ts';
import { overriddenSettings } from './parameters.ts';
import { rtmError } from './rtm-error.ts';
import type {
  GetHistoryMessageOptions,
  GetMessagesResponse,
  HistoryChannelType,
  HistoryMessage,
} from './types.ts';

/** Longest span between `start` and `end`. Source: the SDK's bundle. */
const MAX_SPAN_MS = 24 * 60 * 60 * 1_000;

const MAX_TIME = Number.MAX_SAFE_INTEGER;

const OPERATION = 'getMessages';

/** `client.history`: messages published with `storeInHistory`. */
export class RTMHistory {
  readonly #gate: ApiGate;
  readonly #cipher: MessageCipher | null;

  constructor(gate: ApiGate, cipher: MessageCipher | null) {
    this.#gate = gate;
    this.#cipher = cipher;
  }

  /**
   * Stored messages, newest first: from `start` back to `end`, both inclusive and optional. For the
   * next older page pass `newStart` as `start`. `USER` reads the user's own inbox, and no other.
   *
   * @throws RTMBaseError in this order: -10021, -10019, -10025, -15005 where the history is off, -10008,
   * -15004 for the inbox of somebody else, -15002 when `start` is not after `end` or more than 24 hours
   * after it; then -15003 without an answer in 10 s, -15001 when the link breaks.
   */
  async getMessages(
    channelName: string,
    channelType: HistoryChannelType,
    options?: GetHistoryMessageOptions,
  ): Promise<GetMessagesResponse> {
    const gate = this.#gate;
    gate.count(OPERATION);
    const target = gate.requireChannelType(channelType, ['MESSAGE', 'USER'], OPERATION);
    gate.requireConnection(OPERATION);
    if (!overriddenSettings(gate.link.settings).history) throw rtmError(-15005, OPERATION);
    gate.requireName(channelName, -10008, OPERATION);
    // Source: the SDK's bundle, which asks for the name first and for the times afterwards.
    if (target === 'USER' && channelName !== gate.userId) throw rtmError(-15004, OPERATION);
    const start = readTime(options?.start);
    const end = readTime(options?.end);
    if (start > 0 && end > 0 && (start <= end || start - end > MAX_SPAN_MS)) {
      throw rtmError(-15002, OPERATION);
    }
    const messageCount = clampCount(options?.messageCount);
    const reply = await gate.link.request(
      'getMessages',
      { target, channelName, messageCount, start, end },
      { operation: OPERATION, timeoutMs: REQUEST_TIMEOUT_MS, onTimeout: -15003, onLost: -15001 },
    );
    const cipher = this.#cipher;
    // What was sealed and this client is not to read, or the other way round, is left out (bundle).
    const readable = reply.messages.filter(({ payload }) => isForCipher(payload, cipher));
    const messageList = await Promise.all(readable.map((stored) => toMessage(stored, cipher)));
    return {
      timestamp: reply.timestamp,
      messageList,
      count: messageList.length,
      newStart: reply.newStart,
    };
  }
}

async function toMessage(
  { payload, messageType, customType, publisher, timestamp }: StoredMessage,
  cipher: MessageCipher | null,
): Promise<HistoryMessage> {
  const plain = cipher === null ? payload : await cipher.open(payload, messageType);
  const message = decodePayload(plain, messageType);
  return { message, messageType, customType, publisher, timestamp };
}

/** What is no time above 0 means none, as in the bundle. */
function readTime(value: unknown): number {
  return typeof value === 'number' && value > 0 ? Math.min(Math.trunc(value), MAX_TIME) : 0;
}

function clampCount(count: number | undefined): number {
  const isInRange = Number.isInteger(count) && Number(count) > 0;
  return isInRange ? Math.min(Number(count), MAX_HISTORY_PAGE) : MAX_HISTORY_PAGE;
}
