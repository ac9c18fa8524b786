import type { RtmClientFactory } from 'ngx-agora-rtm/client';
import { AgoraV2Client } from './agora-v2-client';
import { type AgoraV2Options, resolveOptions } from './agora-v2-options';

/**
 * Agora RTM by `agora-rtm-sdk` 2.x, or the emulator by `agora-rtm-emulator/sdk`: the two differ by this import only.
 *
 * @example
 * provideRtm(agoraV2({ appId: '…', sdk: () => import('agora-rtm-sdk') }))
 *
 * @example
 * provideRtm(
 *   agoraV2({
 *     appId: '…',
 *     sdk: () => import('agora-rtm-emulator/sdk'),
 *     parameters: { EMULATOR_URL: 'http://localhost:9700' },
 *     history: true,
 *   }),
 * )
 *
 * @throws RtmError of code `invalid-app-id` or `invalid-argument`, before anything is loaded.
 */
export function agoraV2(options: AgoraV2Options): RtmClientFactory {
  const resolved = resolveOptions(options);
  return () => new AgoraV2Client(resolved);
}
