import { InMemoryRtm, LIKE_SDK_2 } from 'ngx-agora-rtm/testing';

/** The network of the playground: in memory, as SDK 2.x behaves. */
export const network = new InMemoryRtm(LIKE_SDK_2);
