import type { HistoryPage, HistoryQuery, RtmMessage } from 'ngx-agora-rtm/client';
import { RtmError } from 'ngx-agora-rtm/client';
import type { ChatContext } from './chat-context';
import { DEFAULT_CHAT_OPTIONS } from './chat-options';
import { HistoryPages } from './history-pages';
import { ManualClock } from './manual-clock';
import { Waits } from './waits';

type History = (query: HistoryQuery) => HistoryPage;

function message(sentAt: number, index: number): RtmMessage {
  const base = { payload: `m${index}`, from: 'bob', own: false, sentAt, customType: null };
  return { type: 'channel', channelId: 'lobby', ...base };
}

/** The port at its strictest: the next page ends before the oldest time of this one. */
function exclusive(log: readonly RtmMessage[]): History {
  return ({ before = Infinity, limit = 50 }) => {
    const messages = log.filter(({ sentAt }) => sentAt < before).slice(-limit);
    const isFull = messages.length === limit;
    return { messages, before: isFull ? (messages[0]?.sentAt ?? null) : null };
  };
}

/** As the adapter for SDK 2.x does: the next page begins with the time of the next message, where that leads on. */
function likeSdk2(log: readonly RtmMessage[]): History {
  return ({ before = Infinity, limit = 50 }) => {
    const found = log.filter(({ sentAt }) => sentAt < before);
    const next = found[found.length - limit - 1];
    return {
      messages: found.slice(-limit),
      before: next ? Math.min(next.sentAt + 1, before - 1) : null,
    };
  };
}

describe('HistoryPages', () => {
  const clock = new ManualClock();
  let queries: HistoryQuery[];

  function pagesOf(history: History, pageSize = 7): HistoryPages {
    queries = [];
    const context = {
      clock,
      options: { ...DEFAULT_CHAT_OPTIONS, pageSize },
      queries: { run: <T>(query: () => Promise<T>) => query() },
      transport: {
        history: async (_: unknown, query: HistoryQuery = {}) => {
          queries.push(query);
          return history(query);
        },
      },
    } as unknown as ChatContext;
    return new HistoryPages(context, new Waits(clock), { type: 'channel', id: 'lobby' });
  }

  async function readAll(pages: HistoryPages): Promise<ReadonlySet<string>> {
    const read = new Set<string>();
    for (let page = await pages.read(); page; page = await pages.read()) {
      for (const { payload } of page) read.add(String(payload));
      expect(queries.length).toBeLessThan(2000);
    }
    return read;
  }

  for (const [name, history] of [
    ['the port at its strictest', exclusive],
    ['SDK 2.x', likeSdk2],
  ] as const) {
    it(`loses nothing where pages end among messages of one time, on ${name}`, async () => {
      const times = Array.from({ length: 1000 }, (_, index) => 1000 + Math.floor(index / 90));
      const log = times.map(message);
      expect((await readAll(pagesOf(history(log)))).size).toBe(1000);
      const uneven = Array.from(
        { length: 500 },
        (_, index) => 1000 + ((index * index) % 97),
      ).sort();
      expect((await readAll(pagesOf(history(uneven.map(message))))).size).toBe(500);
      expect((await readAll(pagesOf(history(uneven.map(message)), 100))).size).toBe(500);
    });

    it(`gets the most that can be had of more than a page of one time, and goes on, on ${name}`, async () => {
      const times = [1, 2, 3, ...Array<number>(1000).fill(50), 60, 61];
      const read = await readAll(pagesOf(history(times.map(message))));
      expect(read.size).toBeGreaterThanOrEqual(100 + 5);
      for (const index of [0, 1, 2, 1003, 1004]) expect(read).toContain(`m${index}`);
    });
  }

  it('asks again, later each time, when it was too often or too slow', async () => {
    let failures = 0;
    const pages = pagesOf((query) => {
      if (failures++ < 5) {
        const code = failures % 2 ? 'rate-limited' : 'timeout';
        throw new RtmError({ code, operation: 'history', message: 'Not now' });
      }
      return exclusive([message(1, 0)])(query);
    });
    const reading = pages.read();
    await clock.pass(499);
    expect(queries).toHaveSize(1);
    await clock.pass(1);
    expect(queries).toHaveSize(2);
    await clock.pass(60_000);
    expect(await reading).toHaveSize(1);
    expect(await pages.read()).toBeNull();
  });

  it('gives up after some attempts, and at once when trying again is of no use', async () => {
    const failing = (code: 'timeout' | 'permission-denied') =>
      pagesOf(() => {
        throw new RtmError({ code, operation: 'history', message: 'No' });
      });
    await expectAsync(failing('permission-denied').read()).toBeRejected();
    expect(queries).toHaveSize(1);
    const reading = expectAsync(failing('timeout').read()).toBeRejected();
    await clock.pass(60_000);
    await reading;
    expect(queries).toHaveSize(6);
  });
});
