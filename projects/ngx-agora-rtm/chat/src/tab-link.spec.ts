import { firstValueFrom } from 'rxjs';
import { browserTabLink } from './browser-tab-link';
import { InMemoryTabs } from './in-memory-tabs';
import type { TabLink, TabLinkFactory, TabMessage } from './tab-link';

let names = 0;

/** A tab under test, with all that it has seen. */
class Tab {
  readonly link: TabLink;
  readonly name: string;
  readonly leads: boolean[] = [];
  readonly heard: TabMessage[] = [];
  readonly done: string[] = [];

  constructor(open: TabLinkFactory, name: string) {
    this.name = name;
    this.link = open(name);
    this.link.leads$.subscribe({
      next: (leads) => this.leads.push(leads),
      complete: () => this.done.push('leads$'),
    });
    this.link.messages$.subscribe({
      next: (message) => this.heard.push(message),
      complete: () => this.done.push('messages$'),
    });
  }

  get isLeader(): boolean {
    return this.leads.at(-1) === true;
  }

  /** Resolves when it leads; the spec's own time limit is the end of the wait. */
  async lead(): Promise<void> {
    while (!this.isLeader) await nextTask();
  }

  /** Resolves when it has heard so many messages. */
  async hears(count: number): Promise<void> {
    while (this.heard.length < count) await nextTask();
  }
}

/** How each implementation behaves. */
const implementations: Readonly<Record<string, () => TabLinkFactory>> = {
  browserTabLink: () => (name) => browserTabLink(name),
  InMemoryTabs: () => new InMemoryTabs().open,
};

for (const [title, makeFactory] of Object.entries(implementations)) {
  describe(`TabLink of ${title}`, () => {
    let factory: TabLinkFactory;
    let name: string;
    let tabs: Tab[];

    const open = (world = name): Tab => {
      const tab = new Tab(factory, world);
      tabs.push(tab);
      return tab;
    };

    /** Resolves when everything that was said so far has been heard by every open tab of the name. */
    const settled = async (): Promise<void> => {
      const probe = open();
      const others = tabs.filter((tab) => tab !== probe && tab.name === name && !tab.done.length);
      const listeners = others.map(({ link }) => firstValueFrom(link.messages$, NOTHING));
      probe.link.post({ type: 'probe' });
      await Promise.all(listeners);
      probe.link.close();
    };

    beforeEach(() => {
      factory = makeFactory();
      name = `tab-link-spec-${++names}`;
      tabs = [];
    });

    afterEach(() => {
      for (const { link } of tabs) link.close();
    });

    it('lets the first tab lead, after it has said that it does not', async () => {
      const first = open();
      expect(first.leads).toEqual([false]);
      await first.lead();
      expect(first.leads).toEqual([false, true]);
      expect(first.link.isShared).toBeTrue();
    });

    it('replays whether the tab leads', async () => {
      const first = open();
      await first.lead();
      expect(await firstValueFrom(first.link.leads$)).toBeTrue();
    });

    it('lets one lead at a time, and hands the lead on in the order of coming', async () => {
      const [first, second, third] = [open(), open(), open()];
      await first.lead();
      expect([second.isLeader, third.isLeader]).toEqual([false, false]);
      first.link.close();
      await second.lead();
      expect([first.isLeader, third.isLeader]).toEqual([false, false]);
      second.link.close();
      await third.lead();
    });

    it('passes over a tab that was closed while it waited', async () => {
      const [first, second, third] = [open(), open(), open()];
      await first.lead();
      second.link.close();
      first.link.close();
      await third.lead();
      expect(second.leads).toEqual([false]);
    });

    it('gives up a lead that comes after it was closed', async () => {
      const first = open();
      first.link.close();
      const second = open();
      await second.lead();
      expect(first.leads).toEqual([false]);
    });

    it('says that it does not lead any more before it ends', async () => {
      const first = open();
      await first.lead();
      first.link.close();
      expect(first.leads).toEqual([false, true, false]);
      expect(first.done.sort()).toEqual(['leads$', 'messages$']);
    });

    it('can be closed twice', async () => {
      const [first, second] = [open(), open()];
      await first.lead();
      first.link.close();
      first.link.close();
      await second.lead();
      expect(first.done.length).toBe(2);
    });

    it('tells all others in order, and not itself', async () => {
      const [first, second, third] = [open(), open(), open()];
      const said = Array.from({ length: 20 }, (_, n) => ({ type: 'events', n }));
      for (const message of said) first.link.post(message);
      await Promise.all([second.hears(20), third.hears(20)]);
      expect(second.heard).toEqual(said);
      expect(third.heard).toEqual(said);
      expect(first.heard).toEqual([]);
    });

    it('gives each tab a copy', async () => {
      const [first, second] = [open(), open()];
      const list = [1];
      first.link.post({ type: 'events', list });
      list.push(2);
      await second.hears(1);
      expect(second.heard).toEqual([{ type: 'events', list: [1] }]);
    });

    it('keeps tabs of another name apart', async () => {
      const [first, other, witness] = [open(), open(`${name}-other`), open(`${name}-other`)];
      await Promise.all([first.lead(), other.lead()]);
      first.link.post({ type: 'wake' });
      await settled();
      other.link.post({ type: 'own' });
      await witness.hears(1);
      expect(witness.heard).toEqual([{ type: 'own' }]);
    });

    it('ignores what is not a message', async () => {
      const [first, second] = [open(), open()];
      const hostile: unknown[] = [null, 1, 'events', [], ['type'], {}, { type: 1 }, new Date()];
      hostile.push(new Map([['type', 'events']]), Object.create({ type: 'events' }));
      for (const value of hostile) first.link.post(value as TabMessage);
      first.link.post({ type: 'wake' });
      await second.hears(1);
      expect(second.heard).toEqual([{ type: 'wake' }]);
    });

    it('says that a function cannot be posted', () => {
      const first = open();
      open();
      expect(() => first.link.post({ type: 'events', run: () => 1 })).toThrowError(
        TypeError,
        'A tab message must be plain data, without functions or nodes: "events" is not',
      );
    });

    it('says and hears nothing once it is closed', async () => {
      const [first, second] = [open(), open()];
      second.link.post({ type: 'wake' });
      first.link.close();
      first.link.post({ type: 'wake' });
      await settled();
      expect(first.heard).toEqual([]);
      expect(second.heard.map(({ type }) => type)).toEqual(['probe']);
    });
  });
}

const NOTHING = { defaultValue: null };

/** Lets everything else run once: nothing of the browser's own can be awaited otherwise. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
