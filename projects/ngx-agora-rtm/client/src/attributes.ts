import type { Observable } from 'rxjs';
import type { NameRules } from './names';

/** Whose attributes: those of a user, or those of a channel. */
export interface AttributeOwner {
  readonly type: 'user' | 'channel';
  /** User id, or name of the channel. */
  readonly id: string;
}

/** One attribute: a text, and what the backend knows about it. */
export interface RtmAttribute {
  readonly value: string;
  /** Who wrote it last, `null` where the backend does not tell. */
  readonly updatedBy: string | null;
  /** When: milliseconds since the epoch, server clock; `null` where the backend does not tell. */
  readonly updatedAt: number | null;
}

/** Attributes by name. A map, because any text may be a name, `__proto__` too. */
export type RtmAttributes = ReadonlyMap<string, RtmAttribute>;

/** All attributes of a channel, after a change. */
export interface AttributesEvent {
  readonly channelId: string;
  readonly attributes: RtmAttributes;
}

/** How many attributes there may be, and how large. */
export interface AttributeLimits {
  readonly maxAttributes: number;
  /** Longest name, in bytes of UTF-8. */
  readonly maxNameBytes: number;
  /** What else a name must look like. Left out: any text will do, as on SDK 1.x. */
  readonly nameRules?: Pick<NameRules, 'forbidden' | 'forbiddenFirst'>;
  /** Longest value, in bytes of UTF-8. */
  readonly maxValueBytes: number;
  /** All names and values of one user together, in bytes of UTF-8. */
  readonly maxUserBytes: number;
  /** All names and values of one channel together, in bytes of UTF-8. */
  readonly maxChannelBytes: number;
}

/**
 * Short texts that the backend keeps with a user or a channel. Everyone may read those of anyone, and write those of any
 * channel, joined or not; of users, each writes its own (those of another reject with `invalid-argument`). What is too
 * much or too large rejects with `limit-exceeded`. Every call rejects with `unsupported` where `capabilities.attributes`
 * is null.
 */
export interface AttributesApi {
  /** Every change of the attributes of a joined channel, own changes among them. */
  readonly changes$: Observable<AttributesEvent>;

  /** Reads attributes: those of some names (those that do not exist are left out; no names, no attributes), or all. */
  get(owner: AttributeOwner, names?: readonly string[]): Promise<RtmAttributes>;

  /** Adds attributes, and gives those that exist new values. Others stay as they are. A value must not be empty. */
  set(owner: AttributeOwner, values: ReadonlyMap<string, string>): Promise<void>;

  /** Removes attributes: those of some names (whether they exist or not; no names, none), or all. */
  remove(owner: AttributeOwner, names?: readonly string[]): Promise<void>;
}
