import { inject, Injectable } from '@angular/core';
import { loadChatEngine } from 'ngx-agora-rtm/chat';
import { RtmChat } from 'ngx-agora-rtm/store';
import { Colleague } from './colleague';
import { network } from './network';

const SUPPORT = { type: 'channel', id: 'support' } as const;
const TEAM = { type: 'channel', id: 'team' } as const;
const ALICE = { type: 'peer', id: 'alice' } as const;

/** The people of the playground: the reader is alice, and whoever else there is answers her. */
@Injectable({ providedIn: 'root' })
export class World {
  readonly #chat = inject(RtmChat);
  #begun: Promise<void> | null = null;

  /** Lets everybody come in, once. */
  begin(): Promise<void> {
    this.#begun ??= this.#begin();
    return this.#begun;
  }

  async #begin(): Promise<void> {
    await this.#chat.login('alice');
    for (const ref of [TEAM, SUPPORT]) await this.#chat.conversation(ref).open();
    const engine = await loadChatEngine();
    const [ben, carol] = [new Colleague(network, engine), new Colleague(network, engine)];
    await Promise.all([ben.enter('ben', SUPPORT), carol.enter('carol', SUPPORT)]);
    await carol.say(
      SUPPORT,
      'Good morning! The invoice of **Miller & Sons** shows the wrong total.',
    );
    await ben.say(SUPPORT, 'I see it too: https://billing.example.org/invoices/2041');
    await ben.say(
      SUPPORT,
      'Two things:\n- the tax is *added twice*\n- `rounding` happens before it',
    );
    await carol.say(SUPPORT, '> the tax is added twice\n@alice can you have a look?');
    await ben.say(ALICE, 'Do you have a minute?');
    ben.answer(SUPPORT, ['On it.', 'That was quick, thank you!', 'I will tell them.']);
    ben.answer(ALICE, ['Great, five minutes then.', 'See you there.']);
  }
}
