import type {
  IncomingInvitation,
  InvitationOptions,
  InvitationState,
  OutgoingInvitation,
  RtmClient,
} from 'ngx-agora-rtm/client';
import { codeOf, describeContract, isComplete, next, textOf } from './stage.spec';

describeContract('invitations', ({ stage, can }) => {
  const limits = can.invitations;
  const bobId = (): string => stage().id('bob');

  if (!limits) {
    it('are unsupported, logged in or not, and never come', async () => {
      const alice = await stage().login('alice');
      for (const { invitations } of [alice, stage().client()]) {
        expect(await codeOf(invitations.invite(bobId()))).toBe('unsupported');
        expect(isComplete(invitations.incoming$)).toBeTrue();
      }
    });
    return;
  }

  type Either = OutgoingInvitation | IncomingInvitation;
  type Phase = InvitationState['phase'];
  const reach = ({ state$ }: Either, phase: Phase) =>
    next(state$, (state) => state.phase === phase);

  /** Alice invites bob. */
  async function invited(options?: InvitationOptions): Promise<{
    alice: RtmClient;
    bob: RtmClient;
    outgoing: OutgoingInvitation;
    incoming: IncomingInvitation;
  }> {
    const [alice, bob] = [await stage().login('alice'), await stage().login('bob')];
    const arrival = next(bob.invitations.incoming$);
    const outgoing = await alice.invitations.invite(bobId(), options);
    return { alice, bob, outgoing, incoming: await arrival };
  }

  it('arrive with their caller, content and channel', async () => {
    const options = { content: 'join us 👋', channelId: stage().id('lobby') };
    const { outgoing, incoming } = await invited(options);
    expect(incoming).toEqual(
      jasmine.objectContaining({ ...options, callerId: stage().id('alice') }),
    );
    expect(outgoing).toEqual(jasmine.objectContaining({ ...options, peerId: bobId() }));
    expect(await reach(incoming, 'received')).toEqual({
      phase: 'received',
      response: '',
      failure: null,
    });
    await reach(outgoing, 'received');
  });

  it('need neither content nor channel', async () => {
    const { outgoing, incoming } = await invited();
    for (const { content, channelId } of [outgoing, incoming] as readonly Either[]) {
      expect([content, channelId]).toEqual(['', '']);
    }
  });

  for (const [answer, phase] of [
    ['accept', 'accepted'],
    ['refuse', 'refused'],
  ] as const) {
    it(`are ${phase} with a response, which both hear of as the last thing`, async () => {
      const { outgoing, incoming } = await invited();
      const ended = [outgoing, incoming].map(lastOf);
      await incoming[answer]('here is why 👋');
      for (const state of await Promise.all(ended)) {
        expect(state).toEqual({ phase, response: 'here is why 👋', failure: null });
      }
    });

    it(`can be ${phase} without a response`, async () => {
      const { outgoing, incoming } = await invited();
      const ended = lastOf(outgoing);
      await incoming[answer]();
      expect((await ended)?.response).toBe('');
    });

    it(`are over once ${phase}: no further answer, and nothing to take back`, async () => {
      const { outgoing, incoming } = await invited();
      const ended = lastOf(outgoing);
      await incoming[answer]();
      await ended;
      expect(await codeOf(incoming.accept())).toBe('invalid-argument');
      expect(await codeOf(incoming.refuse())).toBe('invalid-argument');
      expect(await codeOf(outgoing.cancel())).toBe('invalid-argument');
    });
  }

  it('replay their state to one who comes late, also the last one', async () => {
    const { outgoing, incoming } = await invited();
    const ended = lastOf(outgoing);
    await incoming.accept('yes');
    await ended;
    const late: string[] = [];
    outgoing.state$.subscribe({
      next: ({ phase, response }) => late.push(`${phase} ${response}`),
      complete: () => late.push('complete'),
    });
    expect(late).toEqual(['accepted yes', 'complete']);
  });

  it('can be taken back, after which there is nothing to answer', async () => {
    const { outgoing, incoming } = await invited();
    const ended = [outgoing, incoming].map(lastOf);
    await outgoing.cancel();
    for (const state of await Promise.all(ended)) expect(state?.phase).toBe('cancelled');
    expect(await codeOf(incoming.accept())).toBe('invalid-argument');
    expect(await codeOf(incoming.refuse())).toBe('invalid-argument');
    expect(await codeOf(outgoing.cancel())).toBe('invalid-argument');
  });

  it('are known apart when there are several', async () => {
    const { alice, bob, outgoing, incoming } = await invited();
    const carol = await stage().login('carol');
    const atCarol = next(carol.invitations.incoming$);
    const second = await alice.invitations.invite(stage().id('carol'));
    await (await atCarol).refuse('busy');
    expect((await lastOf(second))?.response).toBe('busy');
    await incoming.accept('yes');
    expect((await lastOf(outgoing))?.response).toBe('yes');
    const back = next(alice.invitations.incoming$);
    await bob.invitations.invite(stage().id('alice'), { content: 'and you?' });
    expect((await back).content).toBe('and you?');
  });

  it('may have content and responses as long as the backend says, to the byte of UTF-8', async () => {
    const { maxContentBytes } = limits;
    const { alice, incoming, outgoing } = await invited({ content: textOf(maxContentBytes) });
    expect(incoming.content === textOf(maxContentBytes)).toBeTrue();
    const content = textOf(maxContentBytes + 1);
    expect(await codeOf(alice.invitations.invite(bobId(), { content }))).toBe('limit-exceeded');
    expect(await codeOf(incoming.accept(content))).toBe('limit-exceeded');
    const ended = lastOf(outgoing);
    await incoming.accept(textOf(maxContentBytes));
    expect((await ended)?.response === textOf(maxContentBytes)).toBeTrue();
  });

  it('need a peer and a channel with legal names, and a login', async () => {
    const { invitations } = stage().client();
    expect(await codeOf(invitations.invite('a/b'))).toBe('invalid-user-id');
    expect(await codeOf(invitations.invite(bobId(), { channelId: 'a/b' }))).toBe(
      'invalid-channel-id',
    );
    expect(await codeOf(invitations.invite(bobId()))).toBe('not-logged-in');
  });

  it('end for the one whose login ends', async () => {
    const { alice, outgoing, bob, incoming } = await invited();
    const [atAlice, atBob] = [lastOf(outgoing), lastOf(incoming)];
    await bob.logout();
    expect((await atBob)?.phase).toBe('received');
    await alice.logout();
    await atAlice;
    expect(await codeOf(incoming.accept())).not.toBe('no error');
    expect(await codeOf(outgoing.cancel())).not.toBe('no error');
  });
});

/** The state that an invitation ends with. */
function lastOf({
  state$,
}: OutgoingInvitation | IncomingInvitation): Promise<InvitationState | null> {
  return new Promise((resolve) => {
    let last: InvitationState | null = null;
    state$.subscribe({ next: (state) => (last = state), complete: () => resolve(last) });
  });
}
