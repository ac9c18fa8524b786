import { TestKey } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { ConversationKey, Presence } from 'ngx-agora-rtm/chat';
import { RtmConversationListHarness } from 'ngx-agora-rtm/material/testing';
import { provideRtmTitles } from '../people/rtm-titles';
import { exampleItem, exampleMessage } from '../preview/example-messages.spec';
import { RtmConversationTemplate } from '../templates/template-directives';
import type {
  ConversationAction,
  ConversationActionType,
  ConversationItem,
} from './conversation-item';
import { RtmConversationList } from './rtm-conversation-list';

@Component({
  selector: 'rtm-test-conversation-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmConversationList, RtmConversationTemplate],
  template: `
    <rtm-conversation-list
      hasFilter
      [conversations]="items()"
      [presence]="presence"
      [abilities]="abilities"
      [isLoading]="isLoading()"
      [(selected)]="selected"
      (acted)="acted.push($event)"
    >
      @if (hasTemplate()) {
        <ng-template rtmConversationTemplate let-item let-title="title">
          {{ title }} has {{ item.unread }}
        </ng-template>
      }
    </rtm-conversation-list>
  `,
})
class TestConversationList {
  readonly items = signal<readonly ConversationItem[]>([]);
  readonly selected = signal<ConversationKey | null>(null);
  readonly isLoading = signal(false);
  readonly hasTemplate = signal(false);
  readonly may = new Set<ConversationActionType>();
  readonly acted: ConversationAction[] = [];
  readonly abilities = () => this.may;
  readonly presence = (userId: string): Presence | null =>
    userId === 'ana' ? { status: 'online', lastSeen: null } : null;
}

const ana = exampleItem({ type: 'peer', id: 'ana' }, { latest: exampleMessage('ana', 'Hello') });
const ben = exampleItem({ type: 'peer', id: 'Ben' });
const zoe = exampleItem({ type: 'peer', id: 'Zoë' });
const lobby = exampleItem(
  { type: 'channel', id: 'lobby' },
  { latest: exampleMessage('ben', 'Anybody here?') },
);

