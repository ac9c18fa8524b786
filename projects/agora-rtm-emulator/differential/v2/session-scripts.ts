import type { Group, Script, Stage } from '../script.ts';
import { construct, followLink, newClient, APP_ID } from './client.ts';
import { tokens } from './tokens.ts';

/** A script with a client whose link states are recorded. */
const withClient = (id: string, act: (stage: Stage, client: object) => Promise<void>): Script => ({
  id,
  run: async (stage) => {
    const client = newClient(stage);
    followLink(stage, client);
    await act(stage, client);
  },
});

const tokenScripts = tokens.flatMap(([label, token]) => [
  withClient(`login with ${label} for a token`, async (stage, client) => {
    await stage.invoke(client, 'login', { token });
  }),
  withClient(`renewToken with ${label} for a token while CONNECTING`, async (stage, client) => {
    void stage.invoke(client, 'login');
    await stage.wait(100);
    await stage.invoke(client, 'renewToken', token);
  }),
]);

const loginArguments = [
  ['nothing', []],
  ['undefined', [undefined]],
  ['null', [null]],
  ['a number', [5]],
  ['a text', ['token']],
  ['{}', [{}]],
  ['an unknown option', [{ unknown: 1 }]],
] as const;

const orders: readonly Script[] = [
  withClient('logout, never logged in', async (stage, client) => {
    await stage.invoke(client, 'logout');
    await stage.invoke(client, 'logout');
  }),
  withClient('login twice at once', async (stage, client) => {
    void stage.invoke(client, 'login');
    void stage.invoke(client, 'login');
    await stage.wait(500);
  }),
  withClient('login, and login with a bad token while CONNECTING', async (stage, client) => {
    void stage.invoke(client, 'login');
    await stage.wait(100);
    await stage.invoke(client, 'login', { token: 'garbage' });
  }),
  withClient('login and logout at once', async (stage, client) => {
    void stage.invoke(client, 'login');
    void stage.invoke(client, 'logout');
    await stage.wait(500);
  }),
  withClient('login, logout after 200 ms, and look ten seconds on', async (stage, client) => {
    void stage.invoke(client, 'login');
    await stage.wait(200);
    await stage.invoke(client, 'logout');
    await stage.wait(10_000);
  }),
  withClient('login, logout twice at once', async (stage, client) => {
    void stage.invoke(client, 'login');
    await stage.wait(200);
    void stage.invoke(client, 'logout');
    void stage.invoke(client, 'logout');
    await stage.wait(500);
  }),
  withClient('login, logout and login at once', async (stage, client) => {
    void stage.invoke(client, 'login');
    await stage.wait(200);
    void stage.invoke(client, 'logout');
    void stage.invoke(client, 'login');
    await stage.wait(6_000);
  }),
  withClient('logout and login at once while DISCONNECTED', async (stage, client) => {
    void stage.invoke(client, 'login');
    await stage.wait(6_000);
    void stage.invoke(client, 'logout');
    void stage.invoke(client, 'login');
    await stage.wait(6_000);
  }),
  withClient('logout and login at once after a bad token', async (stage, client) => {
    await stage.invoke(client, 'login', { token: 'garbage' });
    void stage.invoke(client, 'logout');
    void stage.invoke(client, 'login');
    await stage.wait(6_000);
  }),
  withClient('login, logout, login again one after the other', async (stage, client) => {
    for (let round = 0; round < 3; round += 1) {
      void stage.invoke(client, 'login');
      await stage.wait(200);
      await stage.invoke(client, 'logout');
    }
  }),
  withClient('login again while DISCONNECTED starts over', async (stage, client) => {
    void stage.invoke(client, 'login');
    await stage.wait(6_000);
    void stage.invoke(client, 'login');
    await stage.wait(8_000);
  }),
  withClient('login again after a bad token', async (stage, client) => {
    await stage.invoke(client, 'login', { token: 'garbage' });
    void stage.invoke(client, 'login');
    await stage.wait(6_000);
  }),
  withClient('login again with a bad token while DISCONNECTED', async (stage, client) => {
    void stage.invoke(client, 'login');
    await stage.wait(6_000);
    await stage.invoke(client, 'login', { token: 'garbage' });
  }),
  withClient('logout after a bad token', async (stage, client) => {
    await stage.invoke(client, 'login', { token: 'garbage' });
    await stage.invoke(client, 'logout');
  }),
  withClient('logout while DISCONNECTED, and three seconds on', async (stage, client) => {
    void stage.invoke(client, 'login');
    await stage.wait(6_000);
    await stage.invoke(client, 'logout');
    await stage.wait(3_000);
  }),
  withClient('logout in the listener of CONNECTING', async (stage, client) => {
    let isFirst = true;
    await stage.invoke(client, 'addEventListener', 'linkState', () => {
      if (isFirst) void stage.invoke(client, 'logout');
      isFirst = false;
    });
    void stage.invoke(client, 'login');
    await stage.wait(1_000);
  }),
  withClient('login in the listener of DISCONNECTED', async (stage, client) => {
    let isFirst = true;
    await stage.invoke(
      client,
      'addEventListener',
      'linkState',
      (event: { currentState: string }) => {
        if (event.currentState !== 'DISCONNECTED' || !isFirst) return;
        isFirst = false;
        void stage.invoke(client, 'login');
      },
    );
    void stage.invoke(client, 'login');
    await stage.wait(13_000);
  }),
  withClient('login 25 times in a tick', async (stage, client) => {
    for (let count = 0; count < 25; count += 1) void stage.invoke(client, 'login');
    await stage.wait(500);
  }),
  withClient('login with a bad token 25 times', async (stage, client) => {
    for (let count = 0; count < 25; count += 1) {
      await stage.invoke(client, 'login', { token: 'garbage' });
    }
  }),
  withClient('a method taken off the client', async (stage, client) => {
    stage.attempt('publish', () => (Reflect.get(client, 'publish') as () => unknown)());
    await stage.wait(100);
  }),
  {
    id: 'a client behind a Proxy',
    run: async (stage) => {
      const client = new Proxy(construct(stage, APP_ID, stage.newUserId()), {});
      await stage.invoke(client, 'publish', 'lobby', 'hello');
    },
  },
];

export const groups: readonly Group[] = [
  { name: 'tokens', scripts: tokenScripts },
  {
    name: 'arguments of login',
    scripts: loginArguments.map(([label, args]) =>
      withClient(`login with ${label}`, async (stage, client) => {
        await stage.invoke(client, 'login', ...args);
      }),
    ),
  },
  { name: 'order of calls', apart: true, scripts: orders },
];
