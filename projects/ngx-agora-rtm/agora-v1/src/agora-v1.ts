import type { RtmClientFactory } from 'ngx-agora-rtm/client';
import { AgoraV1Client } from './agora-v1-client';
import { type AgoraV1Options, resolveOptions } from './agora-v1-options';

/**
 * Agora RTM by `agora-rtm-sdk` 1.x, or the emulator by `agora-rtm-emulator/sdk-v1`: the two differ by this import only.
 *
 * An application that changes from `agoraV2` to `agoraV1` or back changes one line. What 1.x cannot do is in the
 * capabilities: no history, no echo of own channel messages, no `customType`, nothing sent to a channel that is not
 * joined. What only 1.x can do as well: the online status of users, and invitations.
 *
 * @example
 * provideRtm(agoraV1({ appId: '…', sdk: () => import('agora-rtm-sdk') }))
 *
 * @example
 * provideRtm(
 *   agoraV1({
 *     appId: '…',
 *     sdk: () => import('agora-rtm-emulator/sdk-v1'),
 *     parameters: { EMULATOR_URL: 'http://localhost:9700' },
 *   }),
 * )
 *
 * @throws RtmError of code `invalid-app-id` or `invalid-argument`, before anything is loaded.
 */
export function agoraV1(options: AgoraV1Options): RtmClientFactory {
  const resolved = resolveOptions(options);
  return () => new AgoraV1Client(resolved);
}
