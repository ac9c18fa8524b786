import { names } from '../inputs.ts';
import type { Group, Script, Stage } from '../script.ts';
import { createInvitation, newClient } from './client.ts';
import type { Emitter } from './client.ts';

/** A call invitation, as a script sees it. */
interface Invitation extends Emitter {
  content: unknown;
  channelId: unknown;
  response: unknown;
  state: unknown;
  calleeId: unknown;
  send(): void;
  cancel(): void;
}

const eventNames = ['Accepted', 'Refused', 'ReceivedByPeer', 'Canceled', 'Failure'].map(
  (name) => `LocalInvitation${name}`,
);

function show(stage: Stage, { content, channelId, response, state, calleeId }: Invitation): void {
  stage.note('fields', { content, channelId, response, state, calleeId });
}

const withInvitation = (
  id: string,
  act: (stage: Stage, invitation: Invitation) => Promise<void> | void,
): Script => ({
  id,
  run: async (stage) => {
    const invitation = createInvitation(newClient(stage), 'bob') as Invitation;
    for (const name of eventNames) invitation.on(name, stage.listener(name));
    await act(stage, invitation);
    await stage.wait(100);
    show(stage, invitation);
  },
});

const contents = [
  ['nothing', ''],
  ['8192 bytes', 'x'.repeat(8_192)],
  ['8193 bytes', 'x'.repeat(8_193)],
  ['8193 bytes in two-byte letters', 'é'.repeat(4_097)],
  ['a number', 5],
  ['null', null],
  ['undefined', undefined],
] as const;

const channelIds = [
  ['nothing', ''],
  ['a name', 'lobby'],
  ['65 bytes', 'x'.repeat(65)],
  ['a star', 'a*b'],
  ['a number', 5],
  ['null', null],
] as const;

export const groups: readonly Group[] = [
  {
    name: 'createLocalInvitation',
    scripts: names.map(([label, calleeId]): Script => ({
      id: `createLocalInvitation to a user id ${label}`,
      run: (stage) => {
        const client = newClient(stage);
        const invitation = stage.attempt('create', () => createInvitation(client, calleeId));
        if (invitation !== undefined) show(stage, invitation as Invitation);
      },
    })),
  },
  {
    name: 'an invitation before login',
    scripts: [
      withInvitation('an invitation that is new', () => undefined),
      withInvitation('send', (stage, invitation) => {
        stage.attempt('send', () => invitation.send());
        show(stage, invitation);
      }),
      withInvitation('send twice at once', (stage, invitation) => {
        stage.attempt('send', () => invitation.send());
        stage.attempt('send again', () => invitation.send());
      }),
      withInvitation('send again after it failed', async (stage, invitation) => {
        stage.attempt('send', () => invitation.send());
        await stage.wait(200);
        stage.attempt('send again', () => invitation.send());
      }),
      withInvitation('cancel', (stage, invitation) => {
        stage.attempt('cancel', () => invitation.cancel());
      }),
      withInvitation('cancel twice', (stage, invitation) => {
        stage.attempt('cancel', () => invitation.cancel());
        stage.attempt('cancel again', () => invitation.cancel());
      }),
      withInvitation('send and cancel at once', (stage, invitation) => {
        stage.attempt('send', () => invitation.send());
        stage.attempt('cancel', () => invitation.cancel());
      }),
      withInvitation('cancel after it failed', async (stage, invitation) => {
        stage.attempt('send', () => invitation.send());
        await stage.wait(200);
        stage.attempt('cancel', () => invitation.cancel());
      }),
      withInvitation('cancel and send', (stage, invitation) => {
        stage.attempt('cancel', () => invitation.cancel());
        stage.attempt('send', () => invitation.send());
      }),
      ...contents.map(([label, content]) =>
        withInvitation(`send with ${label} as content`, (stage, invitation) => {
          stage.attempt('set content', () => (invitation.content = content));
          stage.attempt('send', () => invitation.send());
        }),
      ),
      ...channelIds.map(([label, channelId]) =>
        withInvitation(`send with ${label} as channelId`, (stage, invitation) => {
          stage.attempt('set channelId', () => (invitation.channelId = channelId));
          stage.attempt('send', () => invitation.send());
        }),
      ),
      ...(['response', 'state', 'calleeId'] as const).map((field) =>
        withInvitation(`set ${field}`, (stage, invitation) => {
          stage.attempt('set', () => (invitation[field] = 'mine'));
        }),
      ),
      withInvitation('content set after it was sent', (stage, invitation) => {
        invitation.content = 'before';
        stage.attempt('send', () => invitation.send());
        stage.attempt('set', () => (invitation.content = 'after'));
      }),
    ],
  },
];
