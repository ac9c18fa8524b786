import { MAX_QUOTE, type ChatMessage } from 'ngx-agora-rtm/chat';
import fc from 'fast-check';
import { PaneTasks, quoteOf } from './pane-tasks';

const saying = (text: string) =>
  ({ id: 'm1', from: 'bob', content: { kind: 'text', text } }) as ChatMessage;

describe('PaneTasks', () => {
  it('keeps what was begun in each conversation by itself', () => {
    const tasks = new PaneTasks();
    const quote = quoteOf(saying('Hello'));
    tasks.set('channel:a', { replyTo: quote });
    expect(tasks.of('channel:a').replyTo).toBe(quote);
    expect(tasks.of('channel:b').replyTo).toBeNull();
  });

  it('goes back to an answer that was begun when an edit has ended', () => {
    const tasks = new PaneTasks();
    const quote = quoteOf(saying('Hello'));
    tasks.set('channel:a', { replyTo: quote });
    tasks.set('channel:a', { editing: saying('Helo') });
    tasks.set('channel:a', { editing: null });
    expect(tasks.of('channel:a')).toEqual({ replyTo: quote, editing: null });
  });
});

describe('quoteOf', () => {
  it('quotes a beginning that fits, and is well formed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const quote = quoteOf(saying(text)).text;
        expect(quote.length).toBeLessThanOrEqual(MAX_QUOTE);
        // Throws where half of a pair is left.
        expect(() => encodeURIComponent(quote)).not.toThrow();
        expect(text.startsWith(quote.replace(/…$/, ''))).toBeTrue();
      }),
    );
  });
});
