import fc from 'fast-check';
import type { ChatCommand, CommandResult } from './chat-command';
import type { ChatEvent } from './chat-event';
import type { ChatMessage, Gap } from './chat-message';
import type { ChatRecord } from './chat-record';
import type { StoredConversation } from './chat-storage';
import { type ChatTabMessage, readTabMessage } from './tab-messages';

const key = 'channel:lobby';
const id = '0190b6a0-0000-7000-8000-000000000001';
const error = { code: 'timeout', message: 'Try again', retryable: true } as const;
const marker = { id, at: 1, from: 'bob', n: 1 };
const place = { from: 'bob', stream: 's', n: 3 };

const record: ChatRecord = {
  id,
  key,
  from: 'bob',
  own: false,
  at: 5,
  isTimed: true,
  stream: 's',
  n: 1,
  content: {
    kind: 'file',
    text: 'look',
    files: [
      {
        url: 'https://x/a.png',
        name: 'a.png',
        type: 'image/png',
        size: 3,
        width: 1,
        height: 2,
        duration: 0.5,
      },
    ],
    replyTo: { id, from: 'ann', text: 'show me' },
    thread: id,
    mentions: ['ann'],
  },
};

const contents: readonly ChatRecord['content'][] = [
  { kind: 'text', text: 'hello' },
  { kind: 'note', text: 'quiet' },
  { kind: 'system', text: 'Ana took this' },
  { kind: 'unsupported', alt: 'a poll' },
  { kind: 'unsupported', alt: null },
  { kind: 'binary', bytes: 12 },
  { kind: 'edit', target: id, text: 'hullo', mentions: ['ann'] },
  { kind: 'delete', target: id },
  { kind: 'reaction', target: id, emoji: '👍', on: true },
  { kind: 'pin', target: id, on: false },
];

const message: ChatMessage = {
  type: 'message',
  id,
  from: 'ann',
  own: true,
  at: 5,
  isTimed: false,
  stream: 's',
  n: 2,
  content: { kind: 'text', text: 'hi' },
  status: 'failed',
  error,
  edited: { at: 6, n: 3 },
  deleted: false,
  reactions: [{ emoji: '👍', from: 'bob', on: true, at: 6, n: 4 }],
  delivery: null,
};

const gap: Gap = {
  type: 'gap',
  id: 'gap-1',
  reason: 'counter',
  from: 'bob',
  stream: 's',
  first: 2,
  last: 3,
  at: 5,
  since: 5,
  status: 'searching',
};

const conversation: StoredConversation = {
  key,
  isOpen: true,
  marker,
  isMarkedUnread: false,
  isMuted: false,
  isPlainText: false,
  drafts: { text: 'I was' },
  streams: [{ from: 'bob', stream: 's', since: 1, upTo: 3, beyond: [[5, 6]] }],
  historyUpTo: 5,
  receipts: [{ userId: 'bob', delivered: [place], read: [place] }],
  activeAt: 5,
};

type Samples = {
  readonly [T in ChatEvent['type']]: Omit<Extract<ChatEvent, { readonly type: T }>, 'type'>;
};

