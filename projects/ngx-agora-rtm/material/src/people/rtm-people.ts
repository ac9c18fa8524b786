import { type EnvironmentProviders, InjectionToken, makeEnvironmentProviders } from '@angular/core';

/** What is shown of a user. */
export interface RtmPerson {
  readonly name: string;
  /** Address of a square picture; without one, the initial of the name is shown. */
  readonly picture?: string;
}

/** Tells who a user id is. Called whenever they are shown, so it must be quick; if it reads a signal, what is shown follows it. */
export type RtmPeople = (userId: string) => RtmPerson;

/** Who is who. Agora knows user ids only, so that is what is shown where an application says nothing. */
export const RTM_PEOPLE = new InjectionToken<RtmPeople>('RTM_PEOPLE', {
  providedIn: 'root',
  factory: () => (userId) => ({ name: userId }),
});

/**
 * Gives users their names and pictures.
 *
 * @param people A factory, called in an injection context.
 *
 * @example
 * provideRtmPeople(() => {
 *   const staff = inject(StaffDirectory);
 *   return (userId) => staff.people().get(userId) ?? { name: userId };
 * })
 */
export function provideRtmPeople(people: () => RtmPeople): EnvironmentProviders {
  return makeEnvironmentProviders([{ provide: RTM_PEOPLE, useFactory: people }]);
}