describe('RtmConversationList', () => {
  let host: TestConversationList;
  let list: RtmConversationListHarness;

  beforeEach(async () => {
    const fixture = TestBed.createComponent(TestConversationList);
    host = fixture.componentInstance;
    host.items.set([ana, ben, zoe, lobby]);
    const loader = TestbedHarnessEnvironment.loader(fixture);
    list = await loader.getHarness(RtmConversationListHarness);
  });

  const plain = (text: string) => text.replace(/[\u2068\u2069]/g, '');
  const previewOf = async (item: ConversationItem) => {
    host.items.set([item]);
    return plain((await (await list.getRows())[0]?.getPreview()) ?? '');
  };

  it('shows conversations in their order, with what was said last', async () => {
    expect(await list.getTitles()).toEqual(['ana', 'Ben', 'Zoë', 'lobby']);
    expect(await (await list.getRow({ title: 'ana' })).getPreview()).toBe('Hello');
    const preview = await (await list.getRow({ title: 'lobby' })).getPreview();
    expect(plain(preview)).toBe('ben:Anybody here?');
  });

  it('says whose the latest message is, and whether it went out', async () => {
    const own = exampleMessage('me', 'On my way', { own: true, status: 'sent' });
    expect(await previewOf({ ...ana, latest: own })).toBe('You:On my way');
    const failed = { ...own, status: 'failed' as const };
    expect(await previewOf({ ...ana, latest: failed })).toBe('Not sent:On my way');
    const told = exampleMessage('me', { kind: 'system', text: 'Ana took over' }, { own: true });
    expect(await previewOf({ ...lobby, latest: told })).toBe('Ana took over');
  });

  it('says who is writing rather than what was written', async () => {
    expect(await previewOf({ ...ana, typing: ['ana'] })).toBe('ana is typing…');
  });

  it('says aloud what its signs mean', async () => {
    host.items.set([{ ...ana, unread: 1_204, mentions: 2, isMuted: true, hasDraft: true }]);
    const row = await list.getRow({ title: 'ana' });
    expect(await row.getBadge()).toBe('999+');
    const text = await row.getText();
    for (const said of [
      '1,204 unread messages',
      '2 messages mention you',
      'Muted',
      'Draft',
      'Online',
    ]) {
      expect(text).withContext(said).toContain(said);
    }
  });

  it('marks one that is marked as unread, without a count', async () => {
    host.items.set([{ ...ana, isMarkedUnread: true }]);
    const row = await list.getRow({ title: 'ana' });
    expect(await row.getBadge()).toBeNull();
    expect(await row.getText()).toContain('Marked as unread');
  });

  it('opens the one that is chosen', async () => {
    await (await list.getRow({ title: 'lobby' })).choose();
    expect(host.selected()).toBe('channel:lobby');
    expect(await (await list.getRow({ isSelected: true })).getTitle()).toBe('lobby');
  });

  describe('with the keyboard', () => {
    const stops = async () => {
      const rows = await list.getRows();
      const titles = await Promise.all(
        rows.map(async (row) => ((await row.isTabStop()) ? await row.getTitle() : null)),
      );
      return titles.filter((title) => title !== null);
    };
    const focused = async () => {
      const rows = await list.getRows();
      for (const row of rows) if (await row.isFocused()) return row.getTitle();
      return null;
    };

    it('is one tab stop: the row that is open, or the first', async () => {
      expect(await stops()).toEqual(['ana']);
      host.selected.set('peer:Zoë');
      expect(await stops()).toEqual(['Zoë']);
    });

    it('goes by arrows, to the ends, and by letters', async () => {
      const at = async (title: string) => list.getRow({ title });
      await (await at('ana')).focus();
      await (await at('ana')).sendKeys(TestKey.DOWN_ARROW);
      expect(await focused()).toBe('Ben');
      await (await at('Ben')).sendKeys(TestKey.END);
      expect(await focused()).toBe('lobby');
      expect(await stops()).toEqual(['lobby']);
      await (await at('lobby')).sendKeys(TestKey.HOME);
      expect(await focused()).toBe('ana');
      await (await at('ana')).sendKeys('z');
      expect(await focused()).toBe('Zoë');
    });

    it('goes from the filter into the list', async () => {
      await list.sendKeysToFilter(TestKey.DOWN_ARROW);
      expect(await focused()).toBe('ana');
    });

    it('reaches a row that is not in the document yet', async () => {
      host.items.set(
        Array.from({ length: 1_000 }, (_, i) => exampleItem({ type: 'peer', id: `u${i}` })),
      );
      const first = await list.getRow({ title: 'u0' });
      await first.focus();
      await first.sendKeys(TestKey.END);
      expect(await focused()).toBe('u999');
    });

    it('keeps the focus on a row that moves to the top', async () => {
      await (await list.getRow({ title: 'lobby' })).focus();
      host.items.set([lobby, ana, ben, zoe]);
      expect(await list.getTitles()).toEqual(['lobby', 'ana', 'Ben', 'Zoë']);
      expect(await focused()).toBe('lobby');
    });

    it('gives the focus of a row that goes away to the one in its place', async () => {
      await (await list.getRow({ title: 'Ben' })).focus();
      host.items.set([ana, zoe, lobby]);
      expect(await list.getTitles()).toEqual(['ana', 'Zoë', 'lobby']);
      expect(await focused()).toBe('Zoë');
    });
  });

  it('puts only the first of many into the document, down to the one that is open', async () => {
    const many = Array.from({ length: 1_000 }, (_, i) =>
      exampleItem({ type: 'peer', id: `u${i}` }),
    );
    host.items.set(many);
    const few = (await list.getRows()).length;
    expect(few).toBeLessThan(200);
    host.selected.set('peer:u500');
    expect((await list.getRows()).length).toBeGreaterThan(500);
  });

  it('finds one by its title, whatever the case and accents', async () => {
    await list.filter('ZOE');
    expect(await list.getTitles()).toEqual(['Zoë']);
    await list.filter('nobody');
    expect(plain((await list.getNothingText()) ?? '')).toBe('No conversation is called nobody');
    await list.filter('');
    expect((await list.getTitles()).length).toBe(4);
  });

  it('says that there are none, or that they are still being fetched', async () => {
    host.items.set([]);
    expect(await list.getNothingText()).toBe('No conversations yet');
    host.isLoading.set(true);
    expect(await list.isLoading()).toBeTrue();
    expect(await list.getNothingText()).toBeNull();
    host.items.set([ana]);
    expect(await list.isLoading()).toBeFalse();
  });

  describe('the menu of a row', () => {
    it('is not there where nothing can be done', async () => {
      const row = await list.getRow({ title: 'ana' });
      await (await row.host()).dispatchEvent('pointerenter');
      expect(await row.hasMenu()).toBeFalse();
    });

    it('offers what may be done, as it is now', async () => {
      host.may.add('mute').add('mark-unread');
      host.items.set([{ ...ana, isMuted: true, unread: 3 }]);
      expect(await list.getActions({ title: 'ana' })).toEqual(['Mark as read', 'Unmute']);
    });

    it('passes on what was picked', async () => {
      host.may.add('mute').add('mark-unread').add('close');
      await list.act({ title: 'ana' }, 'Mute');
      await list.act({ title: 'Ben' }, 'Mark as unread');
      await list.act({ title: 'lobby' }, 'Close conversation');
      expect(host.acted).toEqual([
        { type: 'mute', item: ana, on: true },
        { type: 'mark-unread', item: ben, on: true },
        { type: 'close', item: lobby },
      ]);
    });
  });

  it('draws rows by a template that is put into it', async () => {
    host.hasTemplate.set(true);
    host.items.set([{ ...ana, unread: 7 }]);
    expect(await list.getTitles()).toEqual(['ana has 7']);
  });
});

describe('the titles of conversations', () => {
  it('can be what an application says', async () => {
    TestBed.configureTestingModule({
      providers: [
        provideRtmTitles(
          () =>
            ({ id }) =>
              `Case ${id}\u202E`,
        ),
      ],
    });
    const fixture = TestBed.createComponent(TestConversationList);
    fixture.componentInstance.items.set([lobby]);
    const loader = TestbedHarnessEnvironment.loader(fixture);
    const list = await loader.getHarness(RtmConversationListHarness);
    expect(await list.getTitles()).toEqual(['Case lobby\u202E']);
    const title = (fixture.nativeElement as HTMLElement).querySelector('.title');
    expect(title?.tagName).toBe('BDI');
  });
});
