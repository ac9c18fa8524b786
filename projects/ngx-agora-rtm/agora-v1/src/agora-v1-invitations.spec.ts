import type { IncomingInvitation, InvitationState } from 'ngx-agora-rtm/client';
import type { Observable } from 'rxjs';
import { CALL_TIMEOUT } from './agora-v1-session';
import { fate, FakeInvitation, FakeRtmError, settle } from './fake-sdk.spec';
import { codeOf, type Harness, harness, pass } from './harness.spec';

/** What an invitation went through: its states as `phase:response:failure`, and its completion. */
function course(state$: Observable<InvitationState>): string[] {
  const steps: string[] = [];
  state$.subscribe({
    next: ({ phase, response, failure }) => steps.push(`${phase}:${response}:${failure ?? ''}`),
    complete: () => steps.push('end'),
  });
  return steps;
}

describe('AgoraV1Invitations', () => {
  let h: Harness;

  beforeEach(async () => {
    jasmine.clock().install();
    h = harness();
    await h.login();
  });

  afterEach(() => jasmine.clock().uninstall());

  describe('sent', () => {
    const vendor = (): FakeInvitation => h.instance.invitations.at(-1) ?? new FakeInvitation();

    it('is sent with its content and channel', async () => {
      const invitation = await h.client.invitations.invite('bob', {
        content: 'Come',
        channelId: 'room',
      });
      const { peerId, content, channelId } = invitation;
      expect([peerId, content, channelId]).toEqual(['bob', 'Come', 'room']);
      expect([vendor().calleeId, vendor().content, vendor().channelId]).toEqual([
        'bob',
        'Come',
        'room',
      ]);
      expect(vendor().calls).toEqual(['send']);
    });

    it('follows what becomes of it, and replays the end', async () => {
      const { state$ } = await h.client.invitations.invite('bob');
      const steps = course(state$);
      vendor().emit('LocalInvitationReceivedByPeer');
      vendor().emit('LocalInvitationAccepted', 'gladly');
      vendor().emit('LocalInvitationRefused', 'no');
      expect(steps).toEqual(['sent::', 'received::', 'accepted:gladly:', 'end']);
      expect(course(state$)).toEqual(['accepted:gladly:', 'end']);
      expect(vendor().listenerCount).toBe(0);
    });

    it('can be refused', async () => {
      const { state$ } = await h.client.invitations.invite('bob');
      vendor().emit('LocalInvitationRefused', 'busy');
      expect(course(state$)).toEqual(['refused:busy:', 'end']);
    });

    const failures = [
      ['PEER_OFFLINE', 'peer-offline'],
      ['PEER_NO_RESPONSE', 'no-response'],
      ['INVITATION_EXPIRE', 'expired'],
      ['NOT_LOGGEDIN', 'not-logged-in'],
      ['UNKNOWN', 'unknown'],
      ['toString', 'unknown'],
    ] as const;
    for (const [reason, failure] of failures) {
      it(`fails with ${failure} on ${reason}`, async () => {
        const { state$ } = await h.client.invitations.invite('bob');
        vendor().emit('LocalInvitationFailure', reason);
        expect(course(state$)).toEqual([`failed::${failure}`, 'end']);
      });
    }

    it('can be cancelled, once', async () => {
      const invitation = await h.client.invitations.invite('bob');
      await invitation.cancel();
      expect(course(invitation.state$)).toEqual(['cancelled::', 'end']);
      expect(await codeOf(invitation.cancel())).toBe('invalid-argument');
      expect(vendor().calls).toEqual(['send', 'cancel']);
    });

    it('ends with the login, and can then not be cancelled', async () => {
      const invitation = await h.client.invitations.invite('bob');
      const steps = course(invitation.state$);
      await h.client.logout();
      expect(steps).toEqual(['sent::', 'end']);
      expect(vendor().listenerCount).toBe(0);
      await expectAsync(invitation.cancel()).toBeRejectedWithError(/login .* has ended/);
    });

    it('leaves nothing behind when the login ends while it is sent', async () => {
      const invite = fate(h.client.invitations.invite('bob'));
      void h.client.logout();
      await settle();
      expect(invite.now).toBe('cancelled');
      expect(vendor().listenerCount).toBe(0);
    });

    it('is refused when it cannot be sent', async () => {
      const { invitations } = h.client;
      expect(await codeOf(invitations.invite('a/b'))).toBe('invalid-user-id');
      expect(await codeOf(invitations.invite('bob', { channelId: '*' }))).toBe(
        'invalid-channel-id',
      );
      expect(await codeOf(invitations.invite('bob', { content: 5 as never }))).toBe(
        'invalid-argument',
      );
      expect(await codeOf(invitations.invite('bob', { content: 'é'.repeat(4_097) }))).toBe(
        'limit-exceeded',
      );
      expect(h.instance.invitations).toEqual([]);
      await invitations.invite('bob', { content: 'é'.repeat(4_096) });
    });

    it('maps what the SDK throws', async () => {
      const invitation = await h.client.invitations.invite('bob');
      vendor().throws = new FakeRtmError(3, 'RtmInvalidStatusError');
      expect(await codeOf(invitation.cancel())).toBe('invalid-argument');
    });
  });

  describe('received', () => {
    let vendor: FakeInvitation;
    let invitation: IncomingInvitation;

    beforeEach(() => {
      vendor = new FakeInvitation();
      vendor.content = 'Come';
      vendor.channelId = 'room';
      h.instance.emit('RemoteInvitationReceived', vendor);
      const [first] = h.incoming;
      if (!first) throw new Error('No invitation has arrived');
      invitation = first;
    });

    it('says who calls, where, and why', () => {
      const { callerId, content, channelId, state$ } = invitation;
      expect([callerId, content, channelId]).toEqual(['bob', 'Come', 'room']);
      expect(course(state$)).toEqual(['received::']);
    });

    it('is accepted when the caller has confirmed it', async () => {
      const steps = course(invitation.state$);
      const accept = fate(invitation.accept('gladly'));
      await settle();
      expect(accept.now).toBe('pending');
      expect([vendor.calls, vendor.response]).toEqual([['accept'], 'gladly']);
      vendor.emit('RemoteInvitationAccepted');
      await settle();
      expect(accept.now).toBe('done');
      expect(steps).toEqual(['received::', 'accepting:gladly:', 'accepted:gladly:', 'end']);
      expect(vendor.listenerCount).toBe(0);
    });

    it('is refused', async () => {
      await invitation.refuse('busy');
      expect(vendor.calls).toEqual(['refuse']);
      expect(course(invitation.state$)).toEqual(['refused:busy:', 'end']);
    });

    it('is answered once', async () => {
      void invitation.accept().catch(() => undefined);
      expect(await codeOf(invitation.accept())).toBe('invalid-argument');
      expect(await codeOf(invitation.refuse())).toBe('invalid-argument');
      expect(vendor.calls).toEqual(['accept']);
    });

    it('can be taken back, before the answer and during it', async () => {
      const accept = fate(invitation.accept());
      await settle();
      vendor.emit('RemoteInvitationCanceled', 'Come');
      await settle();
      expect(accept.now).toBe('invalid-argument');
      expect(course(invitation.state$)).toEqual(['cancelled::', 'end']);
      expect(await codeOf(invitation.refuse())).toBe('invalid-argument');
    });

    const failures = [
      ['PEER_OFFLINE', 'peer-offline'],
      ['ACCEPT_FAILURE', 'connection-lost'],
      ['INVITATION_EXPIRE', 'expired'],
      ['UNKNOWN', 'unknown'],
    ] as const;
    for (const [reason, failure] of failures) {
      it(`fails with ${failure} on ${reason}, and rejects the answer`, async () => {
        const accept = fate(invitation.accept());
        await settle();
        vendor.emit('RemoteInvitationFailure', reason);
        await settle();
        expect(accept.now).toBe('connection-lost');
        expect(course(invitation.state$)).toEqual([`failed::${failure}`, 'end']);
      });
    }

    it('does not wait for a confirmation for ever', async () => {
      const accept = fate(invitation.accept());
      await pass(CALL_TIMEOUT);
      expect(accept.now).toBe('timeout');
    });

    it('ends with the login', async () => {
      const accept = fate(invitation.accept());
      await settle();
      const steps = course(invitation.state$);
      await h.client.logout();
      await settle();
      expect(accept.now).toBe('cancelled');
      expect(steps.at(-1)).toBe('end');
      expect(vendor.listenerCount).toBe(0);
    });

    it('takes no response that is too long, and can then still be answered', async () => {
      expect(await codeOf(invitation.refuse('x'.repeat(8_193)))).toBe('limit-exceeded');
      expect(await codeOf(invitation.refuse(5 as never))).toBe('invalid-argument');
      await invitation.refuse('x'.repeat(8_192));
    });

    it('cannot be answered without a connection, and can when it is back', async () => {
      h.instance.move('RECONNECTING', 'INTERRUPTED');
      expect(await codeOf(invitation.refuse())).toBe('not-connected');
      h.instance.move('CONNECTED', 'LOGIN_SUCCESS');
      await invitation.refuse();
    });

    it('is not told if it is malformed', () => {
      for (const bad of [null, 5, {}, Object.assign(new FakeInvitation(), { callerId: '' })]) {
        h.instance.emit('RemoteInvitationReceived', bad);
      }
      expect(h.incoming.length).toBe(1);
    });
  });
});
