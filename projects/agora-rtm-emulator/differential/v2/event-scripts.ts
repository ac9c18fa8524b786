import type { Group, Script, Stage } from '../script.ts';
import { newClient } from './client.ts';

const eventNames = [
  'message',
  'presence',
  'storage',
  'lock',
  'topic',
  'linkState',
  'token',
  'tokenPrivilegeWillExpire',
  'status',
  'no such event',
];

/** The members of an event emitter, whether the vendor declares them or not. */
const emitterMembers = [
  'addEventListener',
  'removeEventListener',
  'on',
  'once',
  'off',
  'emit',
  'addListener',
  'removeListener',
  'removeAllListeners',
  'listenerCount',
  'listeners',
  'rawListeners',
  'eventNames',
  'setMaxListeners',
  'getMaxListeners',
  'prependListener',
];

const notFunctions = [
  ['a text', 'listener'],
  ['null', null],
  ['undefined', undefined],
  ['a number', 5],
  ['an object', {}],
] as const;

const withClient = (
  id: string,
  act: (stage: Stage, client: object) => Promise<void> | void,
): Script => ({
  id,
  run: (stage) => act(stage, newClient(stage)),
});

/** Logs in with a bad token: the shortest way to two events. */
async function fail(stage: Stage, client: object): Promise<void> {
  await stage.invoke(client, 'login', { token: 'garbage' });
}

const delivery: readonly Script[] = [
  withClient('a listener of addEventListener', async (stage, client) => {
    await stage.invoke(client, 'addEventListener', 'linkState', stage.listener('heard'));
    await fail(stage, client);
  }),
  withClient('a listener of on', async (stage, client) => {
    stage.attempt('on', () => emitter(client).on('linkState', stage.listener('heard')));
    await fail(stage, client);
  }),
  withClient('a listener of once', async (stage, client) => {
    stage.attempt('once', () => emitter(client).once('linkState', stage.listener('heard')));
    await fail(stage, client);
  }),
  withClient('two listeners, in order', async (stage, client) => {
    await stage.invoke(client, 'addEventListener', 'linkState', stage.listener('first'));
    await stage.invoke(client, 'addEventListener', 'linkState', stage.listener('second'));
    await fail(stage, client);
  }),
  withClient('one listener twice', async (stage, client) => {
    const listener = stage.listener('heard');
    await stage.invoke(client, 'addEventListener', 'linkState', listener);
    await stage.invoke(client, 'addEventListener', 'linkState', listener);
    await fail(stage, client);
  }),
  withClient('one listener twice, removed once', async (stage, client) => {
    const listener = stage.listener('heard');
    await stage.invoke(client, 'addEventListener', 'linkState', listener);
    await stage.invoke(client, 'addEventListener', 'linkState', listener);
    await stage.invoke(client, 'removeEventListener', 'linkState', listener);
    await fail(stage, client);
  }),
  withClient('the second of three listeners removed', async (stage, client) => {
    const second = stage.listener('second');
    await stage.invoke(client, 'addEventListener', 'linkState', stage.listener('first'));
    await stage.invoke(client, 'addEventListener', 'linkState', second);
    await stage.invoke(client, 'addEventListener', 'linkState', stage.listener('third'));
    await stage.invoke(client, 'removeEventListener', 'linkState', second);
    await fail(stage, client);
  }),
  withClient('a listener that was never added, removed', async (stage, client) => {
    await stage.invoke(client, 'removeEventListener', 'linkState', stage.listener('heard'));
    await fail(stage, client);
  }),
  withClient('a listener removed with off', async (stage, client) => {
    const listener = stage.listener('heard');
    await stage.invoke(client, 'addEventListener', 'linkState', listener);
    stage.attempt('off', () => emitter(client).off('linkState', listener));
    await fail(stage, client);
  }),
  withClient('removeAllListeners', async (stage, client) => {
    await stage.invoke(client, 'addEventListener', 'linkState', stage.listener('heard'));
    stage.attempt('removeAllListeners', () => emitter(client).removeAllListeners());
    await fail(stage, client);
  }),
  withClient('removeAllListeners of the event', async (stage, client) => {
    await stage.invoke(client, 'addEventListener', 'linkState', stage.listener('heard'));
    stage.attempt('removeAllListeners', () => emitter(client).removeAllListeners('linkState'));
    await fail(stage, client);
  }),
  withClient('a listener that throws', async (stage, client) => {
    await stage.invoke(client, 'addEventListener', 'linkState', () => {
      throw new Error('A listener of the application broke.');
    });
    await stage.invoke(client, 'addEventListener', 'linkState', stage.listener('heard'));
    await fail(stage, client);
  }),
  withClient('a listener that returns a rejection', async (stage, client) => {
    const broken = new Error('A listener of the application broke.');
    await stage.invoke(client, 'addEventListener', 'linkState', async () => {
      await Promise.resolve();
      throw broken;
    });
    await stage.invoke(client, 'addEventListener', 'linkState', stage.listener('heard'));
    await fail(stage, client);
  }),
  withClient('a listener added while an event is delivered', async (stage, client) => {
    let isFirst = true;
    await stage.invoke(client, 'addEventListener', 'linkState', () => {
      if (isFirst)
        void stage.invoke(client, 'addEventListener', 'linkState', stage.listener('late'));
      isFirst = false;
    });
    await fail(stage, client);
  }),
  withClient('a listener removed while an event is delivered', async (stage, client) => {
    const second = stage.listener('second');
    await stage.invoke(client, 'addEventListener', 'linkState', () => {
      void stage.invoke(client, 'removeEventListener', 'linkState', second);
    });
    await stage.invoke(client, 'addEventListener', 'linkState', second);
    await fail(stage, client);
  }),
  withClient('listeners after logout()', async (stage, client) => {
    await stage.invoke(client, 'addEventListener', 'linkState', stage.listener('heard'));
    await fail(stage, client);
    await stage.invoke(client, 'logout');
    await fail(stage, client);
  }),
  withClient('an event of one client, not heard by another', async (stage, client) => {
    await stage.invoke(client, 'addEventListener', 'linkState', stage.listener('heard'));
    await fail(stage, newClient(stage));
  }),
  withClient('a listener that changes the event', async (stage, client) => {
    await stage.invoke(client, 'addEventListener', 'linkState', (event: { reason: string }) => {
      event.reason = 'changed';
    });
    await stage.invoke(client, 'addEventListener', 'linkState', stage.listener('heard'));
    await fail(stage, client);
  }),
  withClient('counts of listeners', (stage, client) => {
    emitter(client).on('message', stage.listener('heard'));
    stage.attempt('listenerCount of on', () => emitter(client).listenerCount('message'));
    stage.attempt('listenerCount of addEventListener', () =>
      emitter(client).listenerCount('linkState'),
    );
    stage.attempt('listenerCount after removeAllListeners', () => {
      emitter(client).removeAllListeners();
      return emitter(client).listenerCount('message');
    });
  }),
];

