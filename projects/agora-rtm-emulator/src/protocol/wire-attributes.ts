/** Whose attributes; those of 1.x have nothing to do with the metadata of 2.x. */
export interface AttributeOwner {
  readonly kind: 'USER' | 'CHANNEL';
  /** User id or channel id. */
  readonly name: string;
}

export interface AttributeItem {
  readonly key: string;
  readonly value: string;
}

export interface StoredAttribute extends AttributeItem {
  readonly lastUpdateUserId: string;
  readonly lastUpdateTs: number;
}

/** A change. A user changes their own attributes only; anyone changes those of any channel. */
export interface ChangeAttributesRequest extends AttributeOwner {
  /** `replace` removes all others, `merge` none, `delete` takes keys whose values do not matter. */
  readonly change: 'replace' | 'merge' | 'delete';
  readonly items: readonly AttributeItem[];
  /** Whether the members of the channel hear of it. */
  readonly notify: boolean;
}

export interface AttributesPush {
  readonly channelName: string;
  readonly attributes: readonly StoredAttribute[];
}

/** User and channel attributes of the 1.x API. */
export interface AttributeOperations {
  changeAttributes: { request: ChangeAttributesRequest; response: object };
  getAttributes: { request: AttributeOwner; response: { attributes: StoredAttribute[] } };
}

export interface AttributePushes {
  /** All attributes of a channel, after a change with `notify`. */
  attributes: AttributesPush;
}