/** One event of each type, with every field that it can have. */
const samples: Samples = {
  '[RTM Session] Opened': {
    userId: '__proto__',
    storage: 'durable',
    blocked: ['eve'],
    saved: [{ record, savedAt: 7 }],
    lastSeen: [['bob', 5]],
    conversations: [conversation],
  },
  '[RTM Session] Closed': {},
  '[RTM Session] Tab Role Changed': { tab: 'leader' },
  '[RTM Session] Storage Changed': { storage: 'memory' },
  '[RTM Session] Connection Changed': {
    connection: { state: 'connected', reason: 'login', since: 1, isCurrent: true },
  },
  '[RTM Conversation] Opened': { key },
  '[RTM Conversation] Closed': { key },
  '[RTM Conversation] Preferences Changed': {
    key,
    changes: { isMuted: true, isPlainText: false },
  },
  '[RTM Conversation] Read': { key, marker },
  '[RTM Conversation] Marked Unread': { key, marker },
  '[RTM Conversation] Draft Changed': { key, kind: 'text', text: '' },
  '[RTM Messages] Arrived': { key, records: [record], source: 'live' },
  '[RTM Messages] History Requested': { key },
  '[RTM Messages] History Loaded': { key, hasOlder: true },
  '[RTM Messages] History Failed': { key, error },
  '[RTM Messages] Gap Found': { key, gap },
  '[RTM Messages] Gap Closed': { key, id },
  '[RTM Outbox] Message Changed': { key, message },
  '[RTM Outbox] Message Sent': { key, id, delivery: 'stored' },
  '[RTM Outbox] Message Cancelled': { key, id },
  '[RTM Outbox] Change Failed': { key, id, error },
  '[RTM Others] Receipt Arrived': { key, userId: 'bob', delivered: [place], read: [place] },
  '[RTM Others] Typing Changed': { key, userIds: ['bob'] },
  '[RTM Others] Members Changed': { key, members: ['bob'] },
  '[RTM Others] Members Came Or Went': { key, id, at: 1, joined: ['bob'], left: ['eve'] },
  '[RTM Others] Membership Changed': { key, membership: { state: 'failed', error } },
  '[RTM Others] Presence Changed': { presence: [['bob', { status: 'online', lastSeen: 4 }]] },
  '[RTM Others] Blocked Changed': { blocked: ['eve'] },
  '[RTM Others] Saved Changed': { saved: [{ record, savedAt: 7 }] },
};

const events = Object.entries(samples).map(([type, fields]) => ({
  type,
  ...fields,
})) as ChatEvent[];

const commands: readonly ChatCommand[] = [
  { type: 'connect' },
  { type: 'wake' },
  { type: 'retry', id },
  { type: 'cancel', id },
  { type: 'look', key },
  { type: 'typing', key, on: true },
  { type: 'load-older', key },
  { type: 'load-gap', key, id },
];

const results: readonly CommandResult[] = [
  { type: 'done' },
  { type: 'older', hasOlder: false },
  { type: 'cancelled', wasCancelled: true },
  { type: 'failed', message: 'No' },
];

const messages: readonly ChatTabMessage[] = [
  { type: 'events', events },
  { type: 'hello', tab: id },
  { type: 'welcome', to: id, events },
  { type: 'wake' },
  ...commands.map((command) => ({ type: 'command', id, command }) as const),
  ...results.map((result) => ({ type: 'result', id, result }) as const),
];

/** What can be left out. */
const optionalFields =
  /\.(?:width|height|duration|replyTo|thread|mentions|isMuted|isPlainText|drafts\.text)$/;

