import type { RtmCapabilities } from 'ngx-agora-rtm';
import { nameProblem, type RtmTarget } from 'ngx-agora-rtm/client';
import type { Words } from '../words';

/** Why there cannot be such a conversation, in words; `null` if there can. */
export function conversationProblem(
  { type, id }: RtmTarget,
  userId: string | null,
  { userIds, channelIds }: RtmCapabilities,
  { opening }: Words,
): string | null {
  const problem = nameProblem(id, type === 'channel' ? channelIds : userIds);
  if (problem !== null) {
    return type === 'channel' ? opening.channelProblem(problem) : opening.userProblem(problem);
  }
  return type === 'peer' && id === userId ? opening.yourself : null;
}
