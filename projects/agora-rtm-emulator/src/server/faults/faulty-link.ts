import type { Socket } from 'socket.io';
import type { Operations, Pushes, Reply } from '../../protocol/wire.ts';
import type { CancelTimer } from '../../protocol/clock.ts';
import type { ErrorCode } from '../../protocol/error-codes.ts';
import type { Services } from '../operation.ts';
import type { Link } from '../session.ts';
import { SocketLink } from '../socket-link.ts';
import { detailOf } from '../token-verifier.ts';
import type { TokenFault } from '../token-verifier.ts';
import type { Occasion, Packet, Who } from './fault-rule.ts';
import type { FaultRules, Verdict } from './fault-rules.ts';
import { Line } from './line.ts';

/** Packets under way on one connection, before it is cut: a delay must not eat the memory. */
const MAX_UNDER_WAY = 20_000;

/** Code of the real service's answer to a banned user. Source: bundle of 2.3.0, `kUserBannedByAuth`. */
const BANNED_DETAIL = ' userResp error, detail: 10019';

/** What is wrong with the token of a login that is refused with a code: a 1.x client goes by that. */
const TOKEN_FAULT_OF: Readonly<Partial<Record<ErrorCode, TokenFault>>> = {
  [-10005]: 'NO_AUTHORIZED',
  [-10009]: 'TOKEN_EXPIRED',
  [-10015]: 'NO_RTM_PRIVILEGE',
  [-10016]: 'INIT_APPID_MISMATCH',
};

type Answer = Reply<object>;
type Acknowledge = (reply: Answer) => void;

/** Carries out a request, as a link without faults would at once. */
export type Receive = (name: unknown, args: readonly unknown[]) => void;

/** A link on which things go wrong: everything that comes and goes passes here. */
export class FaultyLink implements Link {
  /** Whose it is: the user of its latest login, refused or not. */
  who: Who | null = null;
  readonly #socket: Socket;
  readonly #link: SocketLink;
  readonly #rules: FaultRules;
  readonly #services: Services;
  readonly #receive: Receive;
  readonly #inbound: Line;
  readonly #outbound: Line;
  #held: (() => void)[] = [];
  #cancelHold: CancelTimer = () => undefined;
  #isStalled = false;

  constructor(socket: Socket, rules: FaultRules, services: Services, receive: Receive) {
    this.#socket = socket;
    this.#link = new SocketLink(socket);
    this.#rules = rules;
    this.#services = services;
    this.#receive = receive;
    this.#inbound = new Line(services.clock);
    this.#outbound = new Line(services.clock);
    socket.on('disconnect', () => this.#forget());
    this.updateStall();
  }

  push<Name extends keyof Pushes>(name: Name, body: Pushes[Name]): void {
    // The end of a session is no traffic: it is what kicks and bans are made of.
    if (name === 'rejected') return this.#link.push(name, body);
    const channelName = channelOf(body);
    this.#send('event', { who: this.who, channelName }, name, () => this.#link.push(name, body));
  }

  close(): void {
    this.#forget();
    this.#link.close();
  }

  /** Breaks the connection without a word: the client sees an RST. */
  cut(): void {
    this.#forget();
    this.#socket.request.socket.resetAndDestroy();
  }

  /** Takes in a request. */
  receive(name: unknown, args: readonly unknown[]): void {
    if (name === 'login') {
      this.who = whoOf(args[0]);
      this.updateStall();
    }
    const occasion = { who: this.who, channelName: channelOf(args[0]) };
    const packet: Packet = { ...occasion, traffic: 'request', name: String(name) };
    const verdict = this.#rules.verdictOn(packet);
    if (verdict.isCut) return this.cut();
    if (verdict.isDropped) return;
    this.#guard();
    this.#inbound.send(() => this.#carryOut(name, args, packet, verdict.copies), verdict.delayMs);
  }

  /** Stops or starts the flow of bytes, as the rules say. */
  updateStall(): void {
    const isStalled = this.#rules.isStalled(this.who);
    if (isStalled === this.#isStalled) return;
    this.#isStalled = isStalled;
    const { socket } = this.#socket.request;
    if (isStalled) {
      // What is read already waits in the line; the operating system keeps the rest.
      this.#inbound.pause();
      socket.pause();
      socket.cork();
    } else {
      socket.uncork();
      socket.resume();
      this.#inbound.resume();
    }
  }

  #carryOut(name: unknown, args: readonly unknown[], packet: Packet, copies: number): void {
    const last = args.at(-1);
    if (typeof last !== 'function') return this.#receive(name, args);
    const acknowledge: Acknowledge = (reply) =>
      this.#answer(() => (last as Acknowledge)(reply), packet);
    if (name === 'login' && this.#refuseLogin(args[0], acknowledge)) return;
    const changed = name === 'getMessages' ? this.#hideHistory(acknowledge, packet) : acknowledge;
    const request = args.slice(0, -1);
    this.#receive(name, [...request, changed]);
    // The answer to a copy has nobody to go to.
    for (let copy = 1; copy < copies; copy++) this.#receive(name, [...request, () => undefined]);
  }

  #answer(answer: () => void, { who, channelName, name }: Packet): void {
    this.#send('answer', { who, channelName }, name, answer);
  }

  /** Whether the user of this login is kept out; then it is answered. */
  #refuseLogin(request: unknown, acknowledge: Acknowledge): boolean {
    const fault = this.who === null ? null : this.#rules.loginRefusal(this.who);
    if (fault === null) return false;
    const timestamp = this.#services.timestamps.now();
    if (fault.type === 'refuseLogin') {
      const { code = -10012 } = fault;
      const wrong = TOKEN_FAULT_OF[code];
      const detail = wrong === undefined ? {} : { detail: detailOf(wrong) };
      acknowledge({ ok: false, timestamp, code, ...detail });
      return true;
    }
    // Read in the bundle of 2.3.0: a reconnect that is refused is a kick, a login is an error.
    if (own(request, 'reconnect') === true) this.push('rejected', { reasonCode: 'BANNED' });
    acknowledge({ ok: false, timestamp, code: -10012, detail: BANNED_DETAIL });
    return true;
  }

