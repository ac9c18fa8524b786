import type { Group, Script, Stage } from '../script.ts';
import { followLink, newClient } from './client.ts';
import { methods } from './methods.ts';

/** How to bring a client into a state it can be in without a server. */
const states: Readonly<Partial<Record<string, (stage: Stage, client: object) => Promise<void>>>> = {
  'while CONNECTING': async (stage, client) => {
    void stage.invoke(client, 'login');
    await stage.wait(200);
  },
  'while DISCONNECTED': async (stage, client) => {
    void stage.invoke(client, 'login');
    await stage.wait(5_500);
  },
  'after FAILED': async (stage, client) => {
    await stage.invoke(client, 'login', { token: 'garbage' });
  },
  'after logout()': async (stage, client) => {
    void stage.invoke(client, 'login');
    await stage.wait(200);
    await stage.invoke(client, 'logout');
  },
};

const calls = [
  ...methods.map(({ path, args }) => ({ label: path, path, args })),
  { label: 'renewToken with garbage', path: 'renewToken', args: ['garbage'] },
  { label: 'renewToken with nothing', path: 'renewToken', args: [] },
  { label: 'publish with a bad name', path: 'publish', args: ['a.b', 'hello'] },
  { label: 'publish as STREAM', path: 'publish', args: ['a', 'b', { channelType: 'STREAM' }] },
  { label: 'unsubscribe with a bad name', path: 'unsubscribe', args: ['a.b'] },
  { label: 'login', path: 'login', args: [] },
  { label: 'login with garbage', path: 'login', args: [{ token: 'garbage' }] },
  { label: 'logout', path: 'logout', args: [] },
];

/** They change what they meet: clients of one page cancel each other's attempts. */
const isSession = (path: string): boolean => path === 'login' || path === 'logout';

const scriptsOf = (state: string, wanted: (path: string) => boolean): readonly Script[] =>
  calls
    .filter(({ path }) => wanted(path))
    .map(({ label, path, args }) => ({
      id: `${label} ${state}`,
      run: async (stage) => {
        const client = newClient(stage);
        followLink(stage, client);
        await states[state]?.(stage, client);
        await stage.invoke(client, path, ...args);
      },
    }));

export const groups: readonly Group[] = [
  ...Object.keys(states).map((state) => ({
    name: `calls ${state}`,
    scripts: scriptsOf(state, (path) => !isSession(path)),
  })),
  {
    name: 'login and logout in every state',
    apart: true,
    scripts: Object.keys(states).flatMap((state) => scriptsOf(state, isSession)),
  },
];
