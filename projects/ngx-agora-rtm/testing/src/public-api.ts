export type { HeldOperations } from './fault-script';
export { type InMemoryRtmOptions, LIKE_SDK_1, LIKE_SDK_2 } from './in-memory-options';
export { InMemoryRtm, type InMemoryMessage } from './in-memory-rtm';
