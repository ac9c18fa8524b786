import { map } from 'rxjs';
import type {
  AttributesApi,
  IncomingInvitation,
  InvitationsApi,
  OnlineStatusApi,
  OutgoingInvitation,
} from 'ngx-agora-rtm/client';
import type { ZoneGate } from './zone-gate';

/** The attributes of a client, called outside Angular's zone. */
export function zonedAttributes(inner: AttributesApi, gate: ZoneGate): AttributesApi {
  return {
    changes$: gate.entering(inner.changes$),
    get: (owner, names) => gate.outside(() => inner.get(owner, names)),
    set: (owner, values) => gate.outside(() => inner.set(owner, values)),
    remove: (owner, names) => gate.outside(() => inner.remove(owner, names)),
  };
}

/** The online status of a client, called outside Angular's zone. */
export function zonedOnlineStatus(inner: OnlineStatusApi, gate: ZoneGate): OnlineStatusApi {
  return {
    changes$: gate.entering(inner.changes$),
    query: (userIds) => gate.outside(() => inner.query(userIds)),
    watch: (userIds) => gate.outside(() => inner.watch(userIds)),
    unwatch: (userIds) => gate.outside(() => inner.unwatch(userIds)),
  };
}

/** The invitations of a client, called outside Angular's zone, and so is every single one of them. */
export function zonedInvitations(inner: InvitationsApi, gate: ZoneGate): InvitationsApi {
  return {
    incoming$: gate.entering(
      inner.incoming$.pipe(map((invitation) => zonedIncoming(invitation, gate))),
    ),
    invite: async (peerId, options) =>
      zonedOutgoing(await gate.outside(() => inner.invite(peerId, options)), gate),
  };
}

function zonedIncoming(inner: IncomingInvitation, gate: ZoneGate): IncomingInvitation {
  const { callerId, content, channelId, state$ } = inner;
  return {
    callerId,
    content,
    channelId,
    state$: gate.entering(state$),
    accept: (response) => gate.outside(() => inner.accept(response)),
    refuse: (response) => gate.outside(() => inner.refuse(response)),
  };
}

function zonedOutgoing(inner: OutgoingInvitation, gate: ZoneGate): OutgoingInvitation {
  const { peerId, content, channelId, state$ } = inner;
  return {
    peerId,
    content,
    channelId,
    state$: gate.entering(state$),
    cancel: () => gate.outside(() => inner.cancel()),
  };
}
