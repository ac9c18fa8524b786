import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import fc from 'fast-check';
import type { InvitationRequest } from '../protocol/wire.ts';
import { EventLog } from '../testing/event-log.ts';
import { APP_ID, loggedIn } from '../testing/fixtures.ts';
import { loggedInV1, outcomeV1, runForBoth } from '../testing/fixtures-v1.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { sameRuns } from '../testing/same-runs.ts';
import type { LocalListener, RemoteListener, Sent } from './invitation-signals.ts';
import { LocalInvitation } from './local-invitation.ts';
import AgoraRTM from './public-api.ts';
import type { RemoteInvitation as RemoteInvitationType } from './public-api.ts';
import { RemoteInvitation } from './remote-invitation.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Everything an invitation says, with its state at that moment. */
function listenTo(invitation: LocalInvitation | RemoteInvitation, log: (what: string) => void) {
  const emit = invitation.emit.bind(invitation) as (event: string, ...args: unknown[]) => void;
  const spy = (event: string, ...args: unknown[]) => {
    log(`${event}(${args.join()}) ${invitation.state}`);
    emit(event, ...args);
  };
  Object.assign(invitation, { emit: spy });
}

/** alice calls bob, over an emulator. */
async function call(test: TestContext) {
  await runForBoth(test);
  const clock = new ManualClock();
  const { client: alice } = await loggedInV1(test, 'alice', { clock });
  const { client: bob } = await loggedInV1(test, 'bob', { clock });
  const calls = new EventLog<RemoteInvitationType>();
  bob.on('RemoteInvitationReceived', (invitation) => calls.add(invitation));
  const local = alice.createLocalInvitation('bob');
  local.content = 'Lunch?';
  local.channelId = 'canteen';
  const ofAlice = new EventLog<string>();
  listenTo(local, ofAlice.add);
  local.send();
  const [remote] = await calls.atLeast(1);
  assert.ok(remote);
  const ofBob = new EventLog<string>();
  listenTo(remote, ofBob.add);
  await ofAlice.atLeast(1);
  return { clock, local, remote, ofAlice, ofBob, calls };
}

