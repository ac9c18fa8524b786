import type {
  HistoryPage,
  HistoryQuery,
  RtmMessage,
  RtmPayload,
  RtmTarget,
} from 'ngx-agora-rtm/client';
import type { ModelClock } from './model-clock.ts';

/** What a backend can do, as far as a model is concerned. */
export interface BackendTraits {
  /** Whether messages are kept, as on SDK 2.x with history switched on. */
  readonly history: boolean;
  /** Whether a member gets its own messages back, as on SDK 2.x. */
  readonly channelEcho: boolean;
}

export const WITH_HISTORY: BackendTraits = { history: true, channelEcho: true };
export const WITHOUT_HISTORY: BackendTraits = { history: false, channelEcho: false };

/** One login at the backend: where what a user is sent goes. */
export interface Session {
  readonly userId: string;
  readonly push: (frame: DownFrame) => void;
}

/** What the backend tells a client, besides answers. */
export type DownFrame =
  | { readonly type: 'message'; readonly kept: Kept }
  | { readonly type: 'members'; readonly channelId: string; readonly members: readonly string[] }
  | {
      readonly type: 'came-or-went';
      readonly channelId: string;
      readonly joined: readonly string[];
      readonly left: readonly string[];
    }
  | { readonly type: 'replaced' };

/** A message that the backend has taken. */
export interface Kept {
  readonly target: RtmTarget;
  readonly from: string;
  readonly payload: RtmPayload;
  readonly sentAt: number;
}

/**
 * A backend as Agora's is: it hands a message to whoever is there at this moment, at most once, without an id and without a
 * number. Who is away misses it. Only the history, where there is one, survives a restart.
 */
export class ModelBackend {
  readonly traits: BackendTraits;
  /** Every message that it has taken, for the model to look at. */
  readonly taken: Kept[] = [];
  readonly #clock: ModelClock;
  readonly #sessions = new Map<string, Session>();
  readonly #channels = new Map<string, Set<string>>();

  constructor(traits: BackendTraits, clock: ModelClock) {
    this.traits = traits;
    this.#clock = clock;
  }

  /** Lets a user in. A session of the same user elsewhere ends. */
  login(session: Session): void {
    const before = this.#sessions.get(session.userId);
    this.#sessions.set(session.userId, session);
    if (before && before !== session) before.push({ type: 'replaced' });
  }

  /** Whether a session is the present one of its user. */
  has(session: Session): boolean {
    return this.#sessions.get(session.userId) === session;
  }

  logout(session: Session): void {
    if (!this.#end(session)) return;
    for (const channelId of this.#channels.keys()) this.#leave(session.userId, channelId);
  }

  /** The link of a session broke: nothing reaches it, and others are told nothing. */
  lose(session: Session): void {
    this.#end(session);
  }

  /** Forgets who is there, as when it is restarted. */
  restart(): void {
    this.#sessions.clear();
    this.#channels.clear();
  }

  join({ userId, push }: Session, channelId: string): void {
    let members = this.#channels.get(channelId);
    if (!members) this.#channels.set(channelId, (members = new Set()));
    const isNew = !members.has(userId);
    members.add(userId);
    push({ type: 'members', channelId, members: [...members] });
    if (isNew) this.#tellMembers(channelId, { joined: [userId], left: [] }, userId);
  }

  leave({ userId }: Session, channelId: string): void {
    this.#leave(userId, channelId);
  }

  isIn({ userId }: Session, channelId: string): boolean {
    return this.#channels.get(channelId)?.has(userId) ?? false;
  }

  /** Takes a message, and hands it on. Says whether the peer was there. */
  send(
    { userId }: Session,
    target: RtmTarget,
    payload: RtmPayload,
  ): { sentAt: number; hasPeerReceived: boolean } {
    const kept: Kept = { target, from: userId, payload, sentAt: this.#clock.now() };
    this.taken.push(kept);
    if (target.type === 'peer') {
      const peer = this.#sessions.get(target.id);
      peer?.push({ type: 'message', kept });
      return { sentAt: kept.sentAt, hasPeerReceived: peer !== undefined };
    }
    for (const member of this.#channels.get(target.id) ?? []) {
      if (member === userId && !this.traits.channelEcho) continue;
      this.#sessions.get(member)?.push({ type: 'message', kept });
    }
    return { sentAt: kept.sentAt, hasPeerReceived: false };
  }

  /** Reads the history as the port describes it: of a peer only what the peer has sent. */
  history({ userId }: Session, target: RtmTarget, query: HistoryQuery): HistoryPage {
    const { before = Infinity, limit = 50 } = query;
    const all = this.taken
      .filter((one) => isIn(one, target, userId) && one.sentAt < before)
      .sort((a, b) => a.sentAt - b.sentAt);
    const page = all.slice(-limit);
    const hasMore = page.length < all.length;
    return {
      messages: page.map((kept) => messageOf(kept, userId, kept.sentAt)),
      before: hasMore ? (page[0]?.sentAt ?? null) : null,
    };
  }

  /** When the text of each envelope was taken first. */
  timesOf(): Map<string, number> {
    const times = new Map<string, number>();
    for (const { payload, sentAt } of this.taken) {
      const text = typeof payload === 'string' ? TEXT.exec(payload)?.[1] : undefined;
      if (text !== undefined && !times.has(text)) times.set(text, sentAt);
    }
    return times;
  }

  #end(session: Session): boolean {
    return this.#sessions.get(session.userId) === session && this.#sessions.delete(session.userId);
  }

  #leave(userId: string, channelId: string): void {
    if (!this.#channels.get(channelId)?.delete(userId)) return;
    this.#tellMembers(channelId, { joined: [], left: [userId] }, userId);
  }

  #tellMembers(
    channelId: string,
    change: { readonly joined: readonly string[]; readonly left: readonly string[] },
    except: string,
  ): void {
    for (const member of this.#channels.get(channelId) ?? []) {
      if (member === except) continue;
      this.#sessions.get(member)?.push({ type: 'came-or-went', channelId, ...change });
    }
  }
}

/** A message as a user gets it. */
export function messageOf(
  { target, from, payload }: Kept,
  userId: string,
  sentAt: number,
): RtmMessage {
  const own = from === userId;
  const rest = { from, own, payload, sentAt, customType: null };
  return target.type === 'channel'
    ? { type: 'channel', channelId: target.id, ...rest }
    : { type: 'peer', peerId: own ? target.id : from, ...rest };
}

function isIn({ target, from }: Kept, asked: RtmTarget, userId: string): boolean {
  if (target.type !== asked.type) return false;
  return target.type === 'channel'
    ? target.id === asked.id
    : from === asked.id && target.id === userId;
}

/** The text in an envelope. */
const TEXT = /"body":\{"text":"([^"]*)"/;
