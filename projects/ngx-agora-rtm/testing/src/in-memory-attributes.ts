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
  type RtmOperation,
} from 'ngx-agora-rtm/client';
import { Subject } from 'rxjs';
import type { AttributeStore } from './attribute-store';
import type { InMemorySession } from './in-memory-session';

/** What the attributes of one client need of the network. */
export interface AttributesNetwork {
  readonly attributeStore: AttributeStore;
  readonly options: { readonly now: () => number };
  /** Tells the members of a channel what its attributes are now. */
  tellAttributes(channelId: string): void;
}

/** The attributes as one client sees them. */
export class InMemoryAttributes implements AttributesApi {
  readonly #network: AttributesNetwork;
  readonly #session: InMemorySession;
  readonly #limits: AttributeLimits;
  readonly #changes = new Subject<AttributesEvent>();

  constructor(network: AttributesNetwork, session: InMemorySession, limits: AttributeLimits) {
    this.#network = network;
    this.#session = session;
    this.#limits = limits;
  }

  readonly changes$ = this.#changes.asObservable();

  async get(owner: AttributeOwner, names?: readonly string[]): Promise<RtmAttributes> {
    this.#check(owner, names, 'get-attributes');
    await this.#session.online('get-attributes');
    const all = this.#network.attributeStore.read(owner);
    return new Map([...all].filter(([name]) => names?.includes(name) ?? true));
  }

  async set(owner: AttributeOwner, values: ReadonlyMap<string, string>): Promise<void> {
    const operation = 'set-attributes';
    this.#check(owner, [], operation);
    assertAttributeValues(owner, values, this.#limits, operation);
    await this.#session.online(operation);
    const { userId } = this.#session;
    assertOwnAttributes(owner, userId, operation);
    const author = { updatedBy: userId, updatedAt: this.#network.options.now() };
    this.#network.attributeStore.write(owner, values, author, this.#limits);
    if (values.size > 0) this.#tell(owner);
  }

  async remove(owner: AttributeOwner, names?: readonly string[]): Promise<void> {
    const operation = 'remove-attributes';
    this.#check(owner, names, operation);
    await this.#session.online(operation);
    assertOwnAttributes(owner, this.#session.userId, operation);
    if (this.#network.attributeStore.remove(owner, names)) this.#tell(owner);
  }

  /** @internal */
  receive(event: AttributesEvent): void {
    this.#changes.next(event);
  }

  /** @internal */
  close(): void {
    this.#changes.complete();
  }

  #check(
    owner: AttributeOwner,
    names: readonly string[] | undefined,
    operation: RtmOperation,
  ): void {
    assertAttributeOwner(owner, this.#session.capabilities, operation);
    assertAttributeNames(names ?? [], this.#limits, operation);
  }

  #tell({ type, id }: AttributeOwner): void {
    if (type === 'channel') this.#network.tellAttributes(id);
  }
}
