import type { AllowedDifference } from '../allowed-difference.ts';

/** Where the 2.x twin is meant to differ from agora-rtm-sdk 2.3.0, and why. Nothing else may. */
export const allowed: readonly AllowedDifference[] = [
  {
    id: /^login again every three minutes$/,
    where: /^(3[4-9]|[4-9]\d)\b/,
    reason:
      'A third login() in one session makes the SDK report SUSPENDED in place of DISCONNECTED for a while, at ' +
      'the same times. The first two are the same here; nobody can rely on the third.',
  },
  {
    id: /^login (again with a bad token|with garbage) while DISCONNECTED$/,
    reason:
      'The SDK then fails without CONNECTING in between, and forgets the login() before, which stays pending for ' +
      'ever. Here every login() settles.',
  },
  {
    id: /^logout and login at once (while DISCONNECTED|after a bad token)$/,
    reason:
      'The SDK then ends IDLE, with a login() that stays pending for ever. Here the login() follows the logout().',
  },
  {
    id: /^(logout in the listener of CONNECTING|login in the listener of DISCONNECTED)$/,
    reason:
      'A call from inside an event that reports it confuses the SDK: a login() stays pending for ever, or CONNECTED ' +
      'is reported without a server. Here every login() settles, and CONNECTED means connected.',
  },
  {
    id: /^a client behind a Proxy$/,
    reason:
      'The twin keeps its state in private fields, which a Proxy does not have. The vendor forbids to wrap a client ' +
      'in a Proxy, and here that shows at the first call.',
  },
  {
    id: /^a method taken off the client$/,
    reason: 'Both fail with a TypeError; the SDK at once, the twin by a rejection.',
  },
  {
    id: /^new RTM with an App ID that is an array$/,
    reason:
      'The SDK takes anything that reads as 32 letters and digits; a type error in every typed program.',
  },
  {
    id: /^new RTM with the configuration privateConfig 5$/,
    reason:
      'The SDK stumbles over a number there with a TypeError of its own; the twin ignores it.',
  },
  {
    id: /^client\.(listeners|rawListeners|eventNames|setMaxListeners|getMaxListeners|prependListener)$/,
    reason:
      'They belong to the emitter behind on(), which hears no event of the SDK. addEventListener, the one way to hear ' +
      'anything, has no such members in either.',
  },
  {
    id: /^emit to a listener of once$/,
    where: /emit/,
    reason: 'What emit() returns for a listener that is never called.',
  },
  {
    id: /^names of constantsType$/,
    reason:
      "Two constants more are the SDK's own, for its telemetry and inner states; it does not declare them.",
  },
  {
    id: /^storage\.unsubscribeUserMetadata after FAILED$/,
    where: / (operation|‹json›)$/,
    reason: 'The SDK puts a sentence where the name of the call belongs.',
  },
];
