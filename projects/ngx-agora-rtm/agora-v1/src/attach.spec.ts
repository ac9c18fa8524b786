import type { AgoraV1Emitter } from './agora-v1-sdk';
import { attach } from './attach';
import { FakeEmitter } from './fake-sdk.spec';

describe('attach', () => {
  let emitter: FakeEmitter & AgoraV1Emitter<'A' | 'B'>;
  let heard: unknown[];
  const listeners = {
    A: (...args: readonly unknown[]) => heard.push(['A', ...args]),
    B: (...args: readonly unknown[]) => heard.push(['B', ...args]),
  };

  beforeEach(() => {
    emitter = new FakeEmitter();
    heard = [];
  });

  it('hears events with their arguments, until it is detached', () => {
    const detach = attach(emitter, listeners);
    emitter.emit('A', 1, 'x');
    emitter.emit('B');
    detach();
    emitter.emit('A', 2);
    expect(heard).toEqual([['A', 1, 'x'], ['B']]);
    expect(emitter.listenerCount).toBe(0);
  });

  it('hears only what is wanted', () => {
    let isWanted = false;
    attach(emitter, listeners, () => isWanted);
    emitter.emit('A', 1);
    isWanted = true;
    emitter.emit('A', 2);
    expect(heard).toEqual([['A', 2]]);
  });

  it('hears nothing after it is detached in the middle of an event', () => {
    let detach = (): void => undefined;
    emitter.on('A', () => detach());
    detach = attach(emitter, listeners);
    emitter.emit('A', 1);
    expect(heard).toEqual([]);
  });
});
