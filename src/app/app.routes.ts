import type { Routes } from '@angular/router';
import { isSignedIn, isSignedOut } from './session/guards';

/** `/channel/support` and `/peer/bob` lead to a conversation, also from outside. */
export const routes: Routes = [
  {
    path: 'sign-in',
    canActivate: [isSignedOut],
    loadComponent: () => import('./sign-in/sign-in').then(({ SignIn }) => SignIn),
  },
  {
    path: '',
    canActivate: [isSignedIn],
    loadComponent: () => import('./shell/shell').then(({ Shell }) => Shell),
    children: [
      {
        path: '',
        pathMatch: 'full',
        loadComponent: () => import('./welcome/welcome').then(({ Welcome }) => Welcome),
      },
      ...(['channel', 'peer'] as const).map((type) => ({
        path: `${type}/:id`,
        data: { type },
        loadComponent: () =>
          import('./conversation/conversation').then(({ ConversationPage }) => ConversationPage),
      })),
    ],
  },
  { path: '**', redirectTo: '' },
];
