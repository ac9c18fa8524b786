import { type CallPace, type MembersEvent, RtmError } from 'ngx-agora-rtm/client';

/** How often a list is asked for before it is given up: a channel then goes without a snapshot until the next reconnect. */
export const LIST_ATTEMPTS = 3;

/** What {@link MemberLists} needs of its session. */
export interface MemberSource {
  /** Asks the backend who is in a channel. Settles within a bounded time. */
  read(channelId: string): Promise<readonly string[]>;
  /** Tells the app. */
  tell(event: MembersEvent): void;
}

/** A list that has been asked for, and who came (true) or went (false) meanwhile. */
type Pending = Map<string, boolean>;

/**
 * Who is in the channels of a session. 1.x tells only who comes and goes, so a list is asked for after each join and each
 * reconnect. What happens until it is there is put into it. Above 512 members 1.x does not tell who comes and goes, and
 * its list has the first 200 only.
 */
export class MemberLists {
  readonly #pending = new Map<string, Pending>();

  constructor(
    private readonly source: MemberSource,
    private readonly pace: CallPace,
  ) {}

  /** Asks for the list of a channel. */
  async refresh(channelId: string): Promise<void> {
    const pending: Pending = new Map();
    this.#pending.set(channelId, pending);
    const isWanted = (): boolean => this.#pending.get(channelId) === pending;
    const list = await this.#read(channelId, isWanted);
    if (!isWanted()) return;
    this.#pending.delete(channelId);
    if (list) {
      const members = new Set(list);
      for (const [userId, isIn] of pending) members[isIn ? 'add' : 'delete'](userId);
      this.source.tell({ type: 'snapshot', channelId, members: [...members] });
    } else if (pending.size > 0) {
      const [joined, left] = [true, false].map((isIn) =>
        [...pending].filter((entry) => entry[1] === isIn).map(([userId]) => userId),
      ) as [string[], string[]];
      this.source.tell({ type: 'change', channelId, joined, left });
    }
  }

  /** Somebody came or went. */
  changed(channelId: string, userId: string, isIn: boolean): void {
    const pending = this.#pending.get(channelId);
    if (pending) {
      pending.set(userId, isIn);
      return;
    }
    const [joined, left] = isIn ? [[userId], []] : [[], [userId]];
    this.source.tell({ type: 'change', channelId, joined, left });
  }

  /** A channel has been left. */
  forget(channelId: string): void {
    this.#pending.delete(channelId);
  }

  async #read(channelId: string, isWanted: () => boolean): Promise<readonly string[] | null> {
    for (let attempt = 0; attempt < LIST_ATTEMPTS; attempt++) {
      await this.pace.turn();
      if (!isWanted()) return null;
      try {
        return await this.source.read(channelId);
      } catch (error) {
        if (!RtmError.from(error, 'members').retryable) return null;
      }
    }
    return null;
  }
}