  #hideHistory(acknowledge: Acknowledge, occasion: Occasion): Acknowledge {
    return (reply) => {
      if (!reply.ok || !this.#rules.hidesHistory(occasion)) return acknowledge(reply);
      const page: Operations['getMessages']['response'] = { messages: [], newStart: 0 };
      acknowledge({ ...reply, ...page });
    };
  }

  #send(traffic: 'answer' | 'event', occasion: Occasion, name: string, send: () => void): void {
    const verdict = this.#rules.verdictOn({ ...occasion, traffic, name });
    if (verdict.isCut) return this.cut();
    if (verdict.isDropped) return;
    this.#guard();
    if (verdict.holdMs === null) {
      this.#pass(verdict, send);
      if (traffic === 'event') this.#releaseHeld();
      return;
    }
    if (this.#held.length === 0) {
      this.#cancelHold = this.#services.clock.schedule(() => this.#releaseHeld(), verdict.holdMs);
    }
    this.#held.push(() => this.#pass(verdict, send));
  }

  #pass({ copies, delayMs }: Verdict, send: () => void): void {
    for (let copy = 0; copy < copies; copy++) this.#outbound.send(send, delayMs);
  }

  #releaseHeld(): void {
    this.#cancelHold();
    const held = this.#held;
    this.#held = [];
    for (const send of held) send();
  }

  #guard(): void {
    const underWay = this.#inbound.length + this.#outbound.length + this.#held.length;
    if (underWay > MAX_UNDER_WAY) this.cut();
  }

  /** What is under way on a link that ends is lost. */
  #forget(): void {
    this.#cancelHold();
    this.#held = [];
    this.#inbound.clear();
    this.#outbound.clear();
  }
}

/** The channel a request or event is of; messages to a user are of none. */
function channelOf(body: unknown): string | null {
  if (own(body, 'target') === 'USER' || own(body, 'channelType') === 'USER') return null;
  // Metadata is of a channel or of a user, and calls its address a name.
  const channelName = own(body, own(body, 'target') === 'CHANNEL' ? 'name' : 'channelName');
  return typeof channelName === 'string' ? channelName : null;
}

function whoOf(login: unknown): Who | null {
  const appId = own(login, 'appId');
  const userId = own(login, 'userId');
  return typeof appId === 'string' && typeof userId === 'string' ? { appId, userId } : null;
}

function own(record: unknown, key: string): unknown {
  if (typeof record !== 'object' || record === null || !Object.hasOwn(record, key))
    return undefined;
  return (record as Record<string, unknown>)[key];
}