describe('an invitation between two 1.x clients', () => {
  it('arrives with its content, and is accepted after a second', async (test) => {
    const { clock, local, remote, ofAlice, ofBob } = await call(test);
    assert.deepEqual(
      [remote.callerId, remote.content, remote.channelId, remote.state],
      ['alice', 'Lunch?', 'canteen', 'INVITATION_RECEIVED'],
    );
    remote.response = 'Yes';
    remote.accept();
    assert.equal(remote.state, AgoraRTM.RemoteInvitationState.ACCEPT_SENT_TO_LOCAL);
    clock.advance(1_000);
    await ofBob.atLeast(1);
    assert.equal(local.response, 'Yes');
    clock.advance(600_000);
    assert.deepEqual(ofAlice.entries, [
      'LocalInvitationReceivedByPeer() RECEIVED_BY_REMOTE',
      'LocalInvitationAccepted(Yes) ACCEPTED_BY_REMOTE',
    ]);
    assert.deepEqual(ofBob.entries, ['RemoteInvitationAccepted() ACCEPTED']);
  });

  it('is refused, with an answer', async (test) => {
    const { clock, remote, ofAlice, ofBob } = await call(test);
    remote.response = 'No';
    remote.refuse();
    await ofAlice.atLeast(2);
    clock.advance(600_000);
    assert.equal(ofAlice.entries.at(-1), 'LocalInvitationRefused(No) REFUSED_BY_REMOTE');
    assert.deepEqual(ofBob.entries, ['RemoteInvitationRefused() REFUSED']);
  });

  it('is cancelled, and the callee is told with what content', async (test) => {
    const { clock, local, remote, ofAlice, ofBob } = await call(test);
    local.content = 'Too late';
    local.cancel();
    await ofBob.atLeast(1);
    clock.advance(600_000);
    assert.equal(remote.content, 'Too late');
    assert.equal(ofAlice.entries.at(-1), 'LocalInvitationCanceled() CANCELED');
    assert.deepEqual(ofBob.entries, ['RemoteInvitationCanceled(Too late) CANCELED']);
    assert.equal(await outcomeV1(() => remote.accept()), 'RtmInvalidStatusError 3');
  });

  it('expires on both sides after a minute without an answer', async (test) => {
    const { clock, ofAlice, ofBob } = await call(test);
    clock.advance(60_000);
    await turn();
    assert.equal(ofAlice.entries.at(-1), 'LocalInvitationFailure(INVITATION_EXPIRE) FAILURE');
    assert.deepEqual(ofBob.entries, ['RemoteInvitationFailure(INVITATION_EXPIRE) FAILURE']);
  });

  it('reaches a callee who comes within 30 s', async (test) => {
    await runForBoth(test);
    const clock = new ManualClock();
    const { client: alice } = await loggedInV1(test, 'alice', { clock });
    const local = alice.createLocalInvitation('bob');
    const heard = new EventLog<string>();
    listenTo(local, heard.add);
    local.send();
    // The answer says that the server has told alice of it.
    await alice.queryPeersOnlineStatus(['bob']);
    await loggedInV1(test, 'bob', { clock });
    clock.advance(2_000);
    await heard.atLeast(1);
    assert.deepEqual(heard.entries, ['LocalInvitationReceivedByPeer() RECEIVED_BY_REMOTE']);
    local.cancel();
  });

  it('fails after 30 s when the callee is offline, or has an SDK without invitations', async (test) => {
    await runForBoth(test);
    const clock = new ManualClock();
    const { client: alice } = await loggedInV1(test, 'alice', { clock });
    await loggedIn(test, 'young');
    const heard = new EventLog<string>();
    for (const callee of ['nobody', 'young']) {
      const local = alice.createLocalInvitation(callee);
      listenTo(local, heard.add);
      local.send();
    }
    for (let waited = 0; waited < 30_000; waited += 2_000) {
      assert.deepEqual(heard.entries, []);
      clock.advance(2_000);
      await alice.getChannelMemberCount(['any']).catch(() => undefined);
    }
    await heard.atLeast(2);
    const failure = 'LocalInvitationFailure(PEER_OFFLINE) FAILURE';
    assert.deepEqual(heard.entries, [failure, failure]);
  });

  it('cannot be sent before a login: the state first, then the failure', async () => {
    const client = AgoraRTM.createInstance(APP_ID);
    const local = client.createLocalInvitation('bob');
    const heard: string[] = [];
    listenTo(local, (what) => heard.push(what));
    local.send();
    assert.equal(local.state, AgoraRTM.LocalInvitationState.SENT_TO_REMOTE);
    await turn();
    assert.deepEqual(heard, ['LocalInvitationFailure(NOT_LOGGEDIN) FAILURE']);
  });

  it('cannot be cancelled before a login, and fails all the same', async () => {
    const client = AgoraRTM.createInstance(APP_ID);
    const local = client.createLocalInvitation('bob');
    const failures: string[] = [];
    local.on('LocalInvitationFailure', (reason) => failures.push(reason));
    local.send();
    assert.throws(() => local.cancel(), {
      name: 'RtmInvalidStatusError',
      message: 'Client is not logged in. Cannot do the operation.',
    });
    await turn();
    assert.deepEqual(failures, ['NOT_LOGGEDIN']);
    assert.equal(local.state, 'FAILURE');
  });

  it('has content of 8 KB at most, and an answer too', async (test) => {
    const { local, remote } = await call(test);
    local.content = 'x'.repeat(8_193);
    assert.equal(await outcomeV1(() => local.cancel()), 'RtmInvalidArgumentError 1');
    remote.response = 'é'.repeat(4_097);
    assert.equal(await outcomeV1(() => remote.accept()), 'RtmInvalidArgumentError 1');
    assert.equal(await outcomeV1(() => remote.refuse()), 'RtmInvalidArgumentError 1');
    remote.response = 'é'.repeat(4_096);
    remote.refuse();
  });
});

describe('an acceptance', () => {
  it('is sent every second until the caller has it, who then has 5 s to confirm', async () => {
    const clock = new ManualClock();
    const answers: Sent[] = ['offline', 'unanswered', 'received', 'received'];
    const signals: string[] = [];
    const send = async ({ signal }: InvitationRequest): Promise<Sent> => {
      signals.push(`${signal} ${(clock.now() - begin) / 1_000}`);
      return answers[signals.length - 1] ?? 'offline';
    };
    const facts = { callId: 'x', callerId: 'alice', channelId: '', content: '' };
    const remote = new RemoteInvitation(
      facts,
      { clock, isLoggedIn: true, send },
      () => () => undefined,
    );
    const heard: string[] = [];
    listenTo(remote, (what) => heard.push(what));
    const begin = clock.now();
    remote.accept();
    for (let second = 0; second < 8; second += 1) {
      assert.deepEqual(heard, []);
      clock.advance(1_000);
      await turn();
    }
    assert.deepEqual(signals, ['CallAccept 1', 'CallAccept 2', 'CallAccept 3']);
    assert.deepEqual(heard, ['RemoteInvitationFailure(ACCEPT_FAILURE) FAILURE']);
  });

  it('fails after 5 s when the caller is offline', async () => {
    const clock = new ManualClock();
    const facts = { callId: 'x', callerId: 'alice', channelId: '', content: '' };
    const send = async (): Promise<Sent> => 'offline';
    const remote = new RemoteInvitation(
      facts,
      { clock, isLoggedIn: true, send },
      () => () => undefined,
    );
    const heard: string[] = [];
    listenTo(remote, (what) => heard.push(what));
    remote.accept();
    for (let second = 0; second < 5; second += 1) {
      clock.advance(1_000);
      await turn();
    }
    assert.deepEqual(heard, ['RemoteInvitationFailure(PEER_OFFLINE) FAILURE']);
  });
});

