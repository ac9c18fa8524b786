import type { PresencePush, States } from '../protocol/wire.ts';
import type { IntervalDetail, UserList, UserState } from './rtm-events.ts';

/**
 * What happened in a crowded channel since the last INTERVAL event. Somebody who came and went is not
 * mentioned, and neither is somebody who went and came back (bundle), unless with another state.
 */
export class IntervalBatch {
  /** Users at the last event. */
  readonly #occupancy: number;
  readonly #joined = new Set<string>();
  readonly #left = new Set<string>();
  readonly #timedOut = new Set<string>();
  readonly #changed = new Set<string>();

  constructor(occupancy: number) {
    this.#occupancy = occupancy;
  }

  /** @param before State of the user before this, `undefined` when they were not present. */
  note(
    eventType: Exclude<PresencePush['eventType'], 'SNAPSHOT'>,
    userId: string,
    before: States | undefined,
  ): void {
    if (eventType === 'REMOTE_STATE_CHANGED') {
      this.#changed.add(userId);
    } else if (eventType === 'REMOTE_JOIN') {
      const isBack = this.#left.delete(userId) || this.#timedOut.delete(userId);
      if (!isBack) this.#joined.add(userId);
    } else {
      // Should they come back before the event, their state is gone, and nothing else tells.
      if (Object.keys(before ?? {}).length > 0) this.#changed.add(userId);
      const gone = eventType === 'REMOTE_LEAVE' ? this.#left : this.#timedOut;
      if (!this.#joined.delete(userId)) gone.add(userId);
    }
  }

  /**
   * What the event says, `null` when there is nothing to say.
   *
   * @param occupancy Users now.
   * @param present A user as present now, `null` when not.
   */
  close(occupancy: number, present: (userId: string) => UserState | null): IntervalDetail | null {
    const userStateList = [...this.#changed]
      .map(present)
      .filter((user): user is UserState => user !== null);
    const isQuiet =
      userStateList.length + this.#joined.size + this.#left.size + this.#timedOut.size === 0;
    if (isQuiet && occupancy === this.#occupancy) return null;
    return {
      join: toList(this.#joined),
      leave: toList(this.#left),
      timeout: toList(this.#timedOut),
      userStateList,
      totalOccupancy: occupancy,
    };
  }
}

function toList(users: ReadonlySet<string>): UserList {
  return { users: [...users], userCount: users.size };
}
