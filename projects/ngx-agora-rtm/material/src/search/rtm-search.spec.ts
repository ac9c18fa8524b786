import { TestKey } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { inputBinding, outputBinding, signal, twoWayBinding } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { SearchHit } from 'ngx-agora-rtm/chat';
import { RtmSearchHarness } from 'ngx-agora-rtm/material/testing';
import { NOON } from '../preview/example-messages.spec';
import { RtmSearch } from './rtm-search';

const first: SearchHit = {
  key: 'channel:support',
  id: 'first',
  thread: null,
  at: NOON,
  from: 'ana',
  text: 'The invoice is here',
  ranges: [[4, 11]],
  files: [{ name: 'invoice.pdf', ranges: [[0, 7]] }],
};
const second: SearchHit = {
  ...first,
  id: 'second',
  from: 'ben',
  text: '<b>invoice</b>',
  ranges: [[3, 10]],
  files: [],
};

describe('RtmSearch', () => {
  const hits = signal<readonly SearchHit[]>([]);
  const isSearching = signal(false);
  const hasFailed = signal(false);
  const query = signal('');
  let searched: string[];
  let jumped: string[];
  let search: RtmSearchHarness;
  let host: HTMLElement;

  beforeEach(async () => {
    jasmine.clock().install().mockDate(new Date(NOON));
    hits.set([]);
    isSearching.set(false);
    hasFailed.set(false);
    query.set('');
    searched = [];
    jumped = [];
    const fixture = TestBed.createComponent(RtmSearch, {
      bindings: [
        inputBinding('hits', hits),
        inputBinding('isSearching', isSearching),
        inputBinding('hasFailed', hasFailed),
        twoWayBinding('query', query),
        outputBinding<string>('searched', (each) => searched.push(each)),
        outputBinding<SearchHit>('jumped', ({ id }) => jumped.push(id)),
      ],
    });
    host = fixture.nativeElement as HTMLElement;
    search = await TestbedHarnessEnvironment.harnessForFixture(fixture, RtmSearchHarness);
  });

  afterEach(() => {
    jasmine.clock().uninstall();
  });

  it('asks once, when no more is typed for a moment', async () => {
    await search.setQuery('invoice');
    expect(query()).toBe('invoice');
    expect(searched.filter((each) => each !== '')).toEqual([]);
    jasmine.clock().tick(1_000);
    expect(searched.filter((each) => each !== '')).toEqual(['invoice']);
  });

  it('asks at once on Enter, and not again for the same', async () => {
    await search.setQuery('invoice');
    await search.sendKeys(TestKey.ENTER);
    expect(searched.at(-1)).toBe('invoice');
    const { length } = searched;
    jasmine.clock().tick(1_000);
    await search.sendKeys(TestKey.ENTER);
    expect(searched.length).toBe(length);
  });

  it('ends the search at once when the field is emptied', async () => {
    await search.setQuery('invoice');
    jasmine.clock().tick(1_000);
    await search.setQuery('');
    expect(searched.at(-1)).toBe('');
  });

  it('asks nothing after it is gone', async () => {
    await search.setQuery('invoice');
    const { length } = searched;
    TestBed.resetTestingModule();
    jasmine.clock().tick(1_000);
    expect(searched.length).toBe(length);
  });

  it('shows what was found, with what was looked for marked', async () => {
    query.set('invoice');
    hits.set([first, second]);
    expect(await search.getStatus()).toBe('2 results');
    const [one, two] = await search.getHits();
    expect(await one?.getText()).toBe('The invoice is here');
    expect(await one?.getHead()).toContain('support');
    expect(await one?.getMarks()).toEqual(['invoice', 'invoice']);
    expect(await one?.getFiles()).toEqual(['invoice.pdf']);
    expect(await two?.getText()).toBe('<b>invoice</b>');
    expect(await two?.getMarks()).toEqual(['invoice']);
    expect(host.querySelector('b')).toBeNull();
  });

  it('takes the reader to a hit', async () => {
    query.set('invoice');
    hits.set([first, second]);
    await (await search.getHits())[1]?.jump();
    expect(jumped).toEqual(['second']);
  });

  it('says why nothing is shown', async () => {
    expect(await search.getStatus()).toContain('Type a word');
    query.set('invoice');
    isSearching.set(true);
    expect(await search.getStatus()).toBe('Searching…');
    isSearching.set(false);
    expect(await search.getStatus()).toContain('Nothing found for');
    hasFailed.set(true);
    expect(await search.getStatus()).toContain('The search did not work.');
  });

  it('asks for the same again after a failure', async () => {
    await search.setQuery('invoice');
    jasmine.clock().tick(1_000);
    hasFailed.set(true);
    await search.tryAgain();
    expect(searched.slice(-2)).toEqual(['invoice', 'invoice']);
  });

  it('keeps what was found before while it searches on', async () => {
    query.set('invoice');
    hits.set([first]);
    isSearching.set(true);
    expect((await search.getHits()).length).toBe(1);
  });

  it('goes by arrows from the field through the list and back', async () => {
    query.set('invoice');
    hits.set([first, second]);
    await search.sendKeys(TestKey.DOWN_ARROW);
    const [one, two] = await search.getHits();
    expect(await one?.isFocused()).toBeTrue();
    await one?.sendKeys(TestKey.DOWN_ARROW);
    expect(await two?.isFocused()).toBeTrue();
    expect(await one?.isTabStop()).toBeFalse();
    await two?.sendKeys(TestKey.HOME);
    await one?.sendKeys(TestKey.UP_ARROW);
    expect(await search.isFieldFocused()).toBeTrue();
  });
});
