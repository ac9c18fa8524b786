import type { Services } from '../operation.ts';
import { expelSession } from '../membership.ts';
import type { Session } from '../session.ts';
import { watchToken } from '../token-watch.ts';
import type { ChannelFaultScope, CutFault, Fault, FaultControls, FaultReport } from './fault.ts';
import { FaultError, readFault } from './fault-reader.ts';
import type { FaultRule } from './fault-rule.ts';
import type { FaultRules } from './fault-rules.ts';
import type { FaultyLink } from './faulty-link.ts';

/** Faults in force at a time: enough for any test, and each packet asks each of them. */
const MAX_FAULTS = 100;

/** The fault controls of a running emulator. */
export class FaultSwitchboard implements FaultControls {
  readonly #rules: FaultRules;
  readonly #links: ReadonlySet<FaultyLink>;
  readonly #services: Services;

  constructor(rules: FaultRules, links: ReadonlySet<FaultyLink>, services: Services) {
    this.#rules = rules;
    this.#links = links;
    this.#services = services;
  }

  add(fault: Fault): FaultReport {
    return this.addUnchecked(fault);
  }

  /** Adds something that may be anything, for example a body that was sent. @throws FaultError */
  addUnchecked(input: unknown): FaultReport {
    const rule = this.#rules.create(readFault(input));
    const { fault } = rule;
    switch (fault.type) {
      case 'kick': {
        const reasonCode = fault.reason ?? 'KICKED_OUT_BY_SERVER';
        return this.#strikeSessions(rule, (session) =>
          expelSession(this.#services, session, reasonCode),
        );
      }
      case 'expireToken': {
        const expiresAt = this.#services.clock.now() + (fault.inMs ?? 0);
        const call = { services: this.#services, afterReply: (work: () => void) => work() };
        return this.#strikeSessions(rule, (session) => watchToken(call, session, expiresAt));
      }
      case 'cut':
        return fault.traffic === undefined ? this.#cut(fault, rule) : this.#enforce(rule);
      case 'ban':
        this.#enforce(rule);
        return this.#strikeSessions(rule, (session) =>
          expelSession(this.#services, session, 'BANNED'),
        );
      case 'stall':
        this.#enforce(rule);
        this.#updateStalls();
        return rule.report();
      default:
        return this.#enforce(rule);
    }
  }

  clear(id?: number): number {
    const cleared = this.#rules.clear(id);
    this.#updateStalls();
    return cleared;
  }

  list(): FaultReport[] {
    return this.#rules.list();
  }

  #enforce(rule: FaultRule): FaultReport {
    if (this.#rules.list().length >= MAX_FAULTS) {
      throw new FaultError(`There are ${MAX_FAULTS} faults in force: clear some first.`);
    }
    this.#rules.enforce(rule);
    return rule.report();
  }

  #strikeSessions(rule: FaultRule, strike: (session: Session) => void): FaultReport {
    const struck = this.#sessions(rule.fault);
    for (const session of struck) strike(session);
    return { ...rule.report(), hits: struck.length };
  }

  /** The sessions in a scope; with a channel, those that are subscribed to it. */
  #sessions({ appId, userId, channelName }: ChannelFaultScope): Session[] {
    return [...this.#services.spaces.all()].flatMap((space) =>
      [...space.sessions.values()].filter(
        (session) =>
          (appId ?? session.appId) === session.appId &&
          (userId ?? session.userId) === session.userId &&
          (channelName === undefined || session.subscriptions.has(channelName)),
      ),
    );
  }

  #cut(fault: CutFault, rule: FaultRule): FaultReport {
    const owned = new Set(this.#sessions(fault).map((session) => session.link));
    const struck = [...this.#links].filter(
      (link) => owned.has(link) || rule.covers({ who: link.who, channelName: null }),
    );
    for (const link of struck) link.cut();
    return { ...rule.report(), hits: struck.length };
  }

  #updateStalls(): void {
    for (const link of this.#links) link.updateStall();
  }
}
