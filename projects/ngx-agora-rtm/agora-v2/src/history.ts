import {
  type HistoryPage,
  type HistoryQuery,
  RtmError,
  type RtmMessage,
  type RtmTarget,
} from 'ngx-agora-rtm/client';
import type { AgoraV2Session } from './agora-v2-session';
import { DEFAULT_HISTORY_PAGE, MAX_HISTORY_PAGE } from './limits';
import { historyNews, type MessageContent } from './vendor-events';

/**
 * How many pages of the user's inbox are looked through for one page of messages of a peer. Of the 20 history calls
 * a second that the SDK allows, one reader shall not take more than a quarter.
 */
const MAX_INBOX_PAGES = 5;

/**
 * Reads one page of history.
 *
 * Agora keeps peer messages in the inbox of the receiver and lets nobody read another's (-15004, checked in the SDK):
 * a page about a peer holds what the peer sent, not what was sent to it, and may hold less than asked for although
 * there is more.
 */
export async function readHistory(
  connected: () => AgoraV2Session,
  target: RtmTarget,
  query: HistoryQuery,
  now: () => number,
): Promise<HistoryPage> {
  const limit = query.limit ?? DEFAULT_HISTORY_PAGE;
  assertQuery(limit, query.before);
  let before = query.before ?? null;
  for (let page = 1; ; page++) {
    const { contents, next } = await readPage(connected(), target, limit, before, now);
    const messages = contents.flatMap((content) => addressed(content, target) ?? []);
    if (messages.length > 0 || next === null || page === MAX_INBOX_PAGES) {
      return { messages, before: next };
    }
    before = next;
  }
}

async function readPage(
  session: AgoraV2Session,
  target: RtmTarget,
  limit: number,
  before: number | null,
  now: () => number,
): Promise<{ contents: readonly MessageContent[]; next: number | null }> {
  if (before !== null && before <= 1) return { contents: [], next: null };
  const isPeer = target.type === 'peer';
  const answer = await session.call('history', (instance) =>
    instance.history.getMessages(
      isPeer ? session.userId : target.id,
      isPeer ? 'USER' : 'MESSAGE',
      // `start` is the newest time that is wanted, and 0 means now.
      { messageCount: limit, ...(before === null ? {} : { start: before - 1 }) },
    ),
  );
  const { contents, newStart } = historyNews(answer, session.userId, now);
  // `newStart` is "the timestamp of next history message" (d.ts). Where more messages of one millisecond than fit a
  // page would make that lead nowhere, the next page starts a millisecond earlier.
  const next = Math.min(newStart + 1, (before ?? Infinity) - 1);
  return { contents, next: newStart > 0 ? next : null };
}

function addressed(content: MessageContent, target: RtmTarget): RtmMessage | null {
  if (target.type === 'channel') return { type: 'channel', channelId: target.id, ...content };
  return content.from === target.id ? { type: 'peer', peerId: target.id, ...content } : null;
}

function assertQuery(limit: number, before: number | undefined): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_HISTORY_PAGE) {
    throw invalid(`"limit" must be a whole number from 1 to ${MAX_HISTORY_PAGE}`);
  }
  if (before !== undefined && !(before > 0 && Number.isSafeInteger(before))) {
    throw invalid('"before" must be a time in whole milliseconds since the epoch');
  }
}

function invalid(message: string): RtmError {
  return new RtmError({ code: 'invalid-argument', operation: 'history', message });
}
