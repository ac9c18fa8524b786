import { TestKey } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, provideZonelessChangeDetection } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { RtmEmojiPickerHarness } from 'ngx-agora-rtm/material/testing';
import { type EmojiGroup, RTM_EMOJI_DATA } from './emoji-data';
import { localEmojiMemory, RTM_EMOJI_MEMORY, withUsed } from './emoji-memory';
import { searchEmoji, withTone } from './emoji-search';
import { RtmEmojiPopup } from './rtm-emoji-popup';

const emoji = (each: string, name: string, takesTone = false) => ({
  emoji: each,
  name,
  skin_tone_support: takesTone,
});

const GROUPS: readonly EmojiGroup[] = [
  {
    slug: 'smileys_emotion',
    name: 'Smileys & Emotion',
    emojis: Array.from({ length: 20 }, (_, index) =>
      emoji(String.fromCodePoint(0x1f600 + index), `face ${index}`),
    ),
  },
  {
    slug: 'people_body',
    name: 'People & Body',
    emojis: [emoji('👍', 'thumbs up', true), emoji('🫂', 'people hugging')],
  },
  { slug: 'other', name: 'Other things', emojis: [emoji('🎉', 'party popper')] },
];

@Component({ selector: 'rtm-test-host', template: '<button type="button">Emoji</button>' })
class TestHost {}

describe('RtmEmojiPopup', () => {
  let fixture: ComponentFixture<TestHost>;
  let button: HTMLElement;
  let load: jasmine.Spy<() => Promise<readonly EmojiGroup[]>>;

  beforeEach(() => {
    load = jasmine.createSpy('load').and.resolveTo(GROUPS);
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        { provide: RTM_EMOJI_DATA, useFactory: () => load },
      ],
    });
    fixture = TestBed.createComponent(TestHost);
    button = (fixture.nativeElement as HTMLElement).querySelector('button') ?? new HTMLElement();
    button.focus();
  });

  async function open() {
    const picked = TestBed.inject(RtmEmojiPopup).open(button);
    await fixture.whenStable();
    const loader = TestbedHarnessEnvironment.documentRootLoader(fixture);
    return { picked, picker: await loader.getHarness(RtmEmojiPickerHarness) };
  }

  it('gives back what was picked, and the focus', async () => {
    const { picked, picker } = await open();
    expect(document.activeElement?.localName).toBe('input');
    await picker.showGroup('People and body');
    await picker.pick('🫂');
    expect(await picked).toBe('🫂');
    expect(document.activeElement).toBe(button);
    expect(document.querySelector('rtm-emoji-picker')).toBeNull();
  });

  it('gives back nothing when it is closed, and the focus', async () => {
    const { picked, picker } = await open();
    await picker.close();
    expect(await picked).toBeNull();
    expect(document.activeElement).toBe(button);
  });

  it('closes at a press elsewhere', async () => {
    const { picked } = await open();
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    document.body.click();
    expect(await picked).toBeNull();
  });

  it('has the groups in its own words, and in those of the data where it has none', async () => {
    const { picker } = await open();
    expect(await picker.getGroups()).toEqual([
      'Smileys and emotion',
      'People and body',
      'Other things',
    ]);
  });

  it('finds emoji by name, and takes the first with Enter', async () => {
    const { picked, picker } = await open();
    await picker.search('part pop');
    expect(await picker.getEmojis()).toEqual(['🎉']);
    await picker.pressInSearch(TestKey.ENTER);
    expect(await picked).toBe('🎉');
  });

  it('is walked through with the keyboard, as one tab stop', async () => {
    const { picker } = await open();
    const faces = GROUPS[0]?.emojis.map((each) => each.emoji) ?? [];
    await picker.pressInSearch(TestKey.DOWN_ARROW);
    expect(await picker.getFocusedEmoji()).toBe(faces[0] ?? '');
    const walk = async (key: TestKey) => {
      await picker.pressInGrid(key);
      return faces.indexOf((await picker.getFocusedEmoji()) ?? '');
    };
    expect(await walk(TestKey.RIGHT_ARROW)).toBe(1);
    expect(await walk(TestKey.DOWN_ARROW)).toBe(9);
    expect(await walk(TestKey.HOME)).toBe(8);
    expect(await walk(TestKey.END)).toBe(15);
    expect(await walk(TestKey.DOWN_ARROW)).toBe(19);
    expect(await walk(TestKey.RIGHT_ARROW)).toBe(19);
    expect(await walk(TestKey.UP_ARROW)).toBe(11);
    expect(await walk(TestKey.LEFT_ARROW)).toBe(10);
    const stops = document.querySelectorAll('rtm-emoji-grid [tabindex="0"]');
    expect(stops.length).toBe(1);
  });

  it('remembers the skin tone, and what was used', async () => {
    const first = await open();
    await first.picker.showGroup('People and body');
    await first.picker.chooseTone(3);
    expect(await first.picker.getEmojis()).toEqual(['👍🏽', '🫂']);
    await first.picker.pick('👍🏽');
    expect(await first.picked).toBe('👍🏽');
    const second = await open();
    expect(await second.picker.getGroups()).toContain('Recently used');
    expect(await second.picker.getEmojis()).toEqual(['👍🏽']);
    expect(document.querySelector('rtm-emoji-grid button')?.getAttribute('aria-label')).toBe(
      'thumbs up',
    );
    await second.picker.close();
  });

  it('says that the emoji could not be loaded, and tries again', async () => {
    load.and.rejectWith(new Error('offline'));
    const { picker } = await open();
    expect(await picker.getState()).toContain('could not be loaded');
    load.and.resolveTo(GROUPS);
    await picker.retry();
    expect(await picker.getState()).toBeNull();
    expect((await picker.getEmojis()).length).toBe(20);
    await picker.close();
  });
});

