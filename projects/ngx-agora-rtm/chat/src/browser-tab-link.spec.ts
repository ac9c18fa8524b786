import { browserTabLink } from './browser-tab-link';
import type { TabLink } from './tab-link';

let names = 0;

describe('browserTabLink', () => {
  let name: string;
  let links: TabLink[];
  let page: EventTarget;
  let otherPage: EventTarget;

  const open = (platform: Parameters<typeof browserTabLink>[1] = {}): [TabLink, boolean[]] => {
    const link = browserTabLink(name, { window: null, document: null, ...platform });
    const leads: boolean[] = [];
    link.leads$.subscribe((value) => leads.push(value));
    links.push(link);
    return [link, leads];
  };

  beforeEach(() => {
    name = `browser-tab-link-spec-${++names}`;
    links = [];
    page = new EventTarget();
    otherPage = new EventTarget();
  });

  afterEach(() => {
    for (const link of links) link.close();
  });

  for (const missing of ['locks', 'BroadcastChannel'] as const) {
    it(`leads by itself, and says so, without ${missing}`, () => {
      const [first, firstLeads] = open({ [missing]: null });
      const [second, secondLeads] = open({ [missing]: null });
      expect([firstLeads, secondLeads]).toEqual([[true], [true]]);
      expect([first.isShared, second.isShared]).toEqual([false, false]);
      first.post({ type: 'wake' });
    });
  }

  it('leads by itself where the page may not use locks', async () => {
    const refused = new DOMException('Not here', 'SecurityError');
    const [link, leads] = open({ locks: { request: () => Promise.reject(refused) } });
    await until(() => leads.at(-1) === true);
    expect(link.isShared).toBeFalse();
  });

  it('queues again when its lock was stolen', async () => {
    const [link, leads] = open();
    await until(() => leads.at(-1) === true);
    await navigator.locks.request(name, { steal: true }, () => until(() => leads.at(-1) === false));
    await until(() => leads.at(-1) === true);
    expect(leads).toEqual([false, true, false, true]);
    expect(link.isShared).toBeTrue();
  });

  const pauses = [
    ['the back/forward cache', 'window', 'pagehide', 'pageshow'],
    ['a frozen state', 'document', 'freeze', 'resume'],
  ] as const;
  for (const [where, target, leave, comeBack] of pauses) {
    it(`gives up the lead in ${where}, and takes part again afterwards`, async () => {
      const [first, firstLeads] = open({ [target]: page });
      const [second, secondLeads] = open({ [target]: otherPage });
      const heard: string[] = [];
      first.messages$.subscribe(({ type }) => heard.push(type));
      await until(() => firstLeads.at(-1) === true);

      page.dispatchEvent(new Event(leave));
      expect(firstLeads).toEqual([false, true, false]);
      await until(() => secondLeads.at(-1) === true);
      second.post({ type: 'missed' });

      page.dispatchEvent(new Event(comeBack));
      page.dispatchEvent(new Event(comeBack));
      second.post({ type: 'heard' });
      await until(() => heard.length > 0);
      expect(heard).toEqual(['heard']);
      expect(firstLeads.at(-1)).toBeFalse();

      otherPage.dispatchEvent(new Event(leave));
      await until(() => firstLeads.at(-1) === true);
    });
  }

  it('leaves the queue when the page is put away while it waits', async () => {
    const [, firstLeads] = open();
    await until(() => firstLeads.at(-1) === true);
    const [, secondLeads] = open({ window: page });
    const [, thirdLeads] = open();
    page.dispatchEvent(new Event('pagehide'));
    links[0]?.close();
    await until(() => thirdLeads.at(-1) === true);
    expect(secondLeads).toEqual([false]);
  });

  it('does not come back once it is closed', async () => {
    const [first, firstLeads] = open({ window: page });
    await until(() => firstLeads.at(-1) === true);
    first.close();
    page.dispatchEvent(new Event('pageshow'));
    await navigator.locks.request(name, async () => {
      const { held = [], pending = [] } = await navigator.locks.query();
      expect([...held, ...pending].filter((lock) => lock.name === name).length).toBe(1);
    });
    expect(firstLeads).toEqual([false, true, false]);
  });

  it('follows the real page where it is given no other', async () => {
    const link = browserTabLink(name);
    links.push(link);
    const leads: boolean[] = [];
    link.leads$.subscribe((value) => leads.push(value));
    await until(() => leads.at(-1) === true);
    document.dispatchEvent(new Event('freeze'));
    expect(leads.at(-1)).toBeFalse();
    document.dispatchEvent(new Event('resume'));
    await until(() => leads.at(-1) === true);
  });
});

/** Resolves when something has come true; the spec's own time limit is the end of the wait. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve));
}
