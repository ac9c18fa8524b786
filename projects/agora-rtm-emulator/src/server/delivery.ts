import type { MessagePush } from '../protocol/wire.ts';
import type { AppSpace } from './app-space.ts';
import type { PersonalPush } from './backlog.ts';
import type { Services } from './operation.ts';
import type { Link, Session } from './session.ts';

/** Sends a message to everyone who wants the channel's, the publisher included: since 2.2.0 the SDK echoes. */
export function deliverToChannel(space: AppSpace, message: MessagePush): void {
  space.recentMessages?.add(message);
  for (const subscriber of space.subscribers(message.channelName)) {
    if (!subscriber.subscriptions.get(message.channelName)?.withMessage) continue;
    subscriber.link?.push('message', message);
  }
}

/**
 * Sends something to one user. Returns whether it is on its way; if not, a 1.x client that reconnects
 * in time is sent it then.
 */
export function deliverToUser(space: AppSpace, userId: string, push: PersonalPush): boolean {
  const session = space.sessions.get(userId);
  // 2.x knows no invitations.
  if (session === undefined || (push.name === 'invitation' && session.generation === 2))
    return false;
  session.backlog?.add(push);
  if (session.link === null) return false;
  send(session.link, push);
  return true;
}

/**
 * Sends a 1.x client again what it has not heard: everything to the user, and of its channels the
 * messages of the last 30 s, at most 32. Source: Agora's page on connection states.
 *
 * @param resumeAfter Timestamp up to which the client has heard everything.
 */
export function resendMissed(
  space: AppSpace,
  session: Session,
  resumeAfter: number,
  now: number,
): void {
  const { link, backlog, userId, subscriptions } = session;
  if (link === null || backlog === null) return;
  const ofChannels = space.recentMessages?.missedBy(userId, subscriptions.keys(), resumeAfter, now);
  const missed: PersonalPush[] = [
    ...backlog.after(resumeAfter),
    ...(ofChannels ?? []).map((body) => ({ name: 'message', body }) as const),
  ];
  missed.sort((a, b) => a.body.timestamp - b.body.timestamp);
  for (const push of missed) send(link, push);
}

/** A 1.x client gets a time of its own: what it missed is what came after, so no message may share it. */
export function timeOfAnswer({ timestamps }: Services, session: Session): number {
  return session.generation === 1 ? timestamps.next() : timestamps.now();
}

function send(link: Link, push: PersonalPush): void {
  if (push.name === 'message') link.push(push.name, push.body);
  else link.push(push.name, push.body);
}
