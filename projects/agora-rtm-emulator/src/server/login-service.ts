import {
  MAX_CHANNELS,
  MAX_PRESENCE_TIMEOUT_S,
  MIN_PRESENCE_TIMEOUT_S,
} from '../protocol/limits.ts';
import { isAppId } from '../protocol/names.ts';
import type { Generation, LoginAnswer, LoginRequest } from '../protocol/wire.ts';
import { resendMissed, timeOfAnswer } from './delivery.ts';
import type { Fields } from './fields.ts';
import { sendLockSnapshot } from './lock-events.ts';
import { keepLocks } from './lock-lifetime.ts';
import { endSession, reconcileChannels } from './membership.ts';
import { observeStatus } from './online-status.ts';
import type { Call, OperationTable } from './operation.ts';
import { requireSession } from './operation.ts';
import { sendSnapshot } from './presence-events.ts';
import { Refusal } from './refusal.ts';
import { Session } from './session.ts';
import { sendMetadata } from './storage-events.ts';
import { readSubscription } from './subscription-service.ts';
import { detailOf, TOKEN_FAULTS, verifyToken } from './token-verifier.ts';
import type { TokenVerdict } from './token-verifier.ts';
import { watchToken } from './token-watch.ts';

/** Longer texts are read, and then refused as no token, not as no request; a frame has its own bound. */
const MAX_TOKEN_TEXT = 65_536;
const MIN_SESSION_ID_LENGTH = 16;
const MAX_SESSION_ID_LENGTH = 64;

/** Logging in and out. */
export const loginService: OperationTable<'login' | 'logout' | 'renewToken'> = {
  login: { read: readLogin, run: login },
  logout: {
    read: () => ({}),
    run(_request, call) {
      const { session } = requireSession(call);
      call.connection.session = null;
      endSession(call.services, session, 'REMOTE_LEAVE');
      return {};
    },
  },
  renewToken: {
    read: (fields) => ({ token: fields.text('token', MAX_TOKEN_TEXT) }),
    run(request, call) {
      const { session } = requireSession(call);
      const verdict = judgeToken(request.token, session.appId, session.userId, call);
      // Observed in the bundle of 2.3.0: a login that fails tells the fault, a renewal the code only.
      if (!verdict.ok) throw new Refusal(TOKEN_FAULTS[verdict.fault].code);
      watchToken(call, session, verdict.expiresAt);
      return {};
    },
  },
};

function readLogin(input: Fields): LoginRequest {
  const generation: Generation = input.integer('generation', 1, 2) === 1 ? 1 : 2;
  const fields = input.of(generation);
  const appId = fields.text('appId', 32);
  if (!isAppId(appId)) throw new Refusal(-10003);
  const sessionId = fields.text('sessionId', MAX_SESSION_ID_LENGTH);
  if (sessionId.length < MIN_SESSION_ID_LENGTH) throw new Refusal(-10014);
  return {
    generation,
    appId,
    userId: fields.name('userId', -10006),
    token: fields.textOrNull('token', MAX_TOKEN_TEXT),
    sessionId,
    reconnect: fields.flag('reconnect'),
    resumeAfter: fields.integer('resumeAfter', 0, Number.MAX_SAFE_INTEGER),
    presenceTimeout: fields.integer(
      'presenceTimeout',
      MIN_PRESENCE_TIMEOUT_S,
      MAX_PRESENCE_TIMEOUT_S,
    ),
    subscriptions: fields.list('subscriptions', MAX_CHANNELS).map(readSubscription),
  };
}

function login(request: LoginRequest, call: Call): LoginAnswer & { timestamp: number } {
  const { services, connection } = call;
  if (connection.session !== null) throw new Refusal(-10017);
  const verdict = judgeToken(request.token, request.appId, request.userId, call);
  if (!verdict.ok) throw new Refusal(TOKEN_FAULTS[verdict.fault].code, detailOf(verdict.fault));
  const session = takeSession(request, call);
  session.attach(connection.link);
  connection.session = session;
  watchToken(call, session, verdict.expiresAt);
  keepLocks(services, session);
  reconcileChannels(services, session, request.subscriptions);
  const space = services.spaces.open(session.appId);
  if (session.generation === 1) space.keepRecentMessages();
  call.afterReply(() => {
    // What happened to the members meanwhile was not delivered: the list starts afresh.
    for (const { channelName, withMetadata } of session.subscriptions.values()) {
      sendSnapshot(space, channelName, session, services.timestamps);
      const address = { target: 'CHANNEL', name: channelName } as const;
      if (withMetadata) sendMetadata(services, address, session, false);
      sendLockSnapshot(services, space, channelName, session);
    }
    if (request.reconnect) {
      resendMissed(space, session, request.resumeAfter, services.timestamps.now());
    }
  });
  return { settings: services.settings, timestamp: timeOfAnswer(services, session) };
}

/** The session to go on with: the client's own if it is still there, else a new one. */
function takeSession(request: LoginRequest, { services, connection }: Call): Session {
  const current = services.spaces.open(request.appId).sessions.get(request.userId);
  if (current?.sessionId === request.sessionId) return current;
  if (current !== undefined) {
    if (request.reconnect) {
      // The user has logged in elsewhere since: an automatic reconnect must not take that back.
      connection.link.push('rejected', { reasonCode: 'SAME_UID_LOGIN' });
      throw new Refusal(-10012);
    }
    const replaced = current.link;
    replaced?.push('rejected', { reasonCode: 'SAME_UID_LOGIN' });
    endSession(services, current, 'REMOTE_LEAVE');
    replaced?.close();
  }
  const session = new Session(
    request.appId,
    request.userId,
    request.sessionId,
    request.presenceTimeout * 1_000,
    request.generation,
  );
  // Ending the last session of an App ID releases its space: open it again.
  const space = services.spaces.open(request.appId);
  space.sessions.set(request.userId, session);
  observeStatus(space, session);
  return session;
}

/**
 * Without an app certificate there is nothing to verify a token with, so none is accepted, as in an
 * Agora project in testing mode; the App ID stands in for one, and never expires.
 *
 * @throws Refusal -10005 in that case; with a certificate the verdict says what is wrong.
 */
function judgeToken(
  token: string | null,
  appId: string,
  userId: string,
  { services }: Call,
): TokenVerdict | { readonly ok: true; readonly expiresAt: null } {
  const certificate = services.certificates.get(appId);
  if (certificate !== undefined) {
    return verifyToken(token, certificate, appId, userId, services.clock.now());
  }
  if (token !== null && token !== '' && token !== appId) throw new Refusal(-10005);
  return { ok: true, expiresAt: null };
}
