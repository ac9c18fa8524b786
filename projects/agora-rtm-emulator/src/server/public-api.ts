export { startEmulator } from './emulator.ts';
export type { EmulatorOptions, PresenceOptions, RunningEmulator } from './emulator.ts';
export type { UploadLimits } from './uploads/uploads.ts';
export { FaultError } from './faults/fault-reader.ts';
export type * from './faults/fault.ts';
export { systemClock } from '../protocol/clock.ts';
export type { CancelTimer, Clock } from '../protocol/clock.ts';
