import { assertChannelId, assertUserId, RtmError } from 'ngx-agora-rtm/client';
import type { ChatMessage } from './chat-message';
import type { ChatOptions } from './chat-options';
import type { ChatParts } from './chat-parts';
import type { SearchHit, SearchOptions } from './chat-search';
import type { ChatState } from './chat-state';
import type { Marker } from './chat-storage';
import type { DurableContent, MessageId, ShownContent } from './content';
import { type ConversationKey, conversationKey, type ConversationRef } from './conversation-ref';
import { conversationIn } from './conversation-table';
import { Drafts } from './drafts';
import { assertSendable, excessBytes } from './assert-sendable';
import { messageIn } from './chat-selectors';
import { markerBefore, recordOf } from './markers';
import { newMessageId } from './message-id';
import { optimisticEvents } from './pending-message';
import { markerAt } from './timeline-order';
import { UserSession } from './user-session';

/**
 * Chat on Agora RTM, without Angular: conversations that lose nothing. The state is in the `holder` it is given; everything that
 * is asked for names its conversation, so that nothing can end up in the wrong one.
 */
export class Chat {
  readonly #parts: ChatParts;
  readonly #options: ChatOptions;
  #session: UserSession | null = null;
  #drafts: Drafts | null = null;
  /** The latest login or logout: what was begun before it does not count any more. */
  #intent = 0;
  /** Ends, without an error, when everything that was written so far is kept or refused. */
  #writing: Promise<unknown> = Promise.resolve();

  constructor(parts: Omit<ChatParts, 'loggedOutElsewhere'>) {
    this.#options = parts.options;
    this.#parts = {
      ...parts,
      loggedOutElsewhere: (session) => {
        if (session === this.#session) void this.#leave(true);
      },
    };
  }

