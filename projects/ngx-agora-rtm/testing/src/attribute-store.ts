import {
  assertAtMost,
  type AttributeLimits,
  type AttributeOwner,
  type RtmAttribute,
  type RtmAttributes,
  utf8Bytes,
} from 'ngx-agora-rtm/client';

/** Who writes attributes, and when. */
export interface AttributeAuthor {
  readonly updatedBy: string;
  readonly updatedAt: number;
}

/** The attributes of all users and channels of a network. */
export class AttributeStore {
  readonly #sets = new Map<string, ReadonlyMap<string, RtmAttribute>>();

  read(owner: AttributeOwner): RtmAttributes {
    return this.#sets.get(keyOf(owner)) ?? new Map();
  }

  /** @throws RtmError of code `limit-exceeded`, and then nothing is written. */
  write(
    owner: AttributeOwner,
    values: ReadonlyMap<string, string>,
    author: AttributeAuthor,
    limits: AttributeLimits,
  ): void {
    const next = new Map(this.read(owner));
    for (const [name, value] of values) next.set(name, { value, ...author });
    const max = owner.type === 'user' ? limits.maxUserBytes : limits.maxChannelBytes;
    const bytes = [...next].reduce(
      (sum, [name, { value }]) => sum + utf8Bytes(name) + utf8Bytes(value),
      0,
    );
    assertAtMost(next.size, limits.maxAttributes, 'attributes', 'set-attributes');
    assertAtMost(bytes, max, 'bytes in all names and values', 'set-attributes');
    this.#sets.set(keyOf(owner), next);
  }

  /** @returns Whether there was something to remove. */
  remove(owner: AttributeOwner, names?: readonly string[]): boolean {
    const before = this.read(owner);
    const next = new Map(names ? before : []);
    for (const name of names ?? []) next.delete(name);
    this.#sets.set(keyOf(owner), next);
    return next.size < before.size;
  }
}

function keyOf({ type, id }: AttributeOwner): string {
  return `${type}:${id}`;
}
