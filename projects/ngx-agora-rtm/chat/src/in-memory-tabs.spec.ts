import { InMemoryTabs } from './in-memory-tabs';
import { singleTabLink } from './single-tab-link';
import type { TabLink } from './tab-link';

describe('InMemoryTabs', () => {
  let tabs: InMemoryTabs;
  let log: string[];

  const open = (tab: string): TabLink => {
    const link = tabs.open('world');
    link.leads$.subscribe((leads) => log.push(`${tab} ${leads ? 'leads' : 'follows'}`));
    link.messages$.subscribe(({ type }) => log.push(`${tab} hears ${type}`));
    return link;
  };

  beforeEach(() => {
    tabs = new InMemoryTabs();
    log = [];
  });

  it('hands the lead of a crashed tab on, and tells the crashed one nothing', async () => {
    const first = open('1');
    const second = open('2');
    await flush();
    log = [];
    tabs.crash(first);
    second.post({ type: 'wake' });
    first.post({ type: 'ghost' });
    await flush();
    expect(log).toEqual(['2 leads']);
    expect(tabs.leaderOf('world')).toBe(second);
  });

  it('keeps what a frozen tab misses, and its lead', async () => {
    const first = open('1');
    const second = open('2');
    await flush();
    log = [];
    tabs.freeze(first);
    second.post({ type: 'a' });
    second.post({ type: 'b' });
    await flush();
    expect(log).toEqual([]);
    tabs.thaw(first);
    await flush();
    expect(log).toEqual(['1 hears a', '1 hears b']);
  });

  it('gives a frozen tab the lead that fell to it', async () => {
    const first = open('1');
    const second = open('2');
    await flush();
    tabs.freeze(second);
    first.close();
    await flush();
    log = [];
    tabs.thaw(second);
    await flush();
    expect(log).toEqual(['2 leads']);
  });

  it('takes a hidden tab out, and puts it at the end of the queue when it is shown', async () => {
    const first = open('1');
    const second = open('2');
    await flush();
    log = [];
    tabs.hide(first);
    second.post({ type: 'missed' });
    await flush();
    tabs.show(first);
    second.post({ type: 'heard' });
    await flush();
    expect(log).toEqual(['1 follows', '2 leads', '1 hears heard']);
  });

  it('drops what was on its way to a tab that is hidden', async () => {
    const first = open('1');
    const second = open('2');
    await flush();
    log = [];
    second.post({ type: 'late' });
    tabs.hide(first);
    tabs.show(first);
    await flush();
    expect(log).not.toContain('1 hears late');
  });

  it('knows its own tabs only', () => {
    expect(() => tabs.crash(singleTabLink())).toThrowError('That tab was not opened here');
    expect(tabs.leaderOf('nowhere')).toBeNull();
  });
});

describe('singleTabLink', () => {
  it('leads at once, alone, until it is closed', () => {
    const link = singleTabLink();
    const seen: unknown[] = [];
    link.messages$.subscribe({ complete: () => seen.push('no messages') });
    link.leads$.subscribe({ next: (leads) => seen.push(leads), complete: () => seen.push('end') });
    link.post({ type: 'wake' });
    link.close();
    link.close();
    expect(link.isShared).toBeFalse();
    expect(seen).toEqual(['no messages', true, false, 'end']);
  });
});

/** Lets all microtasks run. */
function flush(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
