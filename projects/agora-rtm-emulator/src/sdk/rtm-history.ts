import { MAX_HISTORY_PAGE } from '../protocol/limits.ts';
import { decodePayload } from '../protocol/payload.ts';
import type { ApiGate } from './api-gate.ts';
import { REQUEST_TIMEOUT_MS } from './api-gate.ts';
import { rtmError } from './rtm-error.ts';
import type { GetHistoryMessageOptions, GetMessagesResponse, HistoryChannelType } from './types.ts';

/** Longest span between `start` and `end`. Source: the SDK's bundle. */
const MAX_SPAN_MS = 24 * 60 * 60 * 1_000;

const OPERATION = 'getMessages';

/** `client.history`: messages published with `storeInHistory`. */
export class RTMHistory {
  readonly #gate: ApiGate;

  constructor(gate: ApiGate) {
    this.#gate = gate;
  }

  /**
   * Stored messages, newest first: from `start` back to `end`, both inclusive and optional. For the
   * next older page pass `newStart` as `start`. `USER` reads the user's own inbox, and no other.
   *
   * @throws RTMBaseError -15004 for the inbox of somebody else; -15002 when `start` is not after `end`, or more than 24 hours after it.
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
    const messageList = reply.messages.map(({ payload, ...message }) => ({
      message: decodePayload(payload, message.messageType),
      messageType: message.messageType,
      customType: message.customType,
      publisher: message.publisher,
      timestamp: message.timestamp,
    }));
    return {
      timestamp: reply.timestamp,
      messageList,
      count: messageList.length,
      newStart: reply.newStart,
    };
  }
}

function readTime(value: unknown): number {
  if (value === undefined || value === null) return 0;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw rtmError(-15002, OPERATION);
  }
  return value;
}

function clampCount(count: number | undefined): number {
  const isInRange = Number.isInteger(count) && Number(count) > 0;
  return isInRange ? Math.min(Number(count), MAX_HISTORY_PAGE) : MAX_HISTORY_PAGE;
}