  /**
   * Shows what is kept of a user, and logs in; another tab of this browser that has the connection already is joined instead.
   * Resolves when connected.
   *
   * @param token Left out: the application's token provider is asked.
   * @throws RtmError that tells why there is no connection. What is kept can be read, and written to, all the same.
   */
  async login(userId: string, token?: string | null): Promise<void> {
    assertUserId(userId, this.#parts.transport.capabilities.userIds, 'login');
    const intent = ++this.#intent;
    const present = this.#session;
    if (present?.userId === userId) {
      await present.connect(token);
      return;
    }
    await this.#leave(false);
    const session = await UserSession.open(userId, token, this.#parts);
    if (intent !== this.#intent) {
      await session.close();
      await session.storage.close();
      throw new RtmError({
        code: 'cancelled',
        operation: 'login',
        message: `The login as "${userId}" was cancelled by a later login or logout`,
      });
    }
    // From here on the user can read and write, and the state says so.
    this.#session = session;
    this.#drafts = new Drafts(session);
    await Promise.all([session.start(), session.connected()]);
  }

  /** Logs out, in all tabs of this browser. What is kept of the user stays or goes by the option `onLogout`. */
  async logout(): Promise<void> {
    this.#intent++;
    this.#session?.logout();
    await this.#leave(true);
  }

  /** Ends this tab's part. Another tab of the same user goes on. */
  async destroy(): Promise<void> {
    this.#intent++;
    await this.#leave(false);
  }

  /** The state of this tab, with everything that has happened so far. */
  state(): ChatState {
    return this.#session?.state ?? this.#parts.holder.current();
  }

  // Conversations.

  /** Opens a conversation: it is in the list from then on, a channel is joined, and what was missed is fetched. */
  async open(ref: ConversationRef): Promise<void> {
    const session = this.#user('join');
    const key = this.#checkedKey(ref);
    if (!conversationIn(session.state, key)) {
      session.tell({ type: '[RTM Conversation] Opened', key });
      await session.storage.patchConversation(key, { isOpen: true });
    }
    await session.cached.newest(key);
    await session.command({ type: 'look', key });
  }

  /** Takes a conversation off the list, and leaves a channel. What is kept of it stays. */
  async close(ref: ConversationRef): Promise<void> {
    const session = this.#user('leave');
    const key = conversationKey(ref);
    session.tell({ type: '[RTM Conversation] Closed', key });
    await session.storage.patchConversation(key, { isOpen: false });
  }

  /** Says that the user looks at a conversation: where there are more channels than can be joined, this one comes first. */
  look(ref: ConversationRef): void {
    void this.#session?.command({ type: 'look', key: conversationKey(ref) });
  }

  /** Joins a channel again after that has failed. */
  joinAgain(ref: ConversationRef): void {
    void this.#session?.command({ type: 'look', key: conversationKey(ref) });
  }

  /**
   * Loads older messages: from what is kept here, then from the backend's history.
   *
   * @returns Whether there may be more.
   */
  async loadOlder(ref: ConversationRef): Promise<boolean> {
    const session = this.#user('history');
    const key = conversationKey(ref);
    if (await session.cached.older(key)) {
      const hasOlder = session.cached.hasOlder(key) || this.#parts.transport.capabilities.history;
      return this.#older(session, key, hasOlder);
    }
    const result = await session.command({ type: 'load-older', key });
    if (result.type === 'older') return result.hasOlder;
    const message = result.type === 'failed' ? result.message : 'There is no history';
    const error = { code: 'unknown', message, retryable: true } as const;
    session.log.show({ type: '[RTM Messages] History Failed', key, error });
    return true;
  }

  /** Fetches what a gap stands for, if it can be had. */
  async loadGap(ref: ConversationRef, id: string): Promise<void> {
    await this.#user('history').command({ type: 'load-gap', key: conversationKey(ref), id });
  }

  /**
   * Loads older messages until one is there.
   *
   * @returns Whether it was found.
   */
  async reveal(ref: ConversationRef, id: MessageId): Promise<boolean> {
    const conversation = () => conversationIn(this.state(), conversationKey(ref));
    const isThere = () => {
      const present = conversation();
      return present !== undefined && messageIn(present, id) !== undefined;
    };
    for (let hasOlder = true; hasOlder && !isThere();) {
      hasOlder = await this.loadOlder(ref);
      // A page that could not be had would not be had the next moment either: the state says why.
      if (conversation()?.history.status === 'failed') break;
    }
    return isThere();
  }

  // Writing.

  /**
   * Sends, as soon as its turn comes. Resolves when the message is kept safe: from then on it survives whatever happens to the
   * tab. What becomes of it is in the state.
   *
   * @throws RtmError `message-too-large`, `invalid-message`, or `not-logged-in`. An Error if there is no room to keep it.
   */
  async send(ref: ConversationRef, content: ShownContent): Promise<MessageId> {
    return this.#enqueue(ref, content);
  }

  /** By how many bytes a message is too long for a conversation, as it would be sent; 0 where it is not. */
  excessBytes(ref: ConversationRef, content: ShownContent): number {
    const isPlain = conversationIn(this.state(), conversationKey(ref))?.isPlainText ?? false;
    const maxBytes = this.#parts.transport.capabilities.maxMessageBytes;
    return excessBytes(content, { maxBytes, isPlain });
  }

  /**
   * Puts another text in the place of an own message's.
   *
   * @throws RtmError `invalid-argument` for somebody else's message, or one that is older than the option `editWindow`.
   */
  async edit(
    ref: ConversationRef,
    id: MessageId,
    text: string,
    mentions?: readonly string[],
  ): Promise<void> {
    this.#assertChangeable(ref, id);
    const change = { kind: 'edit', target: id, text } as const;
    await this.#enqueue(ref, mentions ? { ...change, mentions } : change);
  }

  /** Takes an own message back. @throws RtmError as for {@link edit}. */
  async delete(ref: ConversationRef, id: MessageId): Promise<void> {
    this.#assertChangeable(ref, id);
    await this.#enqueue(ref, { kind: 'delete', target: id });
  }

  /** Adds a reaction, or takes it back. */
  async react(ref: ConversationRef, id: MessageId, emoji: string, on: boolean): Promise<void> {
    await this.#enqueue(ref, { kind: 'reaction', target: id, emoji, on });
  }

  /** Pins a message for everyone, or unpins it. */
  async pin(ref: ConversationRef, id: MessageId, on: boolean): Promise<void> {
    await this.#enqueue(ref, { kind: 'pin', target: id, on });
  }

  /** Tries a failed message again, at its old place. */
  async retry(id: MessageId): Promise<void> {
    await this.#user('send-to-peer').command({ type: 'retry', id });
  }

  /** Gives an own message up. @returns Whether it was taken out before it was sent. */
  async cancel(id: MessageId): Promise<boolean> {
    const result = await this.#user('send-to-peer').command({ type: 'cancel', id });
    return result.type === 'cancelled' && result.wasCancelled;
  }

  /** Says that the user is writing, or has stopped. */
  typing(ref: ConversationRef, on: boolean): void {
    const key = conversationKey(ref);
    if (this.#options.typing) void this.#session?.command({ type: 'typing', key, on });
  }

  /** Keeps a text that is being written. @param kind `text`, `note`, `edit:<id>` or `thread:<id>`. */
  draft(ref: ConversationRef, kind: string, text: string): void {
    this.#drafts?.set(conversationKey(ref), kind, text);
  }

  // Reading.

  /**
   * Says that a message was really seen, and with it all before it. Call it for what was on the screen of a window that has the
   * focus; `RtmChat` looks after that.
   */
  async seen(ref: ConversationRef, id: MessageId): Promise<void> {
    const session = this.#user('history');
    const key = conversationKey(ref);
    const conversation = conversationIn(session.state, key);
    const message = conversation && messageIn(conversation, id);
    if (!message) return;
    await this.#moveMarker(session, key, markerAt(message));
  }

  /** Marks a message and all after it as unread. */
  async markUnread(ref: ConversationRef, id: MessageId): Promise<void> {
    const session = this.#user('history');
    const key = conversationKey(ref);
    const conversation = conversationIn(session.state, key);
    if (!conversation || !messageIn(conversation, id)) return;
    const marker = markerBefore(conversation, id);
    session.tell({ type: '[RTM Conversation] Marked Unread', key, marker });
    await session.storage.patchConversation(key, { marker, isMarkedUnread: true });
  }

  /** Mutes a conversation, or sets it to plain text, for clients that do not know the envelope. */
  async prefer(
    ref: ConversationRef,
    changes: { readonly isMuted?: boolean; readonly isPlainText?: boolean },
  ): Promise<void> {
    const session = this.#user('history');
    const key = conversationKey(ref);
    session.tell({ type: '[RTM Conversation] Preferences Changed', key, changes });
    await session.storage.patchConversation(key, changes);
  }

  /** Shows nothing of a user any more, or shows what they write again. */
  async block(userId: string, on: boolean): Promise<void> {
    const session = this.#user('history');
    const others = session.state.blocked.filter((id) => id !== userId);
    const blocked = on ? [...others, userId] : others;
    session.tell({ type: '[RTM Others] Blocked Changed', blocked });
    await session.storage.patchUser({ blocked });
  }

  /** Keeps a message for later, or not any more. */
  async save(ref: ConversationRef, id: MessageId, on: boolean): Promise<void> {
    const session = this.#user('history');
    const key = conversationKey(ref);
    const conversation = conversationIn(session.state, key);
    const message = conversation && messageIn(conversation, id);
    const others = session.state.saved.filter(({ record }) => record.id !== id);
    const saved =
      on && message
        ? [...others, { record: recordOf(key, message), savedAt: this.#parts.clock.now() }]
        : others;
    session.tell({ type: '[RTM Others] Saved Changed', saved });
    await session.storage.patchUser({ saved });
  }

  /** Finds messages among all that are kept in this browser. See `ChatSearch.search`. */
  async search(query: string, options?: SearchOptions): Promise<readonly SearchHit[]> {
    return this.#user('history').search.search(query, options);
  }

  #user(operation: RtmError['operation']): UserSession {
    if (this.#session) return this.#session;
    throw new RtmError({ code: 'not-logged-in', operation, message: 'Nobody is logged in' });
  }

  #checkedKey(ref: ConversationRef): ConversationKey {
    const { userIds, channelIds } = this.#parts.transport.capabilities;
    if (ref.type === 'peer') assertUserId(ref.id, userIds, 'send-to-peer');
    else assertChannelId(ref.id, channelIds, 'join');
    return conversationKey(ref);
  }

  async #enqueue(ref: ConversationRef, content: DurableContent): Promise<MessageId> {
    const operation = ref.type === 'peer' ? 'send-to-peer' : 'send-to-channel';
    const session = this.#user(operation);
    const key = this.#checkedKey(ref);
    const isPlain = conversationIn(session.state, key)?.isPlainText ?? false;
    const { maxMessageBytes } = this.#parts.transport.capabilities;
    assertSendable(content, { maxBytes: maxMessageBytes, isPlain, operation });
    // One after the other: what is written second must not be kept first because only the first one had to open the conversation.
    const kept = this.#writing.then(async () => {
      if (!conversationIn(session.state, key)) await this.open(ref);
      return session.storage.enqueue({
        id: newMessageId(),
        key,
        content,
        isPlain,
        createdAt: this.#parts.clock.now(),
      });
    });
    this.#writing = kept.catch(() => undefined);
    const item = await kept;
    for (const event of optimisticEvents(item, session.userId, session.storage.stream))
      session.tell(event);
    session.wake();
    return item.id;
  }

  #assertChangeable(ref: ConversationRef, id: MessageId): void {
    const conversation = conversationIn(this.state(), conversationKey(ref));
    const message = conversation && messageIn(conversation, id);
    const problem = this.#whyNotChangeable(message);
    if (problem === null) return;
    const operation = ref.type === 'peer' ? 'send-to-peer' : 'send-to-channel';
    throw new RtmError({ code: 'invalid-argument', operation, message: problem });
  }