describe('RTM_EMOJI_DATA', () => {
  it('has all emoji where nothing else is provided', async () => {
    const groups = await TestBed.inject(RTM_EMOJI_DATA)();
    expect(groups.length).toBe(9);
    expect(searchEmoji(groups, 'thumbs up')[0]?.emoji).toBe('👍');
    expect(searchEmoji(groups, 'a').length).toBeLessThanOrEqual(160);
    expect(searchEmoji(groups, '  ')).toEqual([]);
  });

  it('has emoji that stay one emoji in each skin tone', async () => {
    const groups = await TestBed.inject(RTM_EMOJI_DATA)();
    const one = new RegExp(String.raw`^\p{RGI_Emoji}$`, 'v');
    const wrong = groups
      .flatMap(({ emojis }) => emojis)
      .map((each) => withTone(each, '🏽'))
      .filter((toned) => !one.test(toned));
    expect(wrong).toEqual([]);
  });
});

describe('localEmojiMemory', () => {
  function storage(initial: string | null = null) {
    let kept = initial;
    return {
      getItem: () => kept,
      setItem: (_key: string, value: string) => {
        kept = value;
      },
    };
  }

  it('keeps what was used, the latest first, each once', () => {
    const kept = storage();
    const memory = localEmojiMemory(kept);
    memory.save(withUsed(withUsed(withUsed(memory.load(), 'a'), 'b'), 'a'));
    expect(localEmojiMemory(kept).load()).toEqual({ recent: ['a', 'b'], tone: '' });
  });

  it('forgets the oldest', () => {
    let habits = localEmojiMemory(storage()).load();
    for (let index = 0; index < 100; index++) habits = withUsed(habits, String(index));
    expect(habits.recent.length).toBe(32);
    expect(habits.recent[0]).toBe('99');
  });

  it('takes whatever is in the storage', () => {
    for (const text of ['{', 'null', '1', '{"recent":1,"tone":2}', '{"recent":[1],"tone":"x"}']) {
      expect(localEmojiMemory(storage(text)).load())
        .withContext(text)
        .toEqual({ recent: [], tone: '' });
    }
  });

  it('works where nothing can be kept', () => {
    const refuse = (): never => {
      throw new Error('denied');
    };
    const memory = localEmojiMemory({ getItem: refuse, setItem: refuse });
    memory.save({ recent: ['a'], tone: '' });
    expect(memory.load().recent).toEqual([]);
  });
});

it('is provided in memory', () => {
  const memory = TestBed.inject(RTM_EMOJI_MEMORY);
  memory.save({ recent: ['a'], tone: '🏽' });
  expect(memory.load()).toEqual({ recent: ['a'], tone: '🏽' });
});
