import type { MessagePush, Pushes } from '../protocol/wire.ts';
import { InOrder } from './in-order.ts';
import { isForCipher } from './message-cipher.ts';
import type { MessageCipher } from './message-cipher.ts';

type Deliver = <Name extends keyof Pushes>(name: Name, body: Pushes[Name]) => void;

/** Hands on what the server pushes, in the order it came: opening a message takes time, and what follows waits. */
export class Inbox {
  readonly #cipher: MessageCipher | null;
  readonly #deliver: Deliver;
  readonly #inOrder = new InOrder();
  /** Counts sessions: what is still waiting when one ends belongs to nobody. */
  #epoch = 0;

  constructor(cipher: MessageCipher | null, deliver: Deliver) {
    this.#cipher = cipher;
    this.#deliver = deliver;
  }

  take<Name extends keyof Pushes>(name: Name, body: Pushes[Name]): void {
    const cipher = this.#cipher;
    if (name === 'message' && !isForCipher((body as MessagePush).payload, cipher)) {
      console.warn(
        'agora-rtm-emulator: a message was dropped: it is encrypted and this client is not, or the other way round.',
      );
      return;
    }
    if (cipher === null) return this.#deliver(name, body);
    const epoch = this.#epoch;
    void this.#inOrder.run(async () => {
      const opened = name === 'message' ? await open(body as MessagePush, cipher) : body;
      if (this.#epoch === epoch) this.#deliver(name, opened as Pushes[Name]);
    });
  }

  /** Drops what is still waiting. */
  clear(): void {
    this.#epoch += 1;
  }
}

async function open(push: MessagePush, cipher: MessageCipher): Promise<MessagePush> {
  return { ...push, payload: await cipher.open(push.payload, push.messageType) };
}
