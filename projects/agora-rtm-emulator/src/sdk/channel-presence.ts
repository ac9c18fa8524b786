import type { CancelTimer, Clock } from '../protocol/clock.ts';
import type { PresencePush, States } from '../protocol/wire.ts';
import { IntervalBatch } from './interval-batch.ts';
import type { PresenceEvent, UserState } from './rtm-events.ts';

/** What a channel's presence goes by. */
export interface PresenceRules {
  readonly clock: Clock;
  /** Users from which on events come batched. */
  announceMax(): number;
  /** Milliseconds between the batches. */
  intervalMs(): number;
  /** The server's time. */
  now(): number;
  readonly userId: string;
  /** The user's own state in a channel: what was set, whether or not the server has it yet. */
  ownStates(channelName: string): States;
  emit(event: PresenceEvent): void;
}

/**
 * One channel with presence as its subscriber sees it. It begins with a SNAPSHOT; changes come one by
 * one, and batched while the channel is crowded. Which of the two, the client decides by itself, as
 * read in the bundle of 2.3.0.
 */
export class ChannelPresence {
  readonly #channelName: string;
  readonly #rules: PresenceRules;
  /** Everyone else who is present. */
  readonly #others = new Map<string, States>();
  /** Whether the user is present too, and not quiet. */
  #isPresent = false;
  /** `null` while changes come one by one. */
  #batch: IntervalBatch | null = null;
  #cancelTimer: CancelTimer = () => undefined;

  constructor(channelName: string, rules: PresenceRules) {
    this.#channelName = channelName;
    this.#rules = rules;
  }

  /** Everyone who is present, the user too, ordered by user id. */
  users(): UserState[] {
    const users = [...this.#others].map(([userId, states]) => toUserState(userId, states));
    if (this.#isPresent) users.push(this.#own());
    return users.sort((one, other) => (one.userId < other.userId ? -1 : 1));
  }

  /** The state of someone else, `undefined` when they are not present. */
  stateOf(userId: string): States | undefined {
    return this.#others.get(userId);
  }

  /** Says whether the user is present too. */
  setPresent(isPresent: boolean): void {
    this.#isPresent = isPresent;
    this.#closeInterval();
    this.#openInterval();
  }

  apply(push: PresencePush): void {
    const { eventType, publisher } = push;
    if (eventType === 'SNAPSHOT') return this.#begin(push);
    const before = this.#others.get(publisher);
    const after = eventType === 'REMOTE_STATE_CHANGED' ? statesIn(push, publisher) : {};
    const leaves = eventType === 'REMOTE_LEAVE' || eventType === 'REMOTE_TIMEOUT';
    if (leaves) this.#others.delete(publisher);
    else this.#others.set(publisher, after);
    if (this.#batch === null) {
      this.#emit({ ...push, stateChanged: { ...after } });
    } else {
      this.#batch.note(eventType, publisher, before);
    }
    if (leaves) this.#closeInterval();
    else this.#openInterval();
  }

  /** Stops batching; no event follows. */
  dispose(): void {
    this.#cancelTimer();
    this.#batch = null;
  }

  #begin(push: PresencePush): void {
    this.dispose();
    this.#others.clear();
    const userIds = push.userIds ?? [];
    this.#isPresent = userIds.includes(this.#rules.userId);
    const snapshot = userIds.map((userId) => {
      // What the client has set may not have reached the server when it wrote this.
      if (userId === this.#rules.userId) return this.#own();
      const states = statesIn(push, userId);
      this.#others.set(userId, states);
      return toUserState(userId, states);
    });
    this.#emit({ eventType: 'SNAPSHOT', publisher: '', timestamp: push.timestamp, snapshot });
    this.#openInterval();
  }

  #openInterval(): void {
    if (this.#batch !== null || this.#occupancy() < this.#rules.announceMax()) return;
    this.#batch = new IntervalBatch(this.#occupancy());
    this.#wait();
  }

  /** Ends batching when the channel is no longer crowded, with a last batch. */
  #closeInterval(): void {
    if (this.#batch === null || this.#occupancy() >= this.#rules.announceMax()) return;
    const batch = this.#batch;
    this.dispose();
    this.#flush(batch);
  }

  #wait(): void {
    this.#cancelTimer = this.#rules.clock.schedule(() => {
      const batch = this.#batch;
      if (batch === null) return;
      this.#batch = new IntervalBatch(this.#occupancy());
      this.#wait();
      this.#flush(batch);
    }, this.#rules.intervalMs());
  }

  #flush(batch: IntervalBatch): void {
    const present = (userId: string) => {
      const states = this.#others.get(userId);
      return states === undefined ? null : toUserState(userId, states);
    };
    const interval = batch.close(this.#occupancy(), present);
    const timestamp = this.#rules.now();
    if (interval !== null)
      this.#emit({ eventType: 'INTERVAL', publisher: '', timestamp, interval });
  }

  #occupancy(): number {
    return this.#others.size + (this.#isPresent ? 1 : 0);
  }

  #own(): UserState {
    return toUserState(this.#rules.userId, this.#rules.ownStates(this.#channelName));
  }

  #emit(
    event: Pick<PresenceEvent, 'eventType' | 'publisher' | 'timestamp'> & Partial<PresenceEvent>,
  ) {
    this.#rules.emit({
      eventType: event.eventType,
      channelType: 'MESSAGE',
      channelName: this.#channelName,
      publisher: event.publisher,
      stateChanged: event.stateChanged ?? {},
      interval: event.interval ?? null,
      // Empty but for a SNAPSHOT, although the vendor's type allows `null` (bundle).
      snapshot: event.snapshot ?? [],
      timestamp: event.timestamp,
    });
  }
}

/** As the SDK writes a user. */
export function toUserState(userId: string, states: States): UserState {
  return { userId, states: { ...states }, statesCount: Object.keys(states).length };
}

function statesIn({ states }: PresencePush, userId: string): States {
  return (Object.hasOwn(states, userId) ? states[userId] : undefined) ?? {};
}
