import { inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import { DeskSession } from './desk-session';

/** Lets in who is signed in, connected or not; the others sign in first and are then led to where they wanted to go. */
export const isSignedIn: CanActivateFn = (_, { url }) => {
  if (inject(DeskSession).userId() !== null) return true;
  const queryParams = url === '/' ? {} : { returnUrl: url };
  return inject(Router).createUrlTree(['/sign-in'], { queryParams });
};

/** Keeps who is signed in from the sign-in page. */
export const isSignedOut: CanActivateFn = () =>
  inject(DeskSession).userId() === null || inject(Router).createUrlTree(['/']);
