import type { Group, Script } from '../script.ts';
import { newClient } from './client.ts';
import { methods } from './methods.ts';

/** More than any limit there is. */
const BURST = 80;

const calling = (id: string, paths: readonly string[], count = BURST, gapMs = 0): Script => ({
  id,
  run: async (stage) => {
    const client = newClient(stage);
    for (let index = 0; index < count; index += 1) {
      const path = paths[index % paths.length] ?? '';
      const method = methods.find((candidate) => candidate.path === path);
      await stage.invoke(client, path, ...(method?.args ?? []));
      if (gapMs > 0) await stage.wait(gapMs);
    }
  },
});

/** Names of one API: do they share a count? */
const shared = [
  ['presence.whoNow', 'presence.getOnlineUsers'],
  ['presence.whereNow', 'presence.getUserChannels'],
  ['presence.setState', 'presence.removeState'],
  ['storage.setChannelMetadata', 'storage.updateChannelMetadata'],
  ['storage.setUserMetadata', 'storage.updateUserMetadata'],
  ['lock.setLock', 'lock.acquireLock'],
  ['publish', 'subscribe'],
];

const windows: readonly Script[] = [
  {
    id: 'publish: the limit slides',
    run: async (stage) => {
      const client = newClient(stage);
      for (const pause of [0, 500, 400, 200, 1_100]) {
        await stage.wait(pause);
        for (let count = 0; count < 40; count += 1) {
          void stage.invoke(client, 'publish', 'lobby', 'hello');
        }
      }
    },
  },
  {
    id: 'the limit counts for each client',
    run: async (stage) => {
      for (const client of [newClient(stage), newClient(stage)]) {
        for (let count = 0; count < 25; count += 1) {
          void stage.invoke(client, 'lock.getLock', 'lobby', 'MESSAGE');
        }
      }
      await stage.wait(100);
    },
  },
  {
    id: 'calls with a bad channel type count',
    run: async (stage) => {
      const client = newClient(stage);
      for (let count = 0; count < 25; count += 1) {
        void stage.invoke(client, 'lock.getLock', 'lobby', 'USER');
      }
      await stage.wait(100);
    },
  },
  calling('publish 30 times a second for three seconds', ['publish'], 90, 33),
  calling('publish 100 times a second for two seconds', ['publish'], 200, 10),
  {
    id: 'no limit with ENABLE_API_RATE_LIMIT off',
    run: async (stage) => {
      await stage.invoke(stage.sdk, 'setParameter', 'ENABLE_API_RATE_LIMIT', false);
      const client = newClient(stage);
      for (let count = 0; count < BURST; count += 1) {
        void stage.invoke(client, 'publish', 'lobby', 'hello');
      }
      await stage.wait(100);
    },
  },
];

export const groups: readonly Group[] = [
  {
    name: 'calls in a tick',
    scripts: methods.map(({ path }) => calling(`${path} ${BURST} times in a tick`, [path])),
  },
  {
    name: 'calls of two names in a tick',
    scripts: shared.map((paths) => calling(`${paths.join(' and ')} in a tick`, paths)),
  },
  // A parameter is set for a whole page.
  { name: 'limits over time', apart: true, scripts: windows },
];