describe('readTabMessage', () => {
  for (const message of messages) {
    const what = 'command' in message ? ` ${message.command.type}` : '';
    it(`reads ${message.type}${what} as it is`, () => {
      expect(readTabMessage(structuredClone(message))).toEqual(message);
    });
  }

  it('reads records of every kind', () => {
    for (const content of contents) {
      expect(readEvent({ type: '[RTM Messages] Arrived', ...arrived({ ...record, content }) }))
        .withContext(content.kind)
        .not.toBeNull();
    }
  });

  it('reads what may be null', () => {
    const bare = { ...message, stream: null, n: null, error: null, edited: null };
    expect(readEvent({ type: '[RTM Outbox] Message Changed', key, message: bare })).not.toBeNull();
    expect(
      readEvent({ type: '[RTM Conversation] Marked Unread', key, marker: null }),
    ).not.toBeNull();
  });

  it('leaves out an event in which anything is missing or of another type', () => {
    let tried = 0;
    for (const event of events) {
      for (const path of pathsIn(event)) {
        for (const bad of [MISSING, 7n, ...(isNumber(event, path) ? [NaN, '1'] : [])]) {
          if (bad === MISSING && optionalFields.test(`.${path.join('.')}`)) continue;
          const broken = changed(event, path, bad);
          tried++;
          expect(readEvent(broken))
            .withContext(`${event.type} ${path.join('.')}`)
            .toBeNull();
        }
      }
    }
    expect(tried).toBeGreaterThan(400);
  });

  it('refuses a command, a result or a greeting in which anything is missing or of another type', () => {
    for (const message of messages) {
      for (const path of pathsIn(message).filter(([first]) => first !== 'events')) {
        for (const bad of [MISSING, 7n]) {
          expect(readTabMessage(changed(message, path, bad)))
            .withContext(`${message.type} ${path.join('.')}`)
            .toBeNull();
        }
      }
    }
  });

  it('keeps the events of a message that it knows, in order, beside those that it does not', () => {
    const [first, second] = events;
    const read = readTabMessage({
      type: 'events',
      events: [first, { type: '[RTM] New' }, 4, second],
    });
    expect(read).toEqual({ type: 'events', events: [first, second] as ChatEvent[] });
  });

  it('reads what a newer version has more', () => {
    expect(readEvent({ ...events[5], colour: 'red' })).not.toBeNull();
  });

  it('refuses an object with a prototype, or with a key that would set one', () => {
    expect(readTabMessage(Object.create({ type: 'wake' }))).toBeNull();
    expect(
      readTabMessage(
        new (class {
          type = 'wake';
        })(),
      ),
    ).toBeNull();
    expect(readTabMessage({ type: 'toString' })).toBeNull();
    expect(readTabMessage({ type: 'constructor' })).toBeNull();
    const opened = samples['[RTM Session] Opened'];
    const drafts: unknown = JSON.parse('{"__proto__":"x"}');
    const hostile = { ...opened, conversations: [{ ...conversation, drafts }] };
    expect(readEvent({ type: '[RTM Session] Opened', ...hostile })).toBeNull();
  });

  it('refuses a hole in a list', () => {
    const members = ['ann'];
    members[2] = 'bob';
    expect(readEvent({ type: '[RTM Others] Members Changed', key, members })).toBeNull();
  });

  it('returns null for an object that throws when it is looked at', () => {
    const trap = new Proxy(
      {},
      {
        getPrototypeOf: () => {
          throw new Error('No');
        },
      },
    );
    const getter = {
      get type(): string {
        throw new Error('No');
      },
    };
    expect([trap, getter].map(readTabMessage)).toEqual([null, null]);
  });

  it('never throws, and lets nothing through that it would not read again', () => {
    const hostile = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withNullPrototype: true,
      withObjectString: true,
      withSparseArray: true,
      withTypedArray: true,
    });
    const paths = fc
      .constantFrom(...messages)
      .chain((message) =>
        fc.tuple(fc.constant<unknown>(message), fc.constantFrom(...pathsIn(message)), hostile),
      );
    const before = Object.getOwnPropertyNames(Object.prototype);
    fc.assert(
      fc.property(
        fc.oneof(
          hostile,
          paths.map(([message, path, bad]) => changed(message, path, bad)),
        ),
        (value) => {
          const read = readTabMessage(value);
          if (read) expect(readTabMessage(structuredClone(read))).toEqual(read);
        },
      ),
      { numRuns: 3_000 },
    );
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  });
});

const MISSING = Symbol('missing');

type Path = readonly (string | number)[];

function arrived(record: ChatRecord) {
  return { key, records: [record], source: 'live' } as const;
}

/** What an event becomes on its way through a message: `null` if it is left out. */
function readEvent(event: unknown): unknown {
  const read = readTabMessage({ type: 'events', events: [event] });
  return read?.type === 'events' ? (read.events[0] ?? null) : null;
}

/** Where there is something in a value, at any depth. */
function pathsIn(value: unknown): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    [key],
    ...pathsIn(inner).map((path) => [key, ...path]),
  ]);
}

/** A copy with something else at a place, or without it. In a list, what is missing leaves a hole. */
function changed(value: unknown, path: Path, put: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return put;
  const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  const fields = copy as Record<string | number, unknown>;
  if (put === MISSING && rest.length === 0) Reflect.deleteProperty(fields, key);
  else fields[key] = changed(fields[key], rest, put);
  return copy;
}

function isNumber(value: unknown, path: Path): boolean {
  return (
    typeof path.reduce<unknown>(
      (at, key) => (at as Record<string | number, unknown>)[key],
      value,
    ) === 'number'
  );
}
