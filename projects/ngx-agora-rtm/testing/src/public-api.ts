export type { HeldOperations } from './fault-script';
export { InMemoryRtm, type InMemoryMessage, type InMemoryRtmOptions } from './in-memory-rtm';
