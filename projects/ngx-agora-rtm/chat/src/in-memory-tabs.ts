import { BehaviorSubject, distinctUntilChanged, Subject } from 'rxjs';
import type { TabLink, TabMessage } from './tab-link';
import { isTabMessage, notPlainData } from './tab-message';

/**
 * The tabs of one browser, all in one page: for tests. They behave as those of `browserTabLink` do, and can be made to crash, to
 * freeze, and to lie in the back/forward cache. The lead and messages come with a microtask, never within a call.
 *
 * ```ts
 * const tabs = new InMemoryTabs();
 * const chat = new Chat({ ...parts, tabs: tabs.open });
 * ```
 */
export class InMemoryTabs {
  readonly #worlds = new Map<string, World>();
  readonly #tabs = new Map<TabLink, InMemoryTabLink>();

  /** Opens another tab: a `TabLinkFactory`. */
  readonly open = (name: string): TabLink => {
    let world = this.#worlds.get(name);
    if (!world) this.#worlds.set(name, (world = new World()));
    const link = new InMemoryTabLink(world);
    this.#tabs.set(link, link);
    return link;
  };

  /** The tab that leads, `null` while none does. */
  leaderOf(name: string): TabLink | null {
    return this.#worlds.get(name)?.leader ?? null;
  }

  /** Ends a tab in the middle of whatever it does: it is told nothing, and nothing that it still says is heard. */
  crash(link: TabLink): void {
    this.#of(link).crash();
  }

  /** Stops a tab: it hears nothing until {@link thaw}, and keeps the lead. */
  freeze(link: TabLink): void {
    this.#of(link).freeze();
  }

  /** Lets a frozen tab go on, with all that was said in the meantime. */
  thaw(link: TabLink): void {
    this.#of(link).thaw();
  }

  /** Puts a tab into the back/forward cache: it gives up the lead, and misses what is said. */
  hide(link: TabLink): void {
    this.#of(link).leave();
  }

  /** Brings a tab back from the back/forward cache. */
  show(link: TabLink): void {
    this.#of(link).takePart();
  }

  #of(link: TabLink): InMemoryTabLink {
    const tab = this.#tabs.get(link);
    if (!tab) throw new Error('That tab was not opened here');
    return tab;
  }
}

/** The tabs with one name. */
class World {
  /** Who takes part, in the order of coming: the first one has the lead. */
  readonly #present: InMemoryTabLink[] = [];
  leader: InMemoryTabLink | null = null;

  join(tab: InMemoryTabLink): void {
    this.#present.push(tab);
    this.#elect();
  }

  leave(tab: InMemoryTabLink): void {
    const at = this.#present.indexOf(tab);
    if (at !== -1) this.#present.splice(at, 1);
    if (this.leader !== tab) return;
    this.leader = null;
    this.#elect();
  }

  others(tab: InMemoryTabLink): InMemoryTabLink[] {
    return this.#present.filter((other) => other !== tab);
  }

  #elect(): void {
    queueMicrotask(() => {
      const first = this.#present[0];
      if (this.leader || !first) return;
      this.leader = first;
      first.lead();
    });
  }
}

class InMemoryTabLink implements TabLink {
  readonly isShared = true;
  readonly #world: World;
  readonly #leads = new BehaviorSubject(false);
  readonly #messages = new Subject<TabMessage>();
  /** Heard, and not told yet. */
  #waiting: TabMessage[] = [];
  #isPresent = false;
  #isFrozen = false;
  #hasEnded = false;

  readonly leads$ = this.#leads.pipe(distinctUntilChanged());
  readonly messages$ = this.#messages.asObservable();

  constructor(world: World) {
    this.#world = world;
    this.takePart();
  }

  post(message: TabMessage): void {
    if (!this.#isPresent) return;
    for (const other of this.#world.others(this)) other.#hear(copyOf(message));
  }

  close(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.leave();
    this.#messages.complete();
    this.#leads.complete();
  }

  takePart(): void {
    if (this.#isPresent || this.#hasEnded) return;
    this.#isPresent = true;
    this.#world.join(this);
  }

  leave(): void {
    if (!this.#isPresent) return;
    this.#isPresent = false;
    this.#waiting = [];
    this.#leads.next(false);
    this.#world.leave(this);
  }

  crash(): void {
    this.#hasEnded = true;
    this.#isPresent = false;
    this.#world.leave(this);
  }

  lead(): void {
    if (this.#isFrozen) return;
    this.#leads.next(true);
  }

  freeze(): void {
    this.#isFrozen = true;
  }

  thaw(): void {
    this.#isFrozen = false;
    queueMicrotask(() => {
      if (this.#world.leader === this) this.lead();
      this.#tell();
    });
  }

  #hear(message: TabMessage): void {
    this.#waiting.push(message);
    queueMicrotask(() => this.#tell());
  }

  #tell(): void {
    while (this.#isPresent && !this.#isFrozen) {
      const message = this.#waiting.shift();
      if (!message) return;
      if (isTabMessage(message)) this.#messages.next(message);
    }
  }
}

function copyOf(message: TabMessage): TabMessage {
  try {
    return structuredClone(message);
  } catch (error) {
    throw notPlainData(message, error);
  }
}
