import type { Connection, RtmError } from 'ngx-agora-rtm';
import type { DeskConfig } from '../config/desk-config';
import type { Explanation, Words } from '../words';

/** What a banner says about a connection, and whether there is something that one can do. */
export interface ConnectionNotice extends Explanation {
  /** `wait`: it mends itself. `act`: somebody must press the button. */
  readonly kind: 'wait' | 'act';
  /** What the button says, or `null` for none. */
  readonly button: string | null;
}

/** What to say to somebody who is signed in; `null` while all is well. */
export function connectionNotice(
  { state, reason }: Connection,
  failure: RtmError | null,
  config: DeskConfig,
  words: Words,
): ConnectionNotice | null {
  switch (state) {
    case 'connected':
      return null;
    case 'connecting':
      return { kind: 'wait', button: null, ...(words.connectionReasons.login ?? LOST(words)) };
    case 'reconnecting':
    case 'suspended':
      return { kind: 'wait', button: null, ...words.connectionLost[state] };
    default: {
      const button = reason === 'replaced' ? words.useHere : words.tryAgain;
      const explanation = failure
        ? loginExplanation(failure, config, words)
        : (words.connectionReasons[reason] ?? LOST(words));
      return { kind: 'act', button, ...explanation };
    }
  }
}

/** Why a login failed, and what to do. */
export function loginExplanation(
  error: RtmError,
  { backend, emulatorUrl }: DeskConfig,
  words: Words,
): Explanation {
  const isUnreachable = ['timeout', 'connection-lost', 'not-connected'].includes(error.code);
  if (backend === 'emulator' && isUnreachable) return words.signIn.emulatorDown(emulatorUrl);
  return words.loginErrors[error.code] ?? { title: words.loginFailed, advice: error.message };
}

const LOST = (words: Words): Explanation => words.connectionLost.disconnected;
