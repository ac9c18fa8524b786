import { MAX_QUERIED_PEERS, MAX_WATCHED_PEERS } from '../protocol/limits-v1.ts';
import { isV1Name } from '../protocol/names.ts';
import type { OnlineStatus, OnlineStatusPush } from '../protocol/wire.ts';
import { requireLogin } from './attributes.ts';
import { CallLimiter } from './call-limiter.ts';
import { PeerOnlineState } from './enumerations.ts';
import { PEER_SUBSCRIPTION_STATUS, QUERY_PEERS_ONLINE_STATUS } from './error-codes.ts';
import type { Link } from './link.ts';
import { invalidArgument, limitExceeded, requestTimedOut, unavailable } from './rtm-error.ts';
import type { RtmError } from './rtm-error.ts';
import type { PeersOnlineStatusMap, PeersOnlineStatusResult } from './types.ts';

const { FAILURE, INVALID_ARGUMENT, OVERFLOW, TIMEOUT, TOO_OFTEN } = PEER_SUBSCRIPTION_STATUS;

/** Subscriptions, and questions, in any 5 s. Source: Agora's limits page; the bundle leaves it to the server. */
const CALLS = 10;
const WINDOW_MS = 5_000;

/** Whether peers are online, and hearing when that changes. */
export class PeerStatus {
  readonly #link: Link;
  readonly #report: (status: PeersOnlineStatusMap) => void;
  readonly #queries: CallLimiter;
  readonly #subscriptions: CallLimiter;
  /** Subscribed peers, and what was last heard of each. */
  readonly #known = new Map<string, OnlineStatus | undefined>();

  constructor(link: Link, report: (status: PeersOnlineStatusMap) => void) {
    this.#link = link;
    this.#report = report;
    this.#queries = new CallLimiter(link.clock, CALLS, WINDOW_MS);
    this.#subscriptions = new CallLimiter(link.clock, CALLS, WINDOW_MS);
  }

  async query(peerIds: readonly string[]): Promise<PeersOnlineStatusResult> {
    const codes = QUERY_PEERS_ONLINE_STATUS;
    requireLogin(this.#link);
    if (!isListOfNames(peerIds) || peerIds.length > MAX_QUERIED_PEERS) {
      throw invalidArgument('invalid arguments', codes.INVALID_ARGUMENT);
    }
    if (!this.#queries.take()) throw tooOften(codes.TOO_OFTEN);
    const answer = await this.#link.ask('queryOnline', { userIds: peerIds });
    if (answer.kind === 'timeout') throw timedOut(codes.TIMEOUT);
    if (answer.kind === 'refused') {
      throw unavailable(`The query failure, code ${answer.code}`, { code: codes.REJECTED });
    }
    const { online } = answer.reply;
    const result = Object.fromEntries(peerIds.map((peerId, at) => [peerId, online[at] === true]));
    for (const [peerId, isOnline] of Object.entries(result)) {
      // The SDK reports it even when nothing changed.
      if (!this.#known.has(peerId) || this.#known.get(peerId) === 'UNREACHABLE') continue;
      this.#set(peerId, isOnline ? 'ONLINE' : 'OFFLINE');
    }
    return result;
  }

  async subscribe(peerIds: readonly string[]): Promise<void> {
    requireLogin(this.#link);
    requirePeerIds(peerIds);
    const unique = [...new Set(peerIds)];
    if (unique.length + this.#known.size > MAX_WATCHED_PEERS) {
      throw limitExceeded('Subscribed peers overflows', OVERFLOW);
    }
    if (!this.#subscriptions.take()) throw tooOften(TOO_OFTEN);
    const answer = await this.#link.ask('watchOnline', { userIds: unique });
    if (answer.kind === 'timeout') throw timedOut(TIMEOUT);
    if (answer.kind === 'refused') throw unavailable('Subscription failed', { code: FAILURE });
    for (const peerId of unique) this.#known.set(peerId, undefined);
    void this.#reportAll(unique);
  }

  async unsubscribe(peerIds: readonly string[]): Promise<void> {
    requireLogin(this.#link);
    requirePeerIds(peerIds);
    if (peerIds.length > MAX_WATCHED_PEERS) {
      throw limitExceeded('Unsubscribed peers overflows', OVERFLOW);
    }
    const unique = [...new Set(peerIds)];
    void this.#link.ask('unwatchOnline', { userIds: unique });
    for (const peerId of unique) this.#known.delete(peerId);
  }

  async subscribed(option: unknown): Promise<string[]> {
    requireLogin(this.#link);
    if (option === 'ONLINE_STATUS') return [...this.#known.keys()];
    throw invalidArgument('Subscription option not supported', INVALID_ARGUMENT);
  }

  onPush({ userId, status }: OnlineStatusPush): void {
    if (!this.#known.has(userId) || this.#known.get(userId) === status) return;
    this.#set(userId, status);
  }

  /** After a reconnect: subscribes again, and reports how everyone is by now. */
  async restore(): Promise<void> {
    const peerIds = [...this.#known.keys()];
    if (peerIds.length === 0) return;
    await this.#link.ask('watchOnline', { userIds: peerIds });
    await this.#reportAll(peerIds);
  }

  /** The session has ended. */
  forget(): void {
    this.#known.clear();
  }

  async #reportAll(peerIds: readonly string[]): Promise<void> {
    const status: [string, OnlineStatus][] = [];
    for (let at = 0; at < peerIds.length; at += MAX_QUERIED_PEERS) {
      const userIds = peerIds.slice(at, at + MAX_QUERIED_PEERS);
      const answer = await this.#link.ask('queryOnline', { userIds });
      if (answer.kind !== 'reply') return;
      const { online } = answer.reply;
      userIds.forEach((userId, index) => {
        if (this.#known.has(userId)) status.push([userId, online[index] ? 'ONLINE' : 'OFFLINE']);
      });
    }
    for (const [userId, known] of status) this.#known.set(userId, known);
    this.#report(Object.fromEntries(status.map(([id, known]) => [id, PeerOnlineState[known]])));
  }

  #set(peerId: string, status: OnlineStatus): void {
    this.#known.set(peerId, status);
    this.#report({ [peerId]: PeerOnlineState[status] });
  }
}

/** @throws RtmInvalidArgumentError 2 */
function requirePeerIds(peerIds: unknown): void {
  if (!Array.isArray(peerIds) || peerIds.length === 0) {
    throw invalidArgument('Invalid arguments: peerIds', INVALID_ARGUMENT);
  }
  const illegal: unknown = peerIds.find((peerId) => !isV1Name(peerId));
  if (isListOfNames(peerIds)) return;
  const text = `subscribePeersOnlineStatus peer id ${String(illegal)} is invalid`;
  throw invalidArgument(text, INVALID_ARGUMENT);
}

function isListOfNames(names: unknown): names is string[] {
  return Array.isArray(names) && names.length > 0 && names.every((name) => isV1Name(name));
}

function timedOut(code: number): RtmError {
  return requestTimedOut('Request timed out after 10s', code);
}

function tooOften(code: number): RtmError {
  return limitExceeded('The online status of peers is asked for too often', code);
}
