import { MAX_CHANNEL_ATTRIBUTES_BYTES } from '../protocol/limits-v1.ts';
import { isV1Name } from '../protocol/names.ts';
import { utf8Length } from '../protocol/payload.ts';
import type { AttributesPush, StoredAttribute } from '../protocol/wire.ts';
import { checkAttributes, checkDeletion, checkQuestion, checkTotal } from './attribute-checks.ts';
import { changeAttributes, getAttributes, keysOnly, pick } from './attributes.ts';
import { requireLogin, toChannelAttributes } from './attributes.ts';
import { CallLimiter } from './call-limiter.ts';
import { ATTRIBUTE_OPERATION } from './error-codes.ts';
import type { Link } from './link.ts';
import { invalidArgument, invalidStatus, limitExceeded } from './rtm-error.ts';
import type { AttributesMap, ChannelAttributeOptions, ChannelAttributes } from './types.ts';

const { INVALID_ARGUMENT, TOO_OFTEN } = ATTRIBUTE_OPERATION;

/** Questions, and changes, in any 5 s. Source: the type definitions; the bundle leaves it to the server. */
const CALLS = 10;
const WINDOW_MS = 5_000;

/** Longest key of a deletion, in UTF-16 units. Source: the bundle. */
const MAX_DELETED_KEY = 512;

/** The attributes of channels, which a client need not have joined. */
export class ChannelAttributesApi {
  readonly #link: Link;
  readonly #questions: CallLimiter;
  readonly #changes: CallLimiter;
  /** Sizes of the values by channel, as far as this client knows: it checks totals by them. */
  readonly #sizes = new Map<string, Map<string, number>>();

  constructor(link: Link) {
    this.#link = link;
    this.#questions = new CallLimiter(link.clock, CALLS, WINDOW_MS);
    this.#changes = new CallLimiter(link.clock, CALLS, WINDOW_MS);
  }

  async set(
    channelId: string,
    attributes: AttributesMap,
    options: ChannelAttributeOptions = {},
  ): Promise<void> {
    const notify = wantsNotice(options);
    const sizes = checkAttributes(attributes, MAX_CHANNEL_ATTRIBUTES_BYTES);
    await this.#change('replace', channelId, { ...attributes }, notify);
    this.#sizes.set(channelId, new Map(sizes));
  }

  async addOrUpdate(
    channelId: string,
    attributes: AttributesMap,
    options: ChannelAttributeOptions = {},
  ): Promise<void> {
    const notify = wantsNotice(options);
    const added = checkAttributes(attributes, MAX_CHANNEL_ATTRIBUTES_BYTES);
    const sizes = new Map([...(this.#sizes.get(channelId) ?? []), ...added]);
    checkTotal(sizes, MAX_CHANNEL_ATTRIBUTES_BYTES);
    await this.#change('merge', channelId, { ...attributes }, notify);
    this.#sizes.set(channelId, sizes);
  }

  async delete(
    channelId: string,
    keys: readonly string[],
    options: ChannelAttributeOptions = {},
  ): Promise<void> {
    const notify = wantsNotice(options);
    if (!isV1Name(channelId)) throw invalidStatus('arguments is not valid', INVALID_ARGUMENT);
    checkDeletion(keys, MAX_DELETED_KEY);
    await this.#change('delete', channelId, keysOnly(keys), notify);
    const sizes = this.#sizes.get(channelId);
    for (const key of keys) sizes?.delete(key);
  }

  async clear(channelId: string, options: ChannelAttributeOptions = {}): Promise<void> {
    await this.#change('replace', channelId, {}, wantsNotice(options));
    this.#sizes.delete(channelId);
  }

  async get(channelId: string): Promise<ChannelAttributes> {
    if (!isV1Name(channelId)) throw invalidArgument('Not a valid channel ID', INVALID_ARGUMENT);
    requireLogin(this.#link);
    const attributes = await this.#ask(channelId);
    this.#learn(channelId, attributes);
    return toChannelAttributes(attributes);
  }

  async getByKeys(channelId: string, keys: readonly string[]): Promise<ChannelAttributes> {
    requireLogin(this.#link);
    checkQuestion(channelId, keys);
    return toChannelAttributes(pick(await this.#ask(channelId), keys));
  }

  /** Somebody's change was announced. */
  onPush({ channelName, attributes }: AttributesPush): void {
    this.#learn(channelName, attributes);
  }

  /** The session has ended. */
  forget(): void {
    this.#sizes.clear();
  }

  #ask(channelId: string): Promise<StoredAttribute[]> {
    this.#count(this.#questions);
    return getAttributes(this.#link, { kind: 'CHANNEL', name: channelId });
  }

  async #change(
    change: 'replace' | 'merge' | 'delete',
    channelId: string,
    attributes: AttributesMap,
    notify: boolean,
  ): Promise<void> {
    requireLogin(this.#link);
    // The SDK lets these go to the server, and reports what comes of it in these words.
    if (!isV1Name(channelId)) throw invalidArgument('arguments is not valid', INVALID_ARGUMENT);
    this.#count(this.#changes);
    const request = { kind: 'CHANNEL', name: channelId, change, notify } as const;
    await changeAttributes(this.#link, request, attributes);
  }

  #count(limiter: CallLimiter): void {
    if (!limiter.take()) throw limitExceeded('The attribute operation is too often', TOO_OFTEN);
  }

  #learn(channelId: string, attributes: readonly StoredAttribute[]): void {
    const sizes = attributes.map(({ key, value }) => [key, utf8Length(value)] as const);
    this.#sizes.set(channelId, new Map(sizes));
  }
}

/** @throws TypeError for `null`, as in the SDK. */
function wantsNotice(options: ChannelAttributeOptions): boolean {
  return options.enableNotificationToChannelMembers === true;
}
