import type { IncomingMessage } from 'node:http';
import { bearerOf } from './authenticate.ts';
import type { Authenticate } from './authenticate.ts';
import { issueToken } from './issue-token.ts';
import type { Project } from './issue-token.ts';
import { logText } from './log.ts';
import type { Log } from './log.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { readBody } from './read-body.ts';
import { Refusal } from './refusal.ts';
import { isUserId, USER_ID_RULE } from './user-id.ts';

/** What `POST /token` answers. */
export interface IssuedToken {
  readonly token: string;
  readonly userId: string;
  /** Life of the token in seconds, from now. */
  readonly expiresIn: number;
}

/** What issuing needs to know. */
export interface Issuing {
  readonly project: Project;
  readonly lifetime: number;
  readonly authenticate: Authenticate | 'development';
  readonly callers: RateLimiter;
  readonly log: Log;
}

/** Answers `POST /token` with a token for the caller's own user id. @throws Refusal */
export async function answerToken(
  request: IncomingMessage,
  issuing: Issuing,
): Promise<IssuedToken> {
  const { authenticate, callers, project, lifetime } = issuing;
  const userId =
    authenticate === 'development'
      ? await believedUserId(request)
      : await provenUserId(request, authenticate, issuing.log);
  refuseHaste(callers.take(userId), 'This user');
  return { token: issueToken(project, userId, lifetime), userId, expiresIn: lifetime };
}

/** Refuses a request that has to wait for some seconds. @throws Refusal */
export function refuseHaste(seconds: number, who: string): void {
  if (seconds === 0) return;
  const message = `${who} asks too often: wait for ${seconds} s. A token serves for its whole life.`;
  throw new Refusal(429, 'too_many_requests', message, { 'Retry-After': String(seconds) });
}

/** The user id the caller has proved to have; the body may repeat it, and not name another one. */
async function provenUserId(
  request: IncomingMessage,
  authenticate: Authenticate,
  log: Log,
): Promise<string> {
  const identity = await authenticate(request.headers).catch((error: unknown) => {
    log(`cannot authenticate: ${logText(describe(error))}`);
    const message = 'Who you are cannot be verified right now: try again in a minute.';
    throw new Refusal(503, 'identity_unavailable', message, { 'Retry-After': '60' });
  });
  if (identity === null) throw unauthenticated(bearerOf(request.headers) !== null);
  const { userId } = identity;
  if (!isUserId(userId)) {
    const message = `Your identity has no user id that Agora accepts. ${USER_ID_RULE}`;
    throw new Refusal(403, 'unusable_identity', message);
  }
  const { userId: asked } = await readBody(request);
  if (asked !== undefined && typeof asked !== 'string') throw invalidUserId();
  if (asked !== undefined && asked !== userId) {
    const message = 'You are signed in as someone else: ask for your own user id, or for none.';
    throw new Refusal(403, 'other_user', message);
  }
  return userId;
}

async function believedUserId(request: IncomingMessage): Promise<string> {
  const { userId } = await readBody(request);
  if (isUserId(userId)) return userId;
  throw invalidUserId();
}

function invalidUserId(): Refusal {
  return new Refusal(400, 'invalid_user_id', `Send { "userId": "..." }. ${USER_ID_RULE}`);
}

function unauthenticated(hasBearer: boolean): Refusal {
  const message = hasBearer
    ? 'The access token is expired or not valid here: sign in again.'
    : 'Sign in, and send the access token as Authorization: Bearer ...';
  const challenge = hasBearer ? 'Bearer error="invalid_token"' : 'Bearer';
  return new Refusal(401, 'unauthenticated', message, { 'WWW-Authenticate': challenge });
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // fetch says "fetch failed" and keeps the reason to itself.
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
