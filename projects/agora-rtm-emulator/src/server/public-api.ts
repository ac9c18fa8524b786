export { startEmulator } from './emulator.ts';
export type { EmulatorOptions, PresenceOptions, RunningEmulator } from './emulator.ts';
export { systemClock } from '../protocol/clock.ts';
export type { CancelTimer, Clock } from '../protocol/clock.ts';
