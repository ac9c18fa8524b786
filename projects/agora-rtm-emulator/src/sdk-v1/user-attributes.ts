import { MAX_USER_ATTRIBUTES_BYTES } from '../protocol/limits-v1.ts';
import { isV1Name } from '../protocol/names.ts';
import { checkAttributes, checkDeletion, checkQuestion } from './attribute-checks.ts';
import { changeAttributes, getAttributes, keysOnly, pick } from './attributes.ts';
import { requireLogin, toAttributesMap } from './attributes.ts';
import { ATTRIBUTE_OPERATION } from './error-codes.ts';
import type { Link } from './link.ts';
import { invalidArgument } from './rtm-error.ts';
import type { AttributesMap } from './types.ts';

/** The attributes of users. Those of the own user end with the session, and a reconnect sets them again. */
export class UserAttributes {
  readonly #link: Link;
  /** What the server has, as far as this client set it. */
  #own: AttributesMap = {};

  constructor(link: Link) {
    this.#link = link;
  }

  async set(attributes: AttributesMap): Promise<void> {
    checkAttributes(attributes, MAX_USER_ATTRIBUTES_BYTES);
    requireLogin(this.#link);
    const own = { ...attributes };
    await this.#change('replace', own);
    this.#own = own;
  }

  async addOrUpdate(attributes: AttributesMap): Promise<void> {
    checkAttributes(attributes, MAX_USER_ATTRIBUTES_BYTES);
    checkAttributes({ ...this.#own, ...attributes }, MAX_USER_ATTRIBUTES_BYTES);
    requireLogin(this.#link);
    const added = { ...attributes };
    await this.#change('merge', added);
    this.#own = { ...this.#own, ...added };
  }

  async delete(keys: readonly string[]): Promise<void> {
    checkDeletion(keys, Number.POSITIVE_INFINITY);
    requireLogin(this.#link);
    const deleted = new Set(keys);
    await this.#change('delete', keysOnly(keys));
    const kept = Object.entries(this.#own).filter(([key]) => !deleted.has(key));
    this.#own = Object.fromEntries(kept);
  }

  async clear(): Promise<void> {
    requireLogin(this.#link);
    await this.#change('replace', {});
    this.#own = {};
  }

  async get(userId: string): Promise<AttributesMap> {
    if (!isV1Name(userId)) {
      throw invalidArgument('Not a valid user ID', ATTRIBUTE_OPERATION.INVALID_ARGUMENT);
    }
    requireLogin(this.#link);
    return toAttributesMap(await getAttributes(this.#link, { kind: 'USER', name: userId }));
  }

  async getByKeys(userId: string, keys: readonly string[]): Promise<AttributesMap> {
    requireLogin(this.#link);
    checkQuestion(userId, keys);
    const attributes = await getAttributes(this.#link, { kind: 'USER', name: userId });
    return toAttributesMap(pick(attributes, keys));
  }

  /** After a reconnect: the server may have forgotten them with the session. */
  restore(): void {
    if (Object.keys(this.#own).length === 0) return;
    void this.#change('replace', this.#own).catch(() => undefined);
  }

  /** The session has ended. */
  forget(): void {
    this.#own = {};
  }

  #change(change: 'replace' | 'merge' | 'delete', attributes: AttributesMap): Promise<void> {
    const name = this.#link.userId;
    return changeAttributes(this.#link, { kind: 'USER', name, change, notify: false }, attributes);
  }
}
