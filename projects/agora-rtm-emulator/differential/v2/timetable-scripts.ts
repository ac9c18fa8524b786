import type { Group, Script, Stage } from '../script.ts';
import { followLink, newClient } from './client.ts';

const withClient = (id: string, act: (stage: Stage, client: object) => Promise<void>): Script => ({
  id,
  run: async (stage) => {
    const client = newClient(stage);
    followLink(stage, client);
    await act(stage, client);
  },
});

/** What becomes of a login in the long run. */
const longRun: readonly Script[] = [
  withClient('six minutes after login', async (stage, client) => {
    void stage.invoke(client, 'login');
    await stage.wait(360_000);
  }),
  withClient('logout while SUSPENDED', async (stage, client) => {
    void stage.invoke(client, 'login');
    await stage.wait(140_000);
    await stage.invoke(client, 'logout');
    await stage.wait(60_000);
  }),
];

/** How the timetable begins again. */
const startingOver: readonly Script[] = [
  withClient('publish once a second for a minute after login', async (stage, client) => {
    void stage.invoke(client, 'login');
    for (let second = 0; second < 60; second += 1) {
      await stage.wait(1_000);
      await stage.invoke(client, 'publish', 'lobby', 'hello');
    }
  }),
  withClient('login again while SUSPENDED starts over', async (stage, client) => {
    void stage.invoke(client, 'login');
    await stage.wait(140_000);
    void stage.invoke(client, 'login');
    await stage.wait(60_000);
  }),
  withClient('logout and login after a minute starts over', async (stage, client) => {
    void stage.invoke(client, 'login');
    await stage.wait(60_000);
    await stage.invoke(client, 'logout');
    void stage.invoke(client, 'login');
    await stage.wait(60_000);
  }),
  withClient('login again every three minutes', async (stage, client) => {
    for (let round = 0; round < 3; round += 1) {
      void stage.invoke(client, 'login');
      await stage.wait(180_000);
    }
  }),
];

/** The same however a server cannot be reached. */
export const LONG_RUN = 'minutes without a server';

export const groups: readonly Group[] = [
  { name: LONG_RUN, apart: true, scripts: longRun },
  { name: 'starting over', apart: true, scripts: startingOver },
];
