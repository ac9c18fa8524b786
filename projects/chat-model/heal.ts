import { textOf } from './judge.ts';
import { LOBBY, type World } from './world.ts';

/** Longest that a healed world may take to come to rest, in ms of its own clock: an outbox waits up to a minute at a time. */
const LONGEST_REST = 10 * 60_000;

/** A gap must show within a second, and so must a message, in ms. */
const LAST_WAIT = 1_000;

/** After how many attempts without an answer a message may fail. */
const PATIENCE = 10;

/** Ends all faults: storages work, links are there, everybody has a tab and is logged in. */
export async function heal(world: World): Promise<void> {
  for (const user of world.users) {
    user.storageFailures = 0;
    if (user.tabs.length === 0) world.openTab(user);
    for (const link of user.links) link.cut();
  }
  await world.pump();
  for (const link of world.links) link.restore();
  await world.pump();
  for (const user of world.users) user.login();
  await rest(world);
  if (retryWhatMayFail(world)) await rest(world);
  if (!world.backend.traits.history) {
    // Who misses the last message of all knows that only from the next one.
    for (const user of world.users) for (const ref of [LOBBY, user.peer]) user.write(ref);
    await rest(world);
  }
}

/**
 * Does what a user is told to do about a message that could not be kept, or that the backend has not answered for minutes. Whatever
 * else fails for good is a fault.
 */
function retryWhatMayFail(world: World): boolean {
  let hasTried = false;
  for (const { tabs, peer, data, written } of world.users) {
    for (const tab of tabs.slice(0, 1)) {
      for (const ref of [LOBBY, peer]) {
        for (const message of tab.conversation(ref)?.pending ?? []) {
          const { id, status, error } = message;
          const attempts = data.outbox.get(id)?.attempts ?? 0;
          if (status !== 'failed') continue;
          if (error?.code !== 'storage' && attempts < PATIENCE) continue;
          hasTried = true;
          // By its text: whoever wrote it in a tab that has crashed was never told its id.
          for (const one of written) one.wasRetried ||= one.text === textOf(message);
          void tab.chat.retry(id);
        }
      }
    }
  }
  return hasTried;
}

/** Lets everything go on until there is nothing more to do, and then for as long as an arrival may take to be told. */
async function rest(world: World): Promise<void> {
  const end = world.clock.now() + LONGEST_REST;
  await world.pump();
  for (let isLast = false; !isLast && world.clock.now() < end;) {
    isLast = isQuiet(world);
    const next = isLast ? LAST_WAIT : world.clock.next;
    if (next === null) return;
    await world.clock.pass(next);
    await world.pump();
    isLast &&= isQuiet(world);
  }
}

/** Whether nothing waits: no message to be sent, no gap that is being filled, nobody who is not up to date. */
function isQuiet(world: World): boolean {
  return world.users.every((user) => {
    const failed = new Set<string>();
    const isQuietHere = user.tabs.every((tab) => {
      const { connection, conversations } = tab.chat.state();
      if (connection.state !== 'connected' || !connection.isCurrent) return false;
      return conversations.items.every((one) => {
        for (const { id, status } of one?.pending ?? []) {
          if (status !== 'failed') return false;
          failed.add(id);
        }
        return !one?.timeline.chunks.some((chunk) =>
          chunk.some((entry) => entry.type === 'gap' && entry.status === 'searching'),
        );
      });
    });
    return isQuietHere && [...user.data.outbox.keys()].every((id) => failed.has(id));
  });
}
