import { LIKE_SDK_2 } from 'ngx-agora-rtm/testing';
import { ChatEngine } from './chat-engine';
import { settled } from './manual-clock';
import { sendingHarness } from './sending-harness.spec';

describe('ChatEngine', () => {
  /** States of the connection, as they come. */
  function watched() {
    const h = sendingHarness(LIKE_SDK_2);
    const states: string[] = [];
    h.transport.connection$.subscribe(({ state }) => states.push(state));
    return { states, engine: new ChatEngine(h.ctx) };
  }

  it('connects only when it listens: what comes before would be counted by nobody', async () => {
    const { states, engine } = watched();
    const connected = engine.connect();
    await settled();
    expect(states).toEqual(['disconnected']);
    await engine.start([]);
    await connected;
    expect(states.at(-1)).toBe('connected');
    await engine.stop();
  });

  it('does not connect any more when it has stopped', async () => {
    const { states, engine } = watched();
    const connected = engine.connect();
    await engine.stop();
    await expectAsync(connected).toBeRejectedWith(jasmine.objectContaining({ code: 'cancelled' }));
    expect(states.every((state) => state === 'disconnected')).toBeTrue();
  });
});
