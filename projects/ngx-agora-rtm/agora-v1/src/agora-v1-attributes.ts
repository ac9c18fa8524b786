import {
  assertAtMost,
  assertAttributeNames,
  assertAttributeOwner,
  assertAttributeValues,
  assertOwnAttributes,
  type AttributeOwner,
  type AttributesApi,
  type AttributesEvent,
  RtmError,
  type RtmAttributes,
  type RtmOperation,
} from 'ngx-agora-rtm/client';
import type { Observable } from 'rxjs';
import type { AgoraV1Session } from './agora-v1-session';
import { AGORA_V1_CAPABILITIES, MAX_ATTRIBUTE_NAMES } from './limits';
import { channelAttributesOf, userAttributesOf } from './vendor-events';

/** What the SDK answers about a user who has never been there: USER_NOT_FOUND. */
const USER_NOT_FOUND = 6;

/** Members hear of a change only where the one who makes it asks for that. */
const NOTIFY = { enableNotificationToChannelMembers: true };

/** Attributes of users and channels. */
export class AgoraV1Attributes implements AttributesApi {
  constructor(
    readonly changes$: Observable<AttributesEvent>,
    /** The session, if it is connected; throws otherwise. */
    private readonly connected: (operation: RtmOperation) => AgoraV1Session,
  ) {}

  async get(owner: AttributeOwner, names?: readonly string[]): Promise<RtmAttributes> {
    const operation = 'get-attributes';
    const keys = checked(owner, names, operation);
    const session = this.connected(operation);
    if (keys?.length === 0) return new Map();
    const { type, id } = owner;
    try {
      const answer = await session.call(operation, (instance) => {
        if (type === 'user') {
          return keys ? instance.getUserAttributesByKeys(id, keys) : instance.getUserAttributes(id);
        }
        return keys
          ? instance.getChannelAttributesByKeys(id, keys)
          : instance.getChannelAttributes(id);
      });
      return type === 'user' ? userAttributesOf(answer) : channelAttributesOf(answer);
    } catch (error) {
      if (RtmError.from(error, operation).vendorCode === USER_NOT_FOUND) return new Map();
      throw error;
    }
  }

  async set(owner: AttributeOwner, values: ReadonlyMap<string, string>): Promise<void> {
    const operation = 'set-attributes';
    assertAttributeOwner(owner, AGORA_V1_CAPABILITIES, operation);
    assertAttributeValues(owner, values, AGORA_V1_CAPABILITIES.attributes, operation);
    const session = this.connected(operation);
    assertOwnAttributes(owner, session.userId, operation);
    // The SDK refuses to set nothing.
    if (values.size === 0) return;
    const record = Object.fromEntries(values);
    await session.call(operation, (instance) =>
      owner.type === 'user'
        ? instance.addOrUpdateLocalUserAttributes(record)
        : instance.addOrUpdateChannelAttributes(owner.id, record, NOTIFY),
    );
  }

  async remove(owner: AttributeOwner, names?: readonly string[]): Promise<void> {
    const operation = 'remove-attributes';
    const keys = checked(owner, names, operation);
    const session = this.connected(operation);
    assertOwnAttributes(owner, session.userId, operation);
    if (keys?.length === 0) return;
    const { type, id } = owner;
    await session.call(operation, (instance) => {
      if (type === 'user') {
        return keys
          ? instance.deleteLocalUserAttributesByKeys(keys)
          : instance.clearLocalUserAttributes();
      }
      return keys
        ? instance.deleteChannelAttributesByKeys(id, keys, NOTIFY)
        : instance.clearChannelAttributes(id, NOTIFY);
    });
  }
}

/** Checks what both reading and removing take. Returns the names, each once. */
function checked(
  owner: AttributeOwner,
  names: readonly string[] | undefined,
  operation: RtmOperation,
): string[] | undefined {
  assertAttributeOwner(owner, AGORA_V1_CAPABILITIES, operation);
  if (names === undefined) return undefined;
  assertAttributeNames(names, AGORA_V1_CAPABILITIES.attributes, operation);
  const keys = [...new Set(names)];
  assertAtMost(keys.length, MAX_ATTRIBUTE_NAMES, 'attributes at a time', operation);
  return keys;
}
