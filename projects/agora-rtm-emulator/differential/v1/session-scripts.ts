import type { Group, Script, Stage } from '../script.ts';
import { createChannel, followedClient, newClient } from './client.ts';
import type { Emitter } from './client.ts';
import { channelMethods, methods } from './methods.ts';

const withClient = (
  id: string,
  act: (stage: Stage, client: Emitter) => Promise<void> | void,
): Script => ({
  id,
  run: (stage) => act(stage, followedClient(stage)),
});

const login = (stage: Stage, client: object) => stage.invoke(client, 'login', { uid: 'alice' });

const calls = [
  ...methods,
  { path: 'logout', args: [] },
  { path: 'login', args: [{ uid: 'alice' }] },
];

/** How to bring a client into a state it can be in without a server. */
const states: Readonly<Record<string, (stage: Stage, client: object) => Promise<void>>> = {
  'while CONNECTING': async (stage, client) => {
    void login(stage, client);
    await stage.wait(600);
  },
  'after a login that timed out': async (stage, client) => {
    void login(stage, client);
    await stage.wait(13_000);
  },
};

const inStates = Object.entries(states).map(([state, enter]): Group => ({
  name: `calls ${state}`,
  scripts: [
    ...calls.map(({ path, args }) =>
      withClient(`${path} ${state}`, async (stage, client) => {
        await enter(stage, client);
        await stage.invoke(client, path, ...args);
      }),
    ),
    ...channelMethods.map(({ path, args }) =>
      withClient(`channel.${path} ${state}`, async (stage, client) => {
        const channel = createChannel(client, 'lobby');
        await enter(stage, client);
        await stage.invoke(channel, path, ...args);
      }),
    ),
  ],
}));

const orders: readonly Script[] = [
  withClient('login twice at once', async (stage, client) => {
    void login(stage, client);
    void login(stage, client);
    await stage.wait(13_000);
  }),
  withClient('login again after half a second', async (stage, client) => {
    void login(stage, client);
    await stage.wait(600);
    await login(stage, client);
    await stage.wait(13_000);
  }),
  withClient('login as another user after half a second', async (stage, client) => {
    void login(stage, client);
    await stage.wait(600);
    await stage.invoke(client, 'login', { uid: 'bob' });
  }),
  withClient('login with a bad user id, and again at once', async (stage, client) => {
    await stage.invoke(client, 'login', { uid: '' });
    await login(stage, client);
  }),
  withClient('login with a bad user id twenty times', async (stage, client) => {
    for (let count = 0; count < 20; count += 1) await stage.invoke(client, 'login', { uid: '' });
  }),
  withClient('logout, never logged in', async (stage, client) => {
    await stage.invoke(client, 'logout');
    await stage.invoke(client, 'logout');
  }),
  withClient('login and logout at once', async (stage, client) => {
    void login(stage, client);
    void stage.invoke(client, 'logout');
    await stage.wait(14_000);
  }),
  withClient(
    'login, logout after two seconds, logout again after the end',
    async (stage, client) => {
      void login(stage, client);
      await stage.wait(2_000);
      void stage.invoke(client, 'logout');
      await stage.wait(12_000);
      await stage.invoke(client, 'logout');
    },
  ),
  withClient('login, logout twice at once', async (stage, client) => {
    void login(stage, client);
    await stage.wait(2_000);
    void stage.invoke(client, 'logout');
    void stage.invoke(client, 'logout');
    await stage.wait(12_000);
  }),
  withClient('login, logout and login', async (stage, client) => {
    void login(stage, client);
    await stage.wait(2_000);
    void stage.invoke(client, 'logout');
    void login(stage, client);
    await stage.wait(14_000);
  }),
  withClient('login again in the listener of DISCONNECTED', async (stage, client) => {
    let isFirst = true;
    client.on('ConnectionStateChanged', (state: string) => {
      if (state !== 'DISCONNECTED' || !isFirst) return;
      isFirst = false;
      void login(stage, client);
    });
    void login(stage, client);
    await stage.wait(26_000);
  }),
  withClient('two clients of one user', async (stage, client) => {
    void login(stage, client);
    void login(stage, newClient(stage));
    await stage.wait(13_000);
  }),
  withClient('connectionState, which nobody documents', async (stage, client) => {
    stage.note('before', Reflect.get(client, 'connectionState'));
    void login(stage, client);
    await stage.wait(100);
    stage.note('while connecting', Reflect.get(client, 'connectionState'));
    await stage.wait(13_000);
    stage.note('after', Reflect.get(client, 'connectionState'));
  }),
  withClient('sendMessageToPeer 200 times before login', async (stage, client) => {
    for (let count = 0; count < 200; count += 1) {
      void stage.invoke(client, 'sendMessageToPeer', { text: 'hello' }, 'bob');
    }
    await stage.wait(100);
  }),
  withClient('getChannelMemberCount 20 times before login', async (stage, client) => {
    for (let count = 0; count < 20; count += 1) {
      void stage.invoke(client, 'getChannelMemberCount', ['lobby']);
    }
    await stage.wait(100);
  }),
  withClient('createChannel twice with one name', (stage, client) => {
    const [first, second] = [createChannel(client, 'lobby'), createChannel(client, 'lobby')];
    stage.note('is the same', first === second);
  }),
  withClient('createChannel 25 times', (stage, client) => {
    for (let count = 0; count < 25; count += 1) {
      stage.attempt('createChannel', () => createChannel(client, `channel ${count}`));
    }
  }),
];

const longRun: readonly Script[] = [
  withClient('login that nobody answers', async (stage, client) => {
    void login(stage, client);
    await stage.wait(60_000);
  }),
  withClient('login three times, one after the other', async (stage, client) => {
    for (let round = 0; round < 3; round += 1) {
      void login(stage, client);
      await stage.wait(13_000);
    }
  }),
];

/** The same however a server cannot be reached. */
export const LONG_RUN = 'logins without a server';

export const groups: readonly Group[] = [
  { name: LONG_RUN, apart: true, scripts: longRun },
  { name: 'order of calls', apart: true, scripts: orders },
  ...inStates,
];
