import { MAX_INVITATION_BYTES } from '../protocol/limits-v1.ts';
import type { InvitationOperations } from '../protocol/wire.ts';
import { deliverToUser } from './delivery.ts';
import type { OperationTable } from './operation.ts';
import { requireSession } from './operation.ts';
import { Refusal } from './refusal.ts';

const MAX_CALL_ID_LENGTH = 64;

/** Call invitations: the server hands signals on, the two SDKs keep the state. */
export const invitationService: OperationTable<keyof InvitationOperations> = {
  invite: {
    read(fields) {
      const extra = fields.text('extra', MAX_INVITATION_BYTES);
      if (Buffer.byteLength(extra) > MAX_INVITATION_BYTES) throw new Refusal(-11010);
      const channelId = fields.text('channelId', 64);
      return {
        peerId: fields.name('peerId', -10006),
        callId: fields.text('callId', MAX_CALL_ID_LENGTH),
        signal: fields.oneOf('signal', [
          'CallInvite',
          'CallCancel',
          'CallAccept',
          'CallAcceptAck',
          'CallReject',
        ]),
        channelId: channelId === '' ? '' : fields.name('channelId', -10008),
        extra,
      };
    },
    run({ peerId, ...signal }, call) {
      const { session, space } = requireSession(call);
      const timestamp = call.services.timestamps.next();
      const body = { ...signal, senderId: session.userId, timestamp };
      return { received: deliverToUser(space, peerId, { name: 'invitation', body }) };
    },
  },
};
