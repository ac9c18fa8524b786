import fc from 'fast-check';
import type { ConversationMessage } from './conversation-message';
import {
  acknowledge,
  discard,
  fail,
  mergeHistory,
  type MessageList,
  receive,
  retry,
  submit,
} from './message-list';

let nextId = 0;

function message(init: Partial<ConversationMessage> = {}): ConversationMessage {
  return {
    id: `row-${nextId++}`,
    from: 'bob',
    own: false,
    content: 'hi',
    sentAt: 1,
    status: init.own ? 'sent' : 'received',
    error: null,
    delivery: null,
    seen: true,
    ...init,
  };
}

const echo = (content: string, sentAt: number) =>
  message({ own: true, from: 'alice', content, sentAt });

const draft = (id: string, text = 'hi') => ({ id, from: 'alice', text, at: 5 });

const LOST = { code: 'timeout', message: 'No answer', retryable: true } as const;

const identity = ({ from, sentAt, content }: ConversationMessage) =>
  JSON.stringify([from, sentAt, content]);

/** Messages as a server has them: each with its own time, in order. */
const archive = fc
  .uniqueArray(
    fc.record({
      from: fc.constantFrom('bob', 'carol', '__proto__'),
      content: fc.oneof(fc.constantFrom('hi', 'ho', ''), fc.record({ bytes: fc.nat(3) })),
      sentAt: fc.integer({ min: 0, max: 60 }),
    }),
    { selector: ({ sentAt }) => sentAt, maxLength: 30 },
  )
  .map((rows) => rows.sort((a, b) => a.sentAt - b.sentAt));

