import { MATCH_WINDOW, PlainMessages } from './plain-messages';

const T = 1_800_000_000_000;

describe('PlainMessages', () => {
  let plain: PlainMessages;
  const page = (...times: readonly number[]) =>
    plain.paged(times.map((at) => ({ from: 'bob', text: 'ok', at })));

  beforeEach(() => {
    plain = new PlainMessages('channel:lobby');
  });

  it('makes two of two equal texts, also at the same time', () => {
    const ids = [T, T, T + 1].map((at) => plain.arrived('bob', 'ok', at));
    expect(new Set(ids).size).toBe(3);
  });

  it('makes one of a text that arrived and its copy in the history', () => {
    const arrived = [T, T + 1000].map((at) => plain.arrived('bob', 'ok', at));
    expect(page(T + 30, T + 1030)).toEqual(arrived);
    expect(page(T + 30, T + 1030)).toEqual(arrived);
  });

  it('knows a page again, in which a text stands twice at the same time', () => {
    const first = page(T, T, T + 5);
    expect(new Set(first).size).toBe(3);
    expect(page(T, T, T + 5)).toEqual(first);
    expect(new PlainMessages('channel:lobby').paged([{ from: 'bob', text: 'ok', at: T }])).toEqual(
      first.slice(0, 1),
    );
  });

  it('makes another one of an equal text that was missed', () => {
    const arrived = plain.arrived('bob', 'ok', T);
    const [missed, copy] = page(T - MATCH_WINDOW - 1, T + 10);
    expect(copy).toBe(arrived);
    expect(missed).not.toBe(arrived);
  });

  it('keeps senders and texts apart, whatever they are named', () => {
    const ids = [
      plain.arrived('bob', 'ok', T),
      plain.arrived('ann', 'ok', T),
      plain.arrived('bob', 'no', T),
      plain.arrived('bob","', 'ok', T),
      plain.arrived('__proto__', 'ok', T),
    ];
    expect(new Set(ids).size).toBe(5);
  });

  it('gives the echo of an own text the id that it was sent with, in order', () => {
    plain.expectOwn('me', 'ok', 'first', T);
    plain.expectOwn('me', 'ok', 'second', T + 5);
    plain.expectOwn('me', 'ok', 'first', T + 9);
    expect(plain.arrived('me', 'ok', T + 20)).toBe('first');
    expect(plain.arrived('me', 'ok', T + 30)).toBe('second');
    expect(['first', 'second']).not.toContain(plain.arrived('me', 'ok', T + 40));
  });

  it('knows an own text in the history, where there was no echo', () => {
    plain.expectOwn('me', 'ok', 'mine', T);
    expect(plain.paged([{ from: 'me', text: 'ok', at: T + 100 }])).toEqual(['mine']);
    expect(plain.arrived('me', 'ok', T + 200)).not.toBe('mine');
  });

  it('knows again what the cache has', () => {
    const arrived = plain.arrived('bob', 'ok', T);
    const later = new PlainMessages('channel:lobby');
    later.remember([
      {
        id: arrived,
        key: 'channel:lobby',
        from: 'bob',
        own: false,
        at: T,
        isTimed: false,
        stream: null,
        n: null,
        content: { kind: 'text', text: 'ok' },
      },
    ]);
    expect(later.wasKnown(arrived, Infinity)).toBeFalse();
    expect(later.paged([{ from: 'bob', text: 'ok', at: T + 40 }])).toEqual([arrived]);
  });
});
