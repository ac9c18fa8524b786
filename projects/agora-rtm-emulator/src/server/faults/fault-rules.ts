import type { Fault, FaultReport } from './fault.ts';
import { FaultRule } from './fault-rule.ts';
import type { Occasion, Packet, Who } from './fault-rule.ts';

/** Longest wait of a reordered event for the next one, in milliseconds, when the fault does not say. */
const REORDER_WITHIN_MS = 1_000;

/** What becomes of a packet. */
export interface Verdict {
  /** Whether the connection breaks in its place. */
  readonly isCut: boolean;
  readonly isDropped: boolean;
  readonly copies: number;
  readonly delayMs: number;
  /** Longest wait for the next packet, which goes first; `null` when it does not wait. */
  readonly holdMs: number | null;
}

/** What becomes of a packet that no fault is for. */
export const PASSES: Verdict = {
  isCut: false,
  isDropped: false,
  copies: 1,
  delayMs: 0,
  holdMs: null,
};

/** The faults in force, and what they say. Knows nothing of connections and sessions. */
export class FaultRules {
  #rules: readonly FaultRule[] = [];
  #lastId = 0;

  /** Makes a rule of a fault, without putting it in force. */
  create(fault: Fault): FaultRule {
    return new FaultRule((this.#lastId += 1), fault);
  }

  enforce(rule: FaultRule): void {
    this.#rules = [...this.#rules, rule];
  }

  /** Removes one rule, or all. Returns how many there were. */
  clear(id?: number): number {
    const kept = id === undefined ? [] : this.#rules.filter((rule) => rule.id !== id);
    const cleared = this.#rules.length - kept.length;
    this.#rules = kept;
    return cleared;
  }

  list(): FaultReport[] {
    return this.#rules.map((rule) => rule.report());
  }

  /** What becomes of a packet: the first fault that takes it away decides, the others add up. */
  verdictOn(packet: Packet): Verdict {
    if (this.#rules.length === 0) return PASSES;
    let verdict = PASSES;
    for (const rule of this.#rules) {
      if (!isFor(rule.fault, packet) || !rule.strikes(packet)) continue;
      verdict = worsen(verdict, rule);
      if (verdict.isCut || verdict.isDropped) break;
    }
    this.#forgetSpent();
    return verdict;
  }

  /** The fault that keeps a user from logging in, if any. A ban goes first: it lasts. */
  loginRefusal(who: Who): Extract<Fault, { type: 'ban' | 'refuseLogin' }> | null {
    const occasion = { who, channelName: null };
    return this.#strike('ban', occasion) ?? this.#strike('refuseLogin', occasion);
  }

  /** Whether a stored message of this publisher is kept from the history. */
  failsHistory(occasion: Occasion): boolean {
    return this.#strike('failHistory', occasion) !== null;
  }

  /** Whether this reader gets an empty page. */
  hidesHistory(occasion: Occasion): boolean {
    return this.#strike('hideHistory', occasion) !== null;
  }

  /** Whether a connection carries nothing; `null` before it asked to log in. */
  isStalled(who: Who | null): boolean {
    const occasion = { who, channelName: null };
    return this.#rules.some((rule) => rule.fault.type === 'stall' && rule.covers(occasion));
  }

  #strike<T extends Fault['type']>(
    type: T,
    occasion: Occasion,
  ): Extract<Fault, { type: T }> | null {
    for (const candidate of this.#rules) {
      if (!isOf(candidate, type) || !candidate.strikes(occasion)) continue;
      this.#forgetSpent();
      return candidate.fault;
    }
    return null;
  }

  #forgetSpent(): void {
    if (this.#rules.some((rule) => rule.isSpent)) {
      this.#rules = this.#rules.filter((rule) => !rule.isSpent);
    }
  }
}

function isOf<T extends Fault['type']>(
  rule: FaultRule,
  type: T,
): rule is FaultRule<Extract<Fault, { type: T }>> {
  return rule.fault.type === type;
}

/** Whether a fault is one of traffic, of this kind and name. */
function isFor(fault: Fault, { traffic, name }: Packet): boolean {
  switch (fault.type) {
    case 'delay':
    case 'drop':
    case 'duplicate':
      return (fault.traffic ?? 'event') === traffic && (fault.name ?? name) === name;
    case 'reorder':
      return traffic === 'event' && (fault.name ?? name) === name;
    case 'cut':
      return fault.traffic === traffic && (fault.name ?? name) === name;
    default:
      return false;
  }
}

function worsen(verdict: Verdict, rule: FaultRule): Verdict {
  const { fault } = rule;
  switch (fault.type) {
    case 'cut':
      return { ...verdict, isCut: true };
    case 'drop':
      return { ...verdict, isDropped: true };
    case 'duplicate':
      return { ...verdict, copies: verdict.copies + 1 };
    case 'reorder':
      return { ...verdict, holdMs: fault.withinMs ?? REORDER_WITHIN_MS };
    case 'delay':
      return {
        ...verdict,
        delayMs: verdict.delayMs + fault.ms + rule.upTo(fault.jitterMs ?? 0),
      };
    default:
      return verdict;
  }
}
