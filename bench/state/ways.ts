import { chatCore } from './chat-core.ts';
import { chatStore } from './chat-store.ts';
import { chunkedList } from './chunked-list.ts';
import { entityReducer, entityStore } from './entity-adapter.ts';
import { mapPush } from './map-push.ts';
import { streamChat } from './stream-chat.ts';
import type { Way } from './way.ts';

/** All ways that can be measured here. */
export async function allWays(): Promise<Way[]> {
  const ways = [
    mapPush,
    chunkedList(50),
    chunkedList(1),
    entityReducer(1),
    entityStore(1),
    entityReducer(50),
    entityStore(50),
    await streamChat(),
    await chatCore(50),
    await chatCore(1),
    await chatStore(50),
    await chatStore(1),
  ];
  return ways.filter((way) => way !== null);
}
