import type { RtmMessage } from 'ngx-agora-rtm/client';
import { InMemoryRtm } from 'ngx-agora-rtm/testing';
import { encodeEnvelope } from './envelope-codec';
import { Inbox, MAX_LATENESS } from './inbox';
import { IntakeBook } from './intake-book';
import { settled } from './manual-clock';
import { newMessageId } from './message-id';
import { type ReceivingUser, ReceivingWorld } from './receiving-world';
import { Waits } from './waits';

const LOBBY = 'channel:lobby';

describe('Inbox', () => {
  let world: ReceivingWorld;
  let ann: ReceivingUser;
  let inbox: Inbox;
  let now: number;

  beforeEach(async () => {
    world = new ReceivingWorld((time) => new InMemoryRtm({ now: time }));
    ann = await world.user('ann');
    ann.context.emit({ type: '[RTM Conversation] Opened', key: LOBBY });
    const waits = new Waits(world.clock);
    const book = new IntakeBook(ann.context, waits);
    inbox = new Inbox(ann.context, book, waits, {
      typing: () => undefined,
      repair: () => undefined,
      resend: () => undefined,
      arrived: (intake) => (intake.coverage = null),
    });
    now = world.clock.now();
  });

  function message(n: number, sentAt = now + n, id = newMessageId()): RtmMessage {
    const content = { kind: 'text', text: `m${n}` } as const;
    const payload = encodeEnvelope({ id, stream: 'x', n, content });
    const base = { payload, from: 'bob', own: false, sentAt, customType: null };
    return { type: 'channel', channelId: 'lobby', ...base };
  }

  const upTo = async () => (await ann.storage.conversations())[0]?.streams[0]?.upTo ?? 0;
  const kept = async () => (await ann.storage.readBefore(LOBBY, null, 1000)).length;

  it('does not believe a time from long before what is there, and lets the history correct it', async () => {
    const late = newMessageId();
    inbox.receive(message(1, now));
    inbox.receive(message(2, now - MAX_LATENESS - 1, late));
    inbox.receive(message(3, now - MAX_LATENESS));
    await settled();
    expect(ann.messages(LOBBY).map(({ at }) => at)).toEqual([now - MAX_LATENESS, now, now]);
    const intake = new IntakeBook(ann.context, new Waits(world.clock)).get(LOBBY);
    await inbox.page(intake, [message(2, now - 70_000, late)], 'catch-up');
    const [first] = ann.messages(LOBBY);
    expect(first).toEqual(jasmine.objectContaining({ id: late, at: now - 70_000, isTimed: true }));
  });

  it('counts as arrived only what is on its way into the cache', async () => {
    inbox.receive(message(1));
    await settled();
    await world.pass(990);
    for (let n = 2; n <= 12; n++) {
      inbox.receive(message(n));
      await settled();
    }
    expect(await kept()).toBeLessThan(12);
    await world.pass(11);
    expect(await upTo()).toBe(await kept());
    await world.pass(2000);
    expect(await upTo()).toBe(12);
    expect(await kept()).toBe(12);
  });

  it('waits for the cache before it keeps what has arrived, and keeps nothing of it where the cache fails', async () => {
    const { storage } = ann;
    let write: (() => void) | undefined;
    storage.append = () => new Promise((resolve) => (write = resolve));
    inbox.receive(message(1));
    await world.pass(5000);
    expect(await upTo()).toBe(0);
    write?.();
    await settled();
    expect(await upTo()).toBe(1);
    storage.append = () => Promise.reject(new Error('The disk is full'));
    inbox.receive(message(2));
    await world.pass(5000);
    expect(await upTo()).toBe(1);
    expect(ann.shown(LOBBY)).toEqual(['m1', 'm2']);
  });

  it('takes the sender from the transport only', async () => {
    const { payload, ...rest } = message(1);
    inbox.receive({ ...rest, payload: String(payload).replace('"v":1', '"v":1,"from":"boss"') });
    await settled();
    expect(ann.messages(LOBBY).map(({ from }) => from)).toEqual(['bob']);
  });
});
