import {
  assertAttributeNames,
  assertAttributeOwner,
  assertAttributeValues,
  assertOwnAttributes,
  type AttributeLimits,
  type AttributeOwner,
  type AttributesApi,
  type AttributesEvent,
  type RtmAttributes,
  type RtmCapabilities,
  RtmError,
  type RtmOperation,
} from 'ngx-agora-rtm/client';
import type { Observable } from 'rxjs';
import type { AgoraV2MetadataItem } from './agora-v2-sdk';
import type { AgoraV2Session } from './agora-v2-session';
import { attributesOf } from './vendor-events';

/** What the storage service answers to a key that does not exist: OUTDATED_REVISION. */
const KEY_IS_GONE = -12014;

/** What the storage service answers to anything that it does not name, sets that grow too large among them. */
const OPERATION_FAILED = -12001;

/** How often a removal is tried that meets keys which somebody else has just removed. */
const REMOVAL_ATTEMPTS = 3;

/** Who wrote an attribute, and when, is noted only where it is asked for. */
const NOTED = { addTimeStamp: true, addUserId: true };

/** Attributes as metadata of the storage service. */
export class AgoraV2Attributes implements AttributesApi {
  constructor(
    private readonly capabilities: RtmCapabilities,
    private readonly limits: AttributeLimits,
    readonly changes$: Observable<AttributesEvent>,
    /** The session, if it is connected; throws otherwise. */
    private readonly connected: (operation: RtmOperation) => AgoraV2Session,
  ) {}

  async get(owner: AttributeOwner, names?: readonly string[]): Promise<RtmAttributes> {
    this.#check(owner, names, 'get-attributes');
    const all = await this.#read(owner, 'get-attributes');
    return new Map([...all].filter(([name]) => names?.includes(name) ?? true));
  }

  async set(owner: AttributeOwner, values: ReadonlyMap<string, string>): Promise<void> {
    const operation = 'set-attributes';
    this.#check(owner, [], operation);
    assertAttributeValues(owner, values, this.limits, operation);
    const session = this.connected(operation);
    assertOwnAttributes(owner, session.userId, operation);
    // The SDK refuses to set nothing.
    if (values.size === 0) return;
    const items = [...values].map(([key, value]): AgoraV2MetadataItem => ({ key, value }));
    try {
      await session.call(operation, ({ storage }) =>
        owner.type === 'user'
          ? storage.setUserMetadata(items, NOTED)
          : storage.setChannelMetadata(owner.id, 'MESSAGE', items, NOTED),
      );
    } catch (error) {
      const mayBeTooMuch = error instanceof RtmError && error.vendorCode === OPERATION_FAILED;
      if (mayBeTooMuch) await this.#assertRoom(owner, values);
      throw error;
    }
  }

  async remove(owner: AttributeOwner, names?: readonly string[]): Promise<void> {
    const operation = 'remove-attributes';
    this.#check(owner, names, operation);
    assertOwnAttributes(owner, this.connected(operation).userId, operation);
    for (let attempt = 1; ; attempt++) {
      // The SDK fails over keys that do not exist, and removes everything when it is given no key.
      const existing = [...(await this.#read(owner, operation)).keys()];
      const items = existing
        .filter((key) => names?.includes(key) ?? true)
        .map((key): AgoraV2MetadataItem => ({ key, value: '' }));
      if (items.length === 0) return;
      try {
        await this.#removeItems(owner, names ? { data: items } : {});
        return;
      } catch (error) {
        const isGone = error instanceof RtmError && error.vendorCode === KEY_IS_GONE;
        if (!isGone || attempt === REMOVAL_ATTEMPTS) throw error;
      }
    }
  }

  #check(
    owner: AttributeOwner,
    names: readonly string[] | undefined,
    operation: RtmOperation,
  ): void {
    assertAttributeOwner(owner, this.capabilities, operation);
    assertAttributeNames(names ?? [], this.limits, operation);
  }

  /** Throws if what exists and what is to be set are too much together. */
  async #assertRoom(owner: AttributeOwner, values: ReadonlyMap<string, string>): Promise<void> {
    const existing = await this.#read(owner, 'set-attributes');
    const all = new Map([...existing].map(([name, { value }]) => [name, value] as const));
    for (const [name, value] of values) all.set(name, value);
    assertAttributeValues(owner, all, this.limits, 'set-attributes');
  }

  async #read(owner: AttributeOwner, operation: RtmOperation): Promise<RtmAttributes> {
    const answer = await this.connected(operation).call(operation, ({ storage }) =>
      owner.type === 'user'
        ? storage.getUserMetadata({ userId: owner.id })
        : storage.getChannelMetadata(owner.id, 'MESSAGE'),
    );
    return attributesOf(answer);
  }

  async #removeItems(
    owner: AttributeOwner,
    options: { data?: AgoraV2MetadataItem[] },
  ): Promise<void> {
    const operation = 'remove-attributes';
    await this.connected(operation).call(operation, ({ storage }) =>
      owner.type === 'user'
        ? storage.removeUserMetadata(options)
        : storage.removeChannelMetadata(owner.id, 'MESSAGE', options),
    );
  }
}
