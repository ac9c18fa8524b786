import type { Group, Script, Stage } from '../script.ts';
import { createChannel, createInvitation, newClient } from './client.ts';
import type { Emitter } from './client.ts';

/** The emitter of the SDK, as it is when it runs. */
interface FullEmitter extends Emitter {
  once(name: string, listener: unknown): unknown;
  off(name: string, listener: unknown): unknown;
  emit(name: string, ...args: readonly unknown[]): unknown;
  removeAllListeners(name?: string): unknown;
  listeners(name: string): unknown[];
  rawListeners(name: string): unknown[];
  listenerCount(name: string): unknown;
}

const emitterMembers = [
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

const clientMembers = [
  'login',
  'logout',
  'connectionState',
  'createChannel',
  'createMessage',
  'createLocalInvitation',
  'updateConfig',
  'setParameters',
];

const makers: Readonly<Record<string, (stage: Stage) => Emitter>> = {
  client: newClient,
  channel: (stage) => createChannel(newClient(stage), 'lobby'),
  invitation: (stage) => createInvitation(newClient(stage), 'bob'),
};

const notFunctions = [
  ['a text', 'listener'],
  ['null', null],
  ['undefined', undefined],
  ['an object', {}],
] as const;

const withClient = (
  id: string,
  act: (stage: Stage, client: FullEmitter) => Promise<void> | void,
): Script => ({
  id,
  run: (stage) => act(stage, newClient(stage) as FullEmitter),
});

/** Logs in for a moment: the shortest way to an event. */
async function connect(stage: Stage, client: object): Promise<void> {
  void stage.invoke(client, 'login', { uid: 'alice' });
  await stage.wait(200);
}

const delivery: readonly Script[] = [
  withClient('a listener of on', async (stage, client) => {
    stage.note(
      'on returns the client',
      client.on('ConnectionStateChanged', stage.listener('a')) === client,
    );
    await connect(stage, client);
  }),
  withClient('a listener of the name before 1.0', async (stage, client) => {
    client.on('ConnectionStateChange', stage.listener('old name'));
    await connect(stage, client);
  }),
  withClient('a listener of once', async (stage, client) => {
    client.once('ConnectionStateChanged', stage.listener('once'));
    await connect(stage, client);
    await stage.wait(13_000);
  }),
  withClient('two listeners, in order', async (stage, client) => {
    client.on('ConnectionStateChanged', stage.listener('first'));
    client.on('ConnectionStateChanged', stage.listener('second'));
    await connect(stage, client);
  }),
  withClient('one listener twice', async (stage, client) => {
    const listener = stage.listener('heard');
    client.on('ConnectionStateChanged', listener);
    client.on('ConnectionStateChanged', listener);
    await connect(stage, client);
  }),
  withClient('one listener twice, removed once', async (stage, client) => {
    const listener = stage.listener('heard');
    client.on('ConnectionStateChanged', listener);
    client.on('ConnectionStateChanged', listener);
    client.off('ConnectionStateChanged', listener);
    await connect(stage, client);
  }),
  withClient('removeAllListeners', async (stage, client) => {
    client.on('ConnectionStateChanged', stage.listener('heard'));
    client.removeAllListeners();
    await connect(stage, client);
  }),
  withClient('removeAllListeners of the event', async (stage, client) => {
    client.on('ConnectionStateChanged', stage.listener('heard'));
    client.removeAllListeners('ConnectionStateChanged');
    await connect(stage, client);
  }),
  withClient('removeAllListeners of another event', async (stage, client) => {
    client.on('ConnectionStateChanged', stage.listener('heard'));
    client.removeAllListeners('MessageFromPeer');
    await connect(stage, client);
  }),
  withClient('a listener that throws', async (stage, client) => {
    client.on('ConnectionStateChanged', () => {
      throw new Error('A listener of the application broke.');
    });
    client.on('ConnectionStateChanged', stage.listener('heard'));
    await connect(stage, client);
    await stage.wait(13_000);
  }),
  withClient('a listener removed while an event is delivered', async (stage, client) => {
    const second = stage.listener('second');
    client.on('ConnectionStateChanged', () => client.off('ConnectionStateChanged', second));
    client.on('ConnectionStateChanged', second);
    await connect(stage, client);
  }),
  withClient('emit of an event of the application', (stage, client) => {
    stage.attempt('without a listener', () => client.emit('mine', 1));
    client.on('mine', stage.listener('heard'));
    stage.attempt('with one', () => client.emit('mine', 1, 'two'));
  }),
  withClient('emit of "error" without a listener', (stage, client) => {
    stage.attempt('emit', () => client.emit('error', new Error('mine')));
  }),
  withClient('counts of listeners', (stage, client) => {
    const listener = stage.listener('heard');
    stage.attempt('none', () => client.listenerCount('MessageFromPeer'));
    client.on('MessageFromPeer', listener);
    client.once('MessageFromPeer', listener);
    stage.attempt('two', () => client.listenerCount('MessageFromPeer'));
    stage.attempt('listeners', () => client.listeners('MessageFromPeer').length);
    stage.note(
      'are bare',
      client.listeners('MessageFromPeer').map((each) => each === listener),
    );
    stage.note(
      'are raw',
      client.rawListeners('MessageFromPeer').map((each) => each === listener),
    );
  }),
];

export const groups: readonly Group[] = [
  {
    name: 'members',
    scripts: [
      ...Object.entries(makers).flatMap(([what, make]) =>
        emitterMembers.map((name): Script => ({
          id: `${what}.${name}`,
          run: (stage) => stage.note('kind', typeof Reflect.get(make(stage), name)),
        })),
      ),
      ...clientMembers.map((name): Script => ({
        id: `kind of client.${name}`,
        run: (stage) => stage.note('kind', typeof Reflect.get(newClient(stage), name)),
      })),
    ],
  },
  {
    name: 'adding listeners',
    scripts: ['on', 'once', 'off'].flatMap((method) =>
      notFunctions.map(([label, listener]) =>
        withClient(`${method} with ${label} for a listener`, async (stage, client) => {
          await stage.invoke(client, method, 'ConnectionStateChanged', listener);
        }),
      ),
    ),
  },
  { name: 'delivery of events', scripts: delivery },
];