describe('MessageList', () => {
  describe('receive', () => {
    it('appends what is new, in order of arrival', () => {
      const list = [message({ sentAt: 9 }), message({ sentAt: 3 })].reduce(receive, []);
      expect(list.map(({ sentAt }) => sentAt)).toEqual([9, 3]);
    });

    it('keeps the same list for a message that is there', () => {
      const list = receive([], message());
      expect(receive(list, message())).toBe(list);
    });

    it('keeps equal texts apart by time and by sender', () => {
      const list = [message(), message({ sentAt: 2 }), message({ from: 'carol' })];
      expect(list.reduce(receive, []).length).toBe(3);
    });

    it('confirms an own message by its echo when the echo comes before the acknowledgement', () => {
      let list = submit([], draft('a'));
      list = receive(list, echo('hi', 7));
      list = acknowledge(list, 'a', { sentAt: 7, delivery: null });
      expect(list).toEqual([jasmine.objectContaining({ id: 'a', status: 'sent', sentAt: 7 })]);
    });

    it('ignores the echo when the acknowledgement came first', () => {
      let list = acknowledge(submit([], draft('a')), 'a', { sentAt: 6, delivery: null });
      list = receive(list, echo('hi', 7));
      expect(list.map(({ id }) => id)).toEqual(['a']);
    });

    it('gives each of two equal texts its own echo', () => {
      let list = submit(submit([], draft('a')), draft('b'));
      list = receive(receive(list, echo('hi', 7)), echo('hi', 8));
      expect(list.map(({ id, sentAt }) => [id, sentAt])).toEqual([
        ['a', 7],
        ['b', 8],
      ]);
      expect(receive(list, echo('hi', 8))).toBe(list);
    });

    it('lets an echo prove wrong what was unconfirmed', () => {
      let list = fail(submit([], draft('a')), 'a', 'unconfirmed', LOST);
      list = receive(list, echo('hi', 7));
      expect(list).toEqual([jasmine.objectContaining({ status: 'sent', error: null })]);
    });

    it('gives an echo to a message on its way rather than to one that failed', () => {
      let list = fail(submit([], draft('a')), 'a', 'failed', LOST);
      list = receive(submit(list, draft('b')), echo('hi', 7));
      expect(list.map(({ status }) => status)).toEqual(['failed', 'sent']);
    });

    it('shows what the user wrote on another device', () => {
      expect(receive([], echo('hi', 7)).length).toBe(1);
    });

    it('never has two rows for one own message, however echoes and answers interleave', () => {
      const order = fc.shuffledSubarray(['echo', 'ack', 'fail', 'history'], { minLength: 1 });
      fc.assert(
        fc.property(order, fc.boolean(), (steps, sameTime) => {
          let list: MessageList = submit([message({ sentAt: 2 })], draft('a', 'own'));
          for (const step of steps) {
            if (step === 'echo') list = receive(list, echo('own', 10));
            if (step === 'history' && steps.includes('ack') && sameTime) {
              list = mergeHistory(list, [echo('own', 10)]);
            }
            if (step === 'ack') {
              list = acknowledge(list, 'a', { sentAt: sameTime ? 10 : 11, delivery: null });
            }
            if (step === 'fail') list = fail(list, 'a', 'unconfirmed', LOST);
          }
          expect(list.filter(({ own }) => own).length).toBe(1);
        }),
      );
    });
  });

  describe('mergeHistory', () => {
    it('has each message once and in order, whatever part of an archive came live and in which pages', () => {
      const parts = fc.array(fc.tuple(fc.nat(29), fc.nat(29)), { maxLength: 4 });
      fc.assert(
        fc.property(archive, fc.nat(29), parts, (rows, liveFrom, pages) => {
          let list = rows.slice(liveFrom).map(message).reduce<MessageList>(receive, []);
          for (const [a, b] of pages) {
            list = mergeHistory(list, rows.slice(Math.min(a, b), Math.max(a, b)).map(message));
          }
          expect(new Set(list.map(identity)).size).toBe(list.length);
          expect(list.map(({ sentAt }) => sentAt)).toEqual(
            list.map(({ sentAt }) => sentAt).sort((a, b) => a - b),
          );
        }),
      );
    });

    it('leaves the rows that were there in their order, and their ids alone', () => {
      fc.assert(
        fc.property(archive, archive, (rows, page) => {
          const list = rows.reverse().map(message).reduce<MessageList>(receive, []);
          const before = list.map(({ id }) => id);
          const after = mergeHistory(list, page.map(message)).map(({ id }) => id);
          expect(after.filter((id) => before.includes(id))).toEqual(before);
        }),
      );
    });

    it('goes before what is still on its way, whatever the local clock says', () => {
      const list = mergeHistory(submit([], { ...draft('a'), at: 0 }), [message({ sentAt: 9 })]);
      expect(list.map(({ own }) => own)).toEqual([false, true]);
    });

    it('confirms an own message whose answer got lost', () => {
      let list = submit([message({ sentAt: 2 })], draft('a', 'own'));
      list = fail(list, 'a', 'unconfirmed', LOST);
      list = mergeHistory(list, [echo('own', 10)]);
      expect(list.map(({ id, status }) => [id, status])[1]).toEqual(['a', 'sent']);
      expect(list.length).toBe(2);
    });

    it('does not take an older message of the same text for the lost one', () => {
      let list = submit([message({ sentAt: 20 })], draft('a', 'own'));
      list = fail(list, 'a', 'unconfirmed', LOST);
      list = mergeHistory(list, [echo('own', 10)]);
      expect(list.map(({ status }) => status)).toEqual(['sent', 'received', 'unconfirmed']);
    });
  });

  it('does not double a message that history brought before its acknowledgement', () => {
    let list = mergeHistory(submit([], draft('a')), [echo('hi', 7)]);
    list = acknowledge(list, 'a', { sentAt: 7, delivery: 'delivered' });
    expect(list.map(({ id }) => id)).toEqual(['a']);
  });

  it('does not call a message failed that has been seen', () => {
    const list = receive(submit([], draft('a')), echo('hi', 7));
    expect(fail(list, 'a', 'unconfirmed', LOST)).toBe(list);
  });

  it('sends again at the end, and awaits the echo of that', () => {
    let list = fail(submit([], draft('a')), 'a', 'failed', LOST);
    list = receive(list, message({ sentAt: 6 }));
    list = retry(list, 'a', 8);
    expect(list.map(({ status }) => status)).toEqual(['received', 'sending']);
    expect(receive(list, echo('hi', 9)).length).toBe(2);
  });

  it('does not send again what others wrote', () => {
    const list = [message({ id: 'x' })];
    expect(retry(list, 'x', 8)).toBe(list);
  });

  it('discards, and leaves the list alone when there is nothing to discard', () => {
    const list = submit([], draft('a'));
    expect(discard(list, 'b')).toBe(list);
    expect(discard(list, 'a')).toEqual([]);
  });
});
