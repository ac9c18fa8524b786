// Ours: the reducers of the chat core, as every tab runs them.
import type { ChatEvent, ChatState } from 'ngx-agora-rtm/chat';
import { load } from '../library.ts';
import { asEvent, asPage, asPast, asReceipt, OPENED } from './events.ts';
import type { Way } from './way.ts';

/** The reducers alone. @throws Error while the library is not built. */
export async function chatCore(batch: number): Promise<Way> {
  const { applyEvents, INITIAL_CHAT_STATE } = await load('./chat');
  return {
    name: `chat-core-${batch}`,
    title: `chat core, reducers, ${batch} at a time`,
    batch,
    works: ['append', 'insert', 'duplicate', 'edit', 'reaction', 'receipt', 'prepend'],
    open() {
      let state = applyEvents(INITIAL_CHAT_STATE, [OPENED]);
      const apply = (events: readonly ChatEvent[]) => {
        state = applyEvents(state, events);
      };
      return {
        seed: (records) => apply(asPast(records)),
        take: (records) => apply(records.map(asEvent)),
        receive: (receipts) => apply(receipts.map(asReceipt)),
        prepend: (page) => apply(asPage(page)),
        count: () => countIn(state),
      };
    },
  };
}

export function countIn(state: ChatState): number {
  return state.conversations.items.reduce((sum, item) => sum + (item?.timeline.length ?? 0), 0);
}
