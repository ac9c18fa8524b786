import type { ChatConnection, ChatState, Membership } from 'ngx-agora-rtm/chat';
import type { ConnectionWords, Notice } from './connection-words';

/** What a user can ask for to be connected again. */
export type ConnectionRetry =
  /** Connect again: call `login`. */
  | 'connection'
  /** The same, although it ends the session on the other device. */
  | 'takeover'
  /** Join the channel again. */
  | 'membership';

/** The words that are no button. */
type NoticeName = {
  [Name in keyof ConnectionWords]: ConnectionWords[Name] extends Notice ? Name : never;
}[keyof ConnectionWords];

/** What a banner says. */
export interface ConnectionNotice {
  readonly name: NoticeName;
  /** - `passing`: under way. - `calm`: no fault, or one that heals by itself. - `broken`: somebody has to act. */
  readonly kind: 'passing' | 'calm' | 'broken';
  /** Whether it is mostly over before it can be read. It is shown only when it is not. */
  readonly isLate: boolean;
  readonly button: 'tryNow' | 'signIn' | 'useHere' | null;
  readonly retry: ConnectionRetry;
}

/** What there is to say of a connection; `null` where all is well. What keeps everything from working comes first. */
export function connectionNotice(
  connection: ChatConnection,
  membership: Membership | null,
  storage: ChatState['storage'],
): ConnectionNotice | null {
  if (connection.state !== 'connected') return ofConnection(connection);
  const notice = membership && ofMembership(membership);
  if (notice) return notice;
  if (!connection.isCurrent) return passing('catchingUp');
  return storage === 'memory' ? calm('memory', null) : null;
}

function ofConnection({ state, reason }: ChatConnection): ConnectionNotice {
  if (state === 'connecting') return passing('connecting');
  if (state === 'reconnecting') return calm('reconnecting', null);
  if (state === 'suspended') return calm('suspended', 'tryNow');
  switch (reason) {
    case 'replaced':
      return calm('replaced', 'useHere', 'takeover');
    case 'banned':
      return broken('banned', null);
    case 'token-invalid':
    case 'token-expired':
      return broken('expired', 'signIn');
    case 'app-id-mismatch':
      return broken('misconfigured', null);
    case 'login-timeout':
    case 'network':
      return broken('timedOut', 'tryNow');
    case 'login-refused':
      return broken('refused', 'tryNow');
    case 'server':
      return broken('ended', 'tryNow');
    case 'logout':
      return calm('signedOut', 'signIn');
    // Nobody has asked for a connection yet, or another login takes the place of this one: mostly about to change.
    case 'initial':
    case 'login':
    case 'login-cancelled':
    case 'reconnect':
      return { ...calm('signedOut', 'signIn'), isLate: true };
  }
}

function ofMembership({ state, error }: Membership): ConnectionNotice | null {
  switch (state) {
    case 'joined':
      return null;
    case 'waiting':
    case 'joining':
      return passing('joining');
    case 'parked':
      return calm('parked', 'tryNow', 'membership');
    case 'failed':
      return error?.retryable === false
        ? broken('joinRefused', null)
        : broken('joinFailed', 'tryNow', 'membership');
  }
}

type Button = ConnectionNotice['button'];

function passing(name: NoticeName): ConnectionNotice {
  return { name, kind: 'passing', isLate: true, button: null, retry: 'connection' };
}

function calm(
  name: NoticeName,
  button: Button,
  retry: ConnectionRetry = 'connection',
): ConnectionNotice {
  return { name, kind: 'calm', isLate: false, button, retry };
}

function broken(
  name: NoticeName,
  button: Button,
  retry: ConnectionRetry = 'connection',
): ConnectionNotice {
  return { name, kind: 'broken', isLate: false, button, retry };
}