  #whyNotChangeable(message: ChatMessage | undefined): string | null {
    if (!message) return 'The message is not there, or not loaded';
    if (!message.own) return 'Only the writer can change a message';
    if (message.deleted) return 'The message was taken back already';
    const age = this.#parts.clock.now() - message.at;
    if (age <= this.#options.editWindow) return null;
    return `A message can be changed for ${this.#options.editWindow / 60_000} minutes, and this one is older`;
  }

  #older(session: UserSession, key: ConversationKey, hasOlder: boolean): boolean {
    session.log.show({ type: '[RTM Messages] History Loaded', key, hasOlder });
    return hasOlder;
  }

  async #moveMarker(session: UserSession, key: ConversationKey, marker: Marker): Promise<void> {
    const before = conversationIn(session.state, key);
    session.tell({ type: '[RTM Conversation] Read', key, marker });
    const after = conversationIn(session.state, key);
    if (after === before) return;
    await session.storage.patchConversation(key, {
      marker: after?.marker ?? null,
      isMarkedUnread: false,
    });
  }

  /** @param isLogout Whether the user has logged out, rather than gone to another tab or made room for somebody else. */
  async #leave(isLogout: boolean): Promise<void> {
    const session = this.#session;
    if (!session) return;
    this.#session = null;
    const drafts = this.#drafts?.flush();
    this.#drafts = null;
    await Promise.all([drafts, session.close()]);
    // Each tab clears after its own last write, so that nothing is written after the last one has.
    if (isLogout && this.#options.onLogout === 'clear') await session.storage.clear();
    await session.storage.close();
  }
}
