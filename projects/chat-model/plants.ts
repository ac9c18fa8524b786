import type { ChatRecord, ChatTransport, MemoryChatStorage, TabLink } from 'ngx-agora-rtm/chat';
import { PlainStateHolder } from 'ngx-agora-rtm/chat';
import { RtmError, type RtmMessage } from 'ngx-agora-rtm/client';
import { filter, map } from 'rxjs';
import { type BackendTraits, WITH_HISTORY, WITHOUT_HISTORY } from './model-backend.ts';
import type { Plants } from './world.ts';

/** A bug that is put between the real parts, and that the model has to find. */
export interface PlantedBug {
  readonly title: string;
  /** What the model has to say of it. */
  readonly finds: RegExp;
  readonly traits: BackendTraits;
  readonly plants: Plants;
}

/** A part with some of its members replaced; the rest stays as it is. */
function broken<T extends object>(part: T, changes: Partial<T>): T {
  return new Proxy(part, {
    get(target, name) {
      if (Object.hasOwn(changes, name)) return changes[name as keyof T];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

const storage = (
  title: string,
  finds: RegExp,
  traits: BackendTraits,
  change: (real: MemoryChatStorage) => Partial<MemoryChatStorage>,
): PlantedBug => ({
  title,
  finds,
  traits,
  plants: { storage: (real) => broken(real, change(real)) },
});

const transport = (
  title: string,
  finds: RegExp,
  traits: BackendTraits,
  change: (real: ChatTransport) => Partial<ChatTransport>,
): PlantedBug => ({
  title,
  finds,
  traits,
  plants: { transport: (real) => broken(real, change(real)) },
});

const tabs = (
  title: string,
  finds: RegExp,
  change: (real: TabLink) => Partial<TabLink>,
): PlantedBug => ({
  title,
  finds,
  traits: WITHOUT_HISTORY,
  plants: {
    tabs: (browser) => (name) => {
      const link = browser.open(name);
      // `crash` and the like know the link itself.
      return Object.assign(link, change({ ...bound(link) }));
    },
  },
});

export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    title: 'shows a message that comes again as another one',
    finds: /^duplicated/m,
    traits: WITH_HISTORY,
    plants: { holder: () => new ForgetfulHolder() },
  },
  storage('says that a message is kept before it is', /^lost/m, WITH_HISTORY, (real) => ({
    async enqueue(item) {
      const { id, key, content, isPlain, createdAt } = item;
      void later(() => real.enqueue(item).catch(() => undefined));
      const none = { order: 0, n: null, status: 'queued', error: null, attempts: 0 } as const;
      return { id, key, content, isPlain, createdAt, ...none };
    },
  })),
  storage('forgets at a reload what waits to be sent', /^lost/m, WITH_HISTORY, (real) => {
    const own = new Set<string>();
    return {
      enqueue: (item) => (own.add(item.id), real.enqueue(item)),
      outbox: async () => (await real.outbox()).filter(({ id }) => own.has(id)),
    };
  }),
  storage('sends the latest of what waits first', /^reordered/m, WITH_HISTORY, (real) => ({
    outbox: async () => (await real.outbox()).toReversed(),
  })),
  storage('keeps no record of what it has sent', /^lost|differ/m, WITHOUT_HISTORY, (real) => ({
    settle: async (id) => {
      await real.endAttempt(id, { status: 'queued', error: null }, false);
      await real.cancel(id);
    },
  })),
  storage('counts what it does not keep', /^lost|differ/m, WITHOUT_HISTORY, () => ({
    append: () => Promise.resolve(),
  })),
  transport('takes silence for success', /^lost/m, WITH_HISTORY, (real) => ({
    send: (ref, payload, options) =>
      real.send(ref, payload, options).catch((error: unknown) => {
        if (!(error instanceof RtmError) || error.outcome !== 'unknown') throw error;
        return { sentAt: 1_800_000_000_000 };
      }),
  })),
  transport('gives up after three attempts', / failed$/m, WITH_HISTORY, (real) => {
    const attempts = new Map<string, number>();
    return {
      send: (ref, payload, options) => {
        const id = idIn(payload);
        const count = (attempts.get(id) ?? 0) + 1;
        attempts.set(id, count);
        if (count <= 3) return real.send(ref, payload, options);
        const message = 'It has failed three times';
        return Promise.reject(
          new RtmError({ code: 'refused', operation: 'send-to-peer', message }),
        );
      },
    };
  }),
  transport('tries again with a new id', /^duplicated/m, WITH_HISTORY, (real) => {
    const sent = new Set<string>();
    return {
      send: (ref, payload, options) => {
        const id = idIn(payload);
        const isAgain = sent.has(id);
        sent.add(id);
        const text = String(payload);
        return real.send(ref, isAgain ? text.replace(id, crypto.randomUUID()) : text, options);
      },
    };
  }),
  transport('reads nothing of what was missed', /^lost/m, WITH_HISTORY, () => ({
    history: () => Promise.resolve({ messages: [], before: null }),
  })),
  {
    title: 'forgets what is missing',
    finds: /^lost/m,
    traits: WITHOUT_HISTORY,
    plants: {
      holder: () => new SeamlessHolder(),
      transport: (real) =>
        broken(real, {
          send: (ref, payload, options) =>
            String(payload).includes('"kind":"repair"')
              ? new Promise(() => undefined)
              : real.send(ref, payload, options),
        }),
    },
  },
  transport('believes what a message says of its sender', /^phantom/m, WITH_HISTORY, (real) => ({
    messages$: real.messages$.pipe(map(believed)),
    history: async (ref, query) => {
      const page = await real.history(ref, query);
      return { ...page, messages: page.messages.map(believed) };
    },
  })),
  transport(
    'takes no notice of live messages while it reads the history',
    /^lost/m,
    WITH_HISTORY,
    (real) => {
      let reading = 0;
      return {
        messages$: real.messages$.pipe(filter(() => reading === 0)),
        history: (ref, query) => {
          reading++;
          return real.history(ref, query).finally(() => reading--);
        },
      };
    },
  ),
  transport(
    'dates what it reads by its own clock',
    /^reordered|^disagreeing/m,
    WITH_HISTORY,
    (real) => {
      let time = 1_900_000_000_000;
      return {
        history: async (ref, query) => {
          const page = await real.history(ref, query);
          return { ...page, messages: page.messages.map((one) => ({ ...one, sentAt: time++ })) };
        },
      };
    },
  ),
  {
    title: 'lets each tab have a connection of its own',
    finds: /is failed/m,
    traits: WITH_HISTORY,
    plants: {
      tabs: (browser) => {
        let count = 0;
        return (name) => browser.open(`${name} ${Math.random()} ${count++}`);
      },
    },
  },
  tabs('does not tell other tabs what has happened', /differ/m, (real) => ({
    post: (message) => {
      if (message.type !== 'events') real.post(message);
    },
  })),
];

/** Gives a record that it has seen before another id. */
class ForgetfulHolder extends PlainStateHolder {
  readonly #seen = new Set<string>();

  override apply(events: Parameters<PlainStateHolder['apply']>[0]): void {
    super.apply(
      events.map((event) =>
        event.type === '[RTM Messages] Arrived'
          ? { ...event, records: event.records.map((record) => this.#anew(record)) }
          : event,
      ),
    );
  }

  #anew(record: ChatRecord): ChatRecord {
    const isNew = this.#seen.size !== this.#seen.add(record.id).size;
    return isNew ? record : { ...record, id: crypto.randomUUID() };
  }
}

/** Shows no gaps. */
class SeamlessHolder extends PlainStateHolder {
  override apply(events: Parameters<PlainStateHolder['apply']>[0]): void {
    super.apply(events.filter(({ type }) => type !== '[RTM Messages] Gap Found'));
  }
}

/** A little later: a tab can crash before. */
async function later(task: () => unknown): Promise<void> {
  for (let count = 0; count < 20; count++) await Promise.resolve();
  await task();
}

function bound(link: TabLink): TabLink {
  const { isShared, leads$, messages$ } = link;
  return {
    ...{ isShared, leads$, messages$ },
    post: link.post.bind(link),
    close: link.close.bind(link),
  };
}

function idIn(payload: string | Uint8Array): string {
  return /"id":"([^"]*)"/.exec(String(payload))?.[1] ?? '';
}

function believed(message: RtmMessage): RtmMessage {
  const from = /"from":"([^"]*)"/.exec(String(message.payload))?.[1];
  return from === undefined ? message : { ...message, from };
}
