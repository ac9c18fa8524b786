import type { FaultControls } from './fault.ts';

/** The fault controls of an emulator that was started without them. */
export const noFaultControls: FaultControls = { add: refuse, clear: refuse, list: refuse };

function refuse(): never {
  throw new Error('Faults need an emulator that was started with { faultControls: true }.');
}
