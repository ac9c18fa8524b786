import {
  MAX_ATTRIBUTE_KEY_BYTES,
  MAX_ATTRIBUTE_VALUE_BYTES,
  MAX_ATTRIBUTES,
  MAX_CHANNEL_ATTRIBUTES_BYTES,
  MAX_USER_ATTRIBUTES_BYTES,
} from '../protocol/limits-v1.ts';
import type {
  AttributeItem,
  AttributeOperations,
  AttributeOwner,
  ChangeAttributesRequest,
} from '../protocol/wire.ts';
import type { AppSpace } from './app-space.ts';
import type { Attributes } from './channel-attributes.ts';
import type { Fields } from './fields.ts';
import type { Call, OperationTable } from './operation.ts';
import { requireSession } from './operation.ts';
import { Refusal } from './refusal.ts';

const MAX_TOTAL_BYTES = {
  USER: MAX_USER_ATTRIBUTES_BYTES,
  CHANNEL: MAX_CHANNEL_ATTRIBUTES_BYTES,
} as const;

const NONE: Attributes = new Map();

/** User and channel attributes of the 1.x API. Those of a user end with the session. */
export const attributeService: OperationTable<keyof AttributeOperations> = {
  changeAttributes: { read: readChange, run: change },
  getAttributes: {
    read: readOwner,
    run(owner, call) {
      const { space } = requireSession(call);
      const attributes = attributesOf(owner, space);
      if (attributes === null) throw new Refusal(-13011);
      return { attributes: [...attributes.values()] };
    },
  },
};

function readOwner(fields: Fields): AttributeOwner {
  const kind = fields.oneOf('kind', ['USER', 'CHANNEL']);
  return { kind, name: fields.name('name', kind === 'USER' ? -10006 : -10008) };
}

function readChange(fields: Fields): ChangeAttributesRequest {
  return {
    ...readOwner(fields),
    change: fields.oneOf('change', ['replace', 'merge', 'delete']),
    items: fields.list('items', MAX_ATTRIBUTES).map(readItem),
    notify: fields.flag('notify'),
  };
}

function readItem(fields: Fields): AttributeItem {
  const key = fields.text('key', MAX_ATTRIBUTE_KEY_BYTES);
  const value = fields.text('value', MAX_ATTRIBUTE_VALUE_BYTES);
  if (key === '' || Buffer.byteLength(key) > MAX_ATTRIBUTE_KEY_BYTES) throw new Refusal(-12011);
  if (Buffer.byteLength(value) > MAX_ATTRIBUTE_VALUE_BYTES) throw new Refusal(-12012);
  return { key, value };
}

/** `null` when it is a user who is not online. */
function attributesOf({ kind, name }: AttributeOwner, space: AppSpace): Attributes | null {
  if (kind === 'CHANNEL') return space.channelAttributes.of(name);
  return space.sessions.get(name)?.attributes ?? null;
}

function change(request: ChangeAttributesRequest, call: Call): object {
  const { session, space } = requireSession(call);
  const { kind, name, notify } = request;
  if (kind === 'USER' && name !== session.userId) throw new Refusal(-12004);
  const lastUpdateTs = call.services.timestamps.now();
  const stamp = { lastUpdateUserId: session.userId, lastUpdateTs };
  const changed = applied(request, attributesOf(request, space) ?? NONE, stamp);
  if (changed.size > MAX_ATTRIBUTES) throw new Refusal(-12006);
  if (sizeOf(changed) > MAX_TOTAL_BYTES[kind]) throw new Refusal(-12006);
  if (kind === 'USER') {
    session.attributes.clear();
    for (const [key, attribute] of changed) session.attributes.set(key, attribute);
    return {};
  }
  const { spaces, clock } = call.services;
  space.channelAttributes.set(
    name,
    changed,
    clock,
    () => space.channels.has(name),
    () => spaces.release(space),
  );
  if (notify) call.afterReply(() => announce(space, name, changed));
  return {};
}

/** The attributes after a change. */
function applied(
  { change, items }: ChangeAttributesRequest,
  before: Attributes,
  stamp: { readonly lastUpdateUserId: string; readonly lastUpdateTs: number },
): Attributes {
  const after: Attributes = new Map(change === 'replace' ? [] : before);
  for (const { key, value } of items) {
    if (change === 'delete') after.delete(key);
    else after.set(key, { key, value, ...stamp });
  }
  return after;
}

function sizeOf(attributes: Attributes): number {
  let bytes = 0;
  for (const { key, value } of attributes.values()) {
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
  }
  return bytes;
}

function announce(space: AppSpace, channelName: string, attributes: Attributes): void {
  const push = { channelName, attributes: [...attributes.values()] };
  for (const member of space.subscribers(channelName)) {
    if (member.generation === 1) member.link?.push('attributes', push);
  }
}
