import type { ErrorCode } from '../../protocol/error-codes.ts';
import type { OperationName, Pushes } from '../../protocol/wire.ts';

/** What travels: a client's request, the server's answer to it, or an event the server sends unasked. */
export type Traffic = 'request' | 'answer' | 'event';

/** Whom a fault is for: everything left out means all. */
export interface FaultScope {
  readonly appId?: string;
  readonly userId?: string;
}

/** A fault of one channel as well; messages to a user are in none. */
export interface ChannelFaultScope extends FaultScope {
  readonly channelName?: string;
}

/** How often a fault strikes: until it is cleared when nothing is said. */
export interface FaultLimits {
  /** Occurrences after which it is over. */
  readonly times?: number;
  /** Above 0, up to 1: chance of each occurrence; 1 by default. */
  readonly probability?: number;
  /** Start of the dice of `probability`, 0 to 4294967295, so that a run can be repeated; random by default. */
  readonly seed?: number;
}

/** Which packets a fault strikes. */
export interface TrafficFault extends ChannelFaultScope, FaultLimits {
  /** Only the request, the answer to it, or the event of this name, as in `publish` or `message`. */
  readonly name?: OperationName | keyof Pushes;
}

/** Packets come late, in their order. */
export interface DelayFault extends TrafficFault {
  readonly type: 'delay';
  /** `event` by default. */
  readonly traffic?: Traffic;
  /** Milliseconds, up to 600000. */
  readonly ms: number;
  /** Up to this many milliseconds more, at random. */
  readonly jitterMs?: number;
}

/**
 * Packets do not come. A lost `request` is not carried out; with a lost `answer` it is, and the
 * client does not hear of it: a lost acknowledgement.
 */
export interface DropFault extends TrafficFault {
  readonly type: 'drop';
  /** `event` by default. */
  readonly traffic?: Traffic;
}

/**
 * Packets come twice. A `request` that does is carried out twice. Agora's SDKs know the latest 200
 * messages and drop one that comes again (read in both bundles); the twins pass it on.
 */
export interface DuplicateFault extends TrafficFault {
  readonly type: 'duplicate';
  /** `event` by default. */
  readonly traffic?: 'request' | 'event';
}

/** Events come after the next one to the same client. */
export interface ReorderFault extends TrafficFault {
  readonly type: 'reorder';
  /** Longest wait for a next one in milliseconds, 1000 by default. */
  readonly withinMs?: number;
}

/** Connections break with an RST: now, or with `traffic` in place of the next such packet. */
export interface CutFault extends TrafficFault {
  readonly type: 'cut';
  /** `request` breaks it before the request is carried out, `answer` after. */
  readonly traffic?: Traffic;
}

/** Connections stay open and carry nothing, neither way. */
export interface StallFault extends FaultScope {
  readonly type: 'stall';
}

/** Codes a login can be refused with. */
export const LOGIN_REFUSALS = [
  -10005, -10009, -10012, -10015, -10016,
] as const satisfies readonly ErrorCode[];

/** Logins and reconnects are refused. */
export interface RefuseLoginFault extends FaultScope, FaultLimits {
  readonly type: 'refuseLogin';
  /** -10012 (rejected) by default. */
  readonly code?: (typeof LOGIN_REFUSALS)[number];
}

/** Reasons of a kick that an SDK can tell apart. */
export const KICK_REASONS = [
  'KICKED_OUT_BY_SERVER',
  'LOGIN_TOO_FREQUENT',
  'SAME_UID_LOGIN',
] as const;

/** The server ends sessions, once; users may log in again. */
export interface KickFault extends ChannelFaultScope {
  readonly type: 'kick';
  /** `KICKED_OUT_BY_SERVER` by default. */
  readonly reason?: (typeof KICK_REASONS)[number];
}

/** The server ends sessions and refuses logins until this is cleared. */
export interface BanFault extends FaultScope {
  readonly type: 'ban';
}

/** Tokens end, with the warning 30 s before. A new login is judged by its own token. */
export interface ExpireTokenFault extends ChannelFaultScope {
  readonly type: 'expireToken';
  /** Milliseconds from now, up to a day; 0 by default. */
  readonly inMs?: number;
}

/** Stored messages are there, and not returned. */
export interface HideHistoryFault extends ChannelFaultScope, FaultLimits {
  readonly type: 'hideHistory';
}

/** Messages cannot be stored: -11037, or -11036 to a user who is offline. They are delivered. */
export interface FailHistoryFault extends ChannelFaultScope, FaultLimits {
  readonly type: 'failHistory';
}

/** One thing that goes wrong. */
export type Fault =
  | DelayFault
  | DropFault
  | DuplicateFault
  | ReorderFault
  | CutFault
  | StallFault
  | RefuseLoginFault
  | KickFault
  | BanFault
  | ExpireTokenFault
  | HideHistoryFault
  | FailHistoryFault;

/** A fault that was asked for. */
export interface FaultReport {
  /** Name to clear it by. */
  readonly id: number;
  /** How often it has struck; of one that strikes once, how many users or connections. */
  readonly hits: number;
  /** With the seed that was drawn, when `probability` needed one. */
  readonly fault: Fault;
}

/** Lets a test say what goes wrong. */
export interface FaultControls {
  /**
   * Lets something go wrong. A kick, an `expireToken` and a cut without `traffic` strike now and are
   * over; everything else is in force until it is cleared or has struck `times` times.
   *
   * @example
   * emulator.faults.add({ type: 'drop', traffic: 'answer', name: 'publish', userId: 'alice', times: 1 });
   * emulator.faults.add({ type: 'drop', channelName: 'lobby', probability: 0.1, seed: 7 });
   * emulator.faults.add({ type: 'kick', userId: 'bob' });
   *
   * @throws Error that says what to change, for example a field that does not go with the type.
   */
  add(fault: Fault): FaultReport;
  /** Ends one fault, or all without an `id`; what was held up flows. Returns how many there were. */
  clear(id?: number): number;
  /** The faults in force, oldest first. */
  list(): FaultReport[];
}
