import { EMPTY } from 'rxjs';
import type { AttributesApi } from './attributes';
import type { InvitationsApi } from './invitations';
import type { OnlineStatusApi } from './online-status';
import { RtmError, type RtmOperation } from './rtm-error';

/** The error of a call that the backend cannot do. @param what What it lacks, as in "attributes". */
export function unsupported(operation: RtmOperation, what: string): RtmError {
  return new RtmError({ code: 'unsupported', operation, message: `This backend has no ${what}` });
}

/** The attributes of a backend without any. */
export const NO_ATTRIBUTES: AttributesApi = {
  changes$: EMPTY,
  get: async () => Promise.reject(unsupported('get-attributes', 'attributes')),
  set: async () => Promise.reject(unsupported('set-attributes', 'attributes')),
  remove: async () => Promise.reject(unsupported('remove-attributes', 'attributes')),
};

/** The online status of a backend that does not tell. */
export const NO_ONLINE_STATUS: OnlineStatusApi = {
  changes$: EMPTY,
  query: async () => Promise.reject(unsupported('online-status', 'online status of users')),
  watch: async () => Promise.reject(unsupported('online-status', 'online status of users')),
  unwatch: async () => Promise.reject(unsupported('online-status', 'online status of users')),
};

/** The invitations of a backend without any. */
export const NO_INVITATIONS: InvitationsApi = {
  incoming$: EMPTY,
  invite: async () => Promise.reject(unsupported('invite', 'invitations')),
};