/** What both sides may do, and what may happen between them. */
const STEPS = ['send', 'cancel', 'accept', 'refuse', 'lose', 'second', 'minute'] as const;

/** Ends that may meet: what one side ends with, and what the other may then end with. */
const MEETING_ENDS: Record<string, readonly string[]> = {
  ACCEPTED_BY_REMOTE: ['ACCEPTED', 'FAILURE', 'CANCELED', 'ACCEPT_SENT_TO_LOCAL'],
  REFUSED_BY_REMOTE: ['REFUSED'],
  CANCELED: ['CANCELED', 'REFUSED', 'FAILURE', 'none'],
  FAILURE: ['FAILURE', 'REFUSED', 'none'],
};

describe('the two state machines of an invitation', () => {
  it('each end once, never go on after it, and never end at odds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...STEPS), { maxLength: 25 }), async (steps) => {
        const clock = new ManualClock();
        const heard: string[] = [];
        let losing = 0;
        const side: { local?: LocalListener; remote?: RemoteListener; callee?: RemoteInvitation } =
          {};
        const deliver = async (request: InvitationRequest): Promise<Sent> => {
          if (losing > 0) {
            losing -= 1;
            return 'offline';
          }
          const { signal, extra: content, channelId, callId } = request;
          if (signal === 'CallInvite') {
            const facts = { callId, callerId: 'alice', channelId, content };
            side.callee ??= new RemoteInvitation(
              facts,
              { clock, isLoggedIn: true, send: deliver },
              (listener) => {
                side.remote = listener;
                return () => delete side.remote;
              },
            );
            if (heard.includes('listening')) return 'received';
            heard.push('listening');
            listenTo(side.callee, (what) => heard.push(what));
          }
          if (signal === 'CallCancel') side.remote?.onCanceled(content);
          if (signal === 'CallAcceptAck') side.remote?.onAcceptAcknowledged();
          if (signal === 'CallAccept') side.local?.onAccepted(content);
          if (signal === 'CallReject') side.local?.onRefused(content);
          return 'received';
        };
        const caller = new LocalInvitation(
          'bob',
          { clock, isLoggedIn: true, send: deliver },
          (_callId, listener) => {
            side.local = listener;
            return () => delete side.local;
          },
        );
        listenTo(caller, (what) => heard.push(what));
        const act: Record<(typeof STEPS)[number], () => unknown> = {
          send: () => caller.send(),
          cancel: () => caller.cancel(),
          accept: () => side.callee?.accept(),
          refuse: () => side.callee?.refuse(),
          lose: () => (losing += 1),
          second: () => clock.advance(1_000),
          minute: () => clock.advance(60_000),
        };
        for (const step of steps) {
          const outcome = await outcomeV1(act[step]);
          assert.match(outcome, /^(resolved|RtmInvalidStatusError [2-5])$/, step);
          await turn();
        }
        const wasSent = steps.includes('send');
        for (let minute = 0; minute < 3; minute += 1) {
          clock.advance(60_000);
          await turn();
        }
        const ends = heard.filter((what) => /^Local(?!InvitationReceived)/.test(what));
        const calleeEnds = heard.filter((what) => what.startsWith('Remote'));
        assert.equal(ends.length, wasSent ? 1 : 0, heard.join('; '));
        assert.ok(calleeEnds.length <= 1, heard.join('; '));
        if (!wasSent) {
          assert.equal(caller.state, AgoraRTM.LocalInvitationState.IDLE);
          return;
        }
        const other: string = side.callee?.state ?? 'none';
        assert.ok(MEETING_ENDS[caller.state]?.includes(other), `${caller.state} and ${other}`);
      }),
      { numRuns: 300, ...sameRuns() },
    );
  });
});
