import {
  type EnvironmentProviders,
  inject,
  InjectionToken,
  makeEnvironmentProviders,
} from '@angular/core';
import type { ConversationRef } from 'ngx-agora-rtm/chat';
import { RTM_PEOPLE } from './rtm-people';

/** Tells what a conversation is called. Called whenever it is shown, so it must be quick; if it reads a signal, what is shown follows it. */
export type RtmTitles = (conversation: ConversationRef) => string;

/** What conversations are called. Where an application says nothing: a peer by their name, a channel by its own. */
export const RTM_TITLES = new InjectionToken<RtmTitles>('RTM_TITLES', {
  providedIn: 'root',
  factory: () => {
    const people = inject(RTM_PEOPLE);
    return ({ type, id }) => (type === 'peer' ? people(id).name : id);
  },
});

/**
 * Gives conversations their titles, where channels have names that no reader wants to see.
 *
 * @param titles A factory, called in an injection context.
 *
 * @example
 * provideRtmTitles(() => {
 *   const cases = inject(Cases);
 *   return ({ id }) => cases.byChannel().get(id)?.subject ?? id;
 * })
 */
export function provideRtmTitles(titles: () => RtmTitles): EnvironmentProviders {
  return makeEnvironmentProviders([{ provide: RTM_TITLES, useFactory: titles }]);
}
