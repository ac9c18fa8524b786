import {
  conversationKey,
  type ConversationRef,
  entriesBetween,
  type TimelineEntry,
} from 'ngx-agora-rtm/chat';
import {
  checkHistory,
  type Observed,
  type SeenGap,
  type SeenMessage,
  type Sent,
} from './history-checker.ts';
import type { ModelTab } from './model-tab.ts';
import type { ModelUser, Written } from './model-user.ts';
import { LOBBY, type World } from './world.ts';

/** What is wrong in a world in which everything is healed and quiet: sentences, none where all is well. */
export function judge(world: World): string[] {
  const faults: string[] = [];
  for (const user of world.users) {
    for (const [place, tab] of user.tabs.entries()) {
      const name = `${user.userId}/${place + 1}`;
      faults.push(...dishonest(tab, name));
      for (const ref of [LOBBY, user.peer]) faults.push(...unsettled(tab, ref, name));
    }
    const [first, ...others] = user.tabs;
    for (const other of user.hasLostCache ? [] : others) {
      for (const ref of [LOBBY, user.peer]) {
        if (first && linesOf(first, ref) !== linesOf(other, ref)) {
          faults.push(
            `tabs of ${user.userId} differ in ${conversationKey(ref)}: ${linesOf(first, ref)} | ${linesOf(other, ref)}`,
          );
        }
      }
    }
  }
  return [...faults, ...judgeConversation(world), ...judgePeers(world)];
}

type Places = readonly (readonly [ModelUser, ConversationRef])[];

function judgeConversation(world: World): string[] {
  return verdict(
    world,
    ({ ref }) => ref === LOBBY,
    world.users.map((user) => [user, LOBBY]),
    world.backend.traits.history,
  );
}

function judgePeers(world: World): string[] {
  return verdict(
    world,
    ({ ref }) => ref !== LOBBY,
    world.users.map((user) => [user, user.peer]),
    // Nobody can read in the history when an own message to a peer was taken: where an answer was lost, only a later time is known.
    false,
  );
}

function verdict(
  world: World,
  isHere: (written: Written) => boolean,
  places: Places,
  hasOneOrder: boolean,
): string[] {
  const written = [...world.users.flatMap((user) => user.written), ...world.forged].filter(isHere);
  const observed: Observed[] = places.flatMap(([user, ref]) =>
    user.tabs.slice(0, 1).map((tab) => ({
      observer: user.userId,
      entries: entriesOf(tab, ref).map(seen),
    })),
  );
  // In the order of being kept, which is that of the outbox for all tabs of a browser.
  const kept = [...written].sort(
    (a, b) => a.keptAs - b.keptAs || written.indexOf(a) - written.indexOf(b),
  );
  const sent = sentOf(world, kept, ({ stream, keptAs, text, wasRetried }) =>
    // Nobody was told that it was kept, so nobody knows before what.
    keptAs === Infinity || wasRetried ? alone(text) : stream,
  );
  // And in the order of asking in one tab, whatever was kept first.
  const asked = sentOf(world, written, ({ sender, tab, text, wasRetried }) =>
    wasRetried ? alone(text) : `${sender} ${tabName(world, tab)}`,
  );
  const faults = [
    ...checkHistory({ sent, observed, hasOneOrder }),
    ...checkHistory({ sent: asked, observed, hasOneOrder }).filter(
      ({ kind }) => kind === 'reordered',
    ),
  ];
  return faults.map(({ kind, observer, why }) => `${kind} for ${observer}: ${why}`);
}

/** The writer of a message that has no order among others. No tab and no stream is called so. */
function alone(text: string): string {
  return `message "${text}"`;
}

function tabName(world: World, tab: ModelTab | undefined): number {
  return tab ? world.links.indexOf(tab.link) : -1;
}

/** Texts stand for ids here: no two messages have the same, and they are known before the chat has given an id. */
function sentOf(
  world: World,
  written: readonly Written[],
  writerOf: (written: Written) => string,
): Sent[] {
  const times = world.backend.timesOf();
  return written.map((one) => ({
    ...{ id: one.text, text: one.text, sender: one.sender, outcome: one.outcome },
    writer: writerOf(one),
    n: null,
    at: times.get(one.text) ?? null,
  }));
}

function seen(entry: TimelineEntry): SeenMessage | SeenGap {
  if (entry.type === 'message') {
    const text = textOf(entry);
    return { type: 'message', id: text, sender: entry.from, n: entry.n, text };
  }
  const { reason, from, stream, first, last, since, at } = entry;
  return reason === 'counter' && from !== null
    ? { type: 'gap', sender: from, writer: stream, first, last }
    : { type: 'gap', sender: null, since, at };
}

/** The chat says what is so: connected and current, nothing waits, nothing is still being looked for. */
function dishonest(tab: ModelTab, name: string): string[] {
  const { state, isCurrent } = tab.chat.state().connection;
  const isSo = state === 'connected' && isCurrent;
  return isSo ? [] : [`${name} is ${state}, and ${isCurrent ? '' : 'not '}current`];
}

function unsettled(tab: ModelTab, ref: ConversationRef, name: string): string[] {
  const pending = tab.conversation(ref)?.pending ?? [];
  const waiting = pending.map((one) => `${name} has "${textOf(one)}" ${one.status}`);
  const wrong = entriesOf(tab, ref).flatMap((entry) => {
    if (entry.type === 'gap') return entry.status === 'searching' ? [`${name} still searches`] : [];
    const status = entry.own ? 'sent' : 'received';
    return entry.status === status ? [] : [`${name} shows "${textOf(entry)}" as ${entry.status}`];
  });
  return [...waiting, ...wrong];
}

function entriesOf(tab: ModelTab, ref: ConversationRef): readonly TimelineEntry[] {
  const timeline = tab.conversation(ref)?.timeline;
  return timeline ? entriesBetween(timeline, 0, timeline.length) : [];
}

/** A conversation on one line. */
export function linesOf(tab: ModelTab, ref: ConversationRef): string {
  return entriesOf(tab, ref)
    .map((entry) =>
      entry.type === 'message'
        ? textOf(entry)
        : `gap(${entry.reason} ${entry.first}-${entry.last})`,
    )
    .join(', ');
}

/** What an entry says. */
export function textOf({ content }: Extract<TimelineEntry, { type: 'message' }>): string {
  return content.kind === 'text' ? content.text : content.kind;
}
