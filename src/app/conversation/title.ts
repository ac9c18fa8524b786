import type { RtmTarget } from 'ngx-agora-rtm/client';

/** A user or channel as people write it: `bob`, `#support`. */
export function titleOf({ type, id }: RtmTarget): string {
  return type === 'channel' ? `#${id}` : id;
}

/** What somebody wrote: `#support` is a channel, anything else a user. */
export function targetFrom(text: string): RtmTarget {
  const name = text.trim();
  return name.startsWith('#') ? { type: 'channel', id: name.slice(1) } : { type: 'peer', id: name };
}

/** Where the router finds a conversation. */
export function linkTo({ type, id }: RtmTarget): string[] {
  return ['/', type, id];
}