/** What a client inherits from the vendor's emitter. */
interface Emitter {
  on(name: string, listener: unknown): unknown;
  once(name: string, listener: unknown): unknown;
  off(name: string, listener: unknown): unknown;
  emit(name: string, ...args: readonly unknown[]): unknown;
  removeAllListeners(name?: string): unknown;
  listenerCount(name: string): number;
}

function emitter(client: object): Emitter {
  return client as Emitter;
}

export const groups: readonly Group[] = [
  {
    name: 'members of a client',
    scripts: [
      ...emitterMembers.map((name) =>
        withClient(`client.${name}`, (stage, client) => {
          stage.note('kind', typeof Reflect.get(client, name));
        }),
      ),
      ...['presence', 'storage', 'lock', 'history'].map((name) =>
        withClient(`client.${name}`, (stage, client) => {
          stage.note('kind', typeof Reflect.get(client, name));
          stage.note('always the same', Reflect.get(client, name) === Reflect.get(client, name));
        }),
      ),
    ],
  },
  {
    name: 'adding listeners',
    scripts: [
      ...eventNames.map((name) =>
        withClient(`addEventListener of ${name}`, async (stage, client) => {
          await stage.invoke(client, 'addEventListener', name, stage.listener('heard'));
        }),
      ),
      ...['addEventListener', 'removeEventListener', 'on', 'once', 'off'].flatMap((method) =>
        notFunctions.map(([label, listener]) =>
          withClient(`${method} with ${label} for a listener`, async (stage, client) => {
            await stage.invoke(client, method, 'linkState', listener);
          }),
        ),
      ),
      withClient('emit without a listener', (stage, client) => {
        stage.attempt('emit', () => emitter(client).emit('mine', 1));
      }),
      withClient('emit to a listener of on', (stage, client) => {
        emitter(client).on('mine', stage.listener('heard'));
        stage.attempt('emit', () => emitter(client).emit('mine', 1));
      }),
      withClient('emit to a listener of once', (stage, client) => {
        emitter(client).once('mine', stage.listener('heard'));
        stage.attempt('emit', () => emitter(client).emit('mine', 1));
        stage.attempt('emit again', () => emitter(client).emit('mine', 2));
      }),
      withClient('emit to a listener of addEventListener', async (stage, client) => {
        await stage.invoke(client, 'addEventListener', 'linkState', stage.listener('heard'));
        stage.attempt('emit', () => emitter(client).emit('linkState', 1));
      }),
    ],
  },
  { name: 'delivery of events', scripts: delivery },
];
