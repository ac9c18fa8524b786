import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { loggedIn, withoutRateLimit } from './fixtures.ts';

/** Pause between two messages of one client, in milliseconds. */
const PAUSE_MS = 4;

/** Two clients who write to each other all the time while something else happens. */
export class Exchange {
  readonly #sides: readonly Awaited<ReturnType<typeof loggedIn>>[];
  readonly #sent: number[] = [0, 0];
  readonly #loops: Promise<void>[];
  #isOver = false;

  private constructor(sides: readonly Awaited<ReturnType<typeof loggedIn>>[]) {
    this.#sides = sides;
    this.#loops = sides.map((_, side) => this.#talk(side));
  }

  static async start(test: TestContext): Promise<Exchange> {
    withoutRateLimit(test);
    const alice = await loggedIn(test, 'alice');
    const bob = await loggedIn(test, 'bob');
    for (const { client } of [alice, bob]) await client.subscribe('chat');
    return new Exchange([alice, bob]);
  }

  /**
   * Ends it, and checks that each heard everything, once and in order, over a link that never broke.
   * Returns how many messages were heard.
   */
  async verify(): Promise<number> {
    this.#isOver = true;
    await Promise.all(this.#loops);
    let total = 0;
    for (const { heard } of this.#sides) {
      for (const [side, name] of ['alice', 'bob'].entries()) {
        const sent = this.#sent[side] ?? 0;
        await heard.messages.find((event) => event.message === `${name} ${sent - 1}`);
        const texts = heard.messages.entries
          .filter(({ publisher, channelName }) => publisher === name && channelName === 'chat')
          .map(({ message }) => message);
        assert.deepEqual(
          texts,
          Array.from({ length: sent }, (_, index) => `${name} ${index}`),
        );
        total += sent;
      }
      assert.equal(heard.links.entries.length, 2);
    }
    return total;
  }

  async #talk(side: number): Promise<void> {
    const { client } = this.#sides[side] ?? assert.fail();
    const name = ['alice', 'bob'][side];
    const answers: Promise<unknown>[] = [];
    while (!this.#isOver) {
      const index = this.#sent[side] ?? 0;
      this.#sent[side] = index + 1;
      answers.push(client.publish('chat', `${name} ${index}`));
      await wait(PAUSE_MS);
    }
    await Promise.all(answers);
  }
}
