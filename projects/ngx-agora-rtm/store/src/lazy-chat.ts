import { type Chat, type ChatEngineModule, loadChatEngine } from 'ngx-agora-rtm/chat';
import { RtmError, type RtmOperation } from 'ngx-agora-rtm/client';

/**
 * The chat core, which is loaded with the first login: until then nobody is logged in, and everything that needs somebody says so.
 * What is asked for while it loads comes in its order.
 */
export class LazyChat {
  readonly #make: (engine: ChatEngineModule) => Chat;
  readonly #fetch: () => Promise<ChatEngineModule>;
  #loading: Promise<Chat> | null = null;
  #chat: Chat | null = null;

  constructor(make: (engine: ChatEngineModule) => Chat, fetch = loadChatEngine) {
    this.#make = make;
    this.#fetch = fetch;
  }

  /** `null` while nobody has logged in. */
  get present(): Chat | null {
    return this.#chat;
  }

  /** @throws RtmError `not-logged-in`. */
  get(operation: RtmOperation): Chat {
    if (this.#chat) return this.#chat;
    throw new RtmError({ code: 'not-logged-in', operation, message: 'Nobody is logged in' });
  }

  /** @throws RtmError `sdk-unavailable` where it cannot be loaded. Call it again to try again. */
  load(): Promise<Chat> {
    this.#loading ??= this.#fetch().then(
      (engine) => (this.#chat = this.#make(engine)),
      (cause: unknown) => {
        this.#loading = null;
        throw new RtmError({
          code: 'sdk-unavailable',
          operation: 'login',
          message: 'The chat software could not be loaded: check the network, then log in again',
          cause,
        });
      },
    );
    return this.#loading;
  }

  /** Does something that ends what a login has begun: nothing where none was. */
  async ifBegun(act: (chat: Chat) => Promise<void>): Promise<void> {
    const chat = await this.#loading?.catch(() => null);
    if (chat) await act(chat);
  }
}
