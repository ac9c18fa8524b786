import type { ChannelFaultScope, Fault, FaultLimits, FaultReport, Traffic } from './fault.ts';
import { anySeed, seededRandom } from './seeded-random.ts';

/** A user as known at the moment; a connection that has not asked to log in is nobody's. */
export interface Who {
  readonly appId: string;
  readonly userId: string;
}

/** A moment at which something can go wrong. */
export interface Occasion {
  readonly who: Who | null;
  readonly channelName: string | null;
}

/** A packet that passes. */
export interface Packet extends Occasion {
  readonly traffic: Traffic;
  /** Of the operation or event. */
  readonly name: string;
}

/** A fault in force: counts its hits and rolls its dice. */
export class FaultRule<F extends Fault = Fault> {
  readonly id: number;
  readonly fault: F;
  readonly #limits: FaultLimits;
  readonly #random: () => number;
  #hits = 0;

  constructor(id: number, fault: F) {
    const limits: FaultLimits & Pick<Fault, 'type'> = fault;
    const { probability, seed = anySeed() } = limits;
    this.id = id;
    this.#limits = limits;
    this.fault = probability === undefined ? fault : { ...fault, seed };
    this.#random = seededRandom(seed);
  }

  /** Whether it has struck as often as it may. */
  get isSpent(): boolean {
    return this.#hits >= (this.#limits.times ?? Infinity);
  }

  /** Whether it is meant for this occasion. */
  covers({ who, channelName }: Occasion): boolean {
    const scope: ChannelFaultScope = this.fault;
    return (
      (scope.appId === undefined || scope.appId === who?.appId) &&
      (scope.userId === undefined || scope.userId === who?.userId) &&
      (scope.channelName === undefined || scope.channelName === channelName)
    );
  }

  /** Whether it strikes at an occasion it covers; the dice are thrown for no other. */
  strikes(occasion: Occasion): boolean {
    if (!this.covers(occasion)) return false;
    const { probability = 1 } = this.#limits;
    if (probability < 1 && this.#random() >= probability) return false;
    this.#hits += 1;
    return true;
  }

  /** A number from 0 to below `max`, of the same dice. */
  upTo(max: number): number {
    return max === 0 ? 0 : Math.floor(this.#random() * max);
  }

  report(): FaultReport {
    return { id: this.id, hits: this.#hits, fault: this.fault };
  }
}
