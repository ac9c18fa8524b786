import { TestKey } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { ChangeDetectionStrategy, Component, signal, viewChild } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import {
  type ChatMessage,
  type ConversationState,
  type HistoryState,
  type MessageId,
  timelineOf,
  withGap,
  withRecords,
} from 'ngx-agora-rtm/chat';
import { RtmMessageListHarness } from 'ngx-agora-rtm/material/testing';
import { RtmEmptyTemplate } from '../templates/template-directives';
import {
  conversationOf,
  gapOf,
  MINUTE,
  NOON,
  ownMessage,
  recordOf,
  talk,
} from './list-testing.spec';
import { RtmMessageList } from './rtm-message-list';

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmEmptyTemplate, RtmMessageList],
  template: `
    <div [style.display]="isHidden() ? 'none' : 'block'">
      <rtm-message-list
        style="block-size: 400px; inline-size: 600px"
        [conversation]="conversation()"
        [newFrom]="newFrom()"
        (olderWanted)="told.push('older')"
        (gapWanted)="told.push('gap ' + $event.id)"
        (seen)="seen.push($event)"
      >
        @if (hasTemplate()) {
          <ng-template rtmEmptyTemplate>Ask us anything</ng-template>
        }
      </rtm-message-list>
    </div>
  `,
})
class Host {
  readonly conversation = signal<ConversationState>(conversationOf(talk(0, 200)));
  readonly newFrom = signal<MessageId | null>(null);
  readonly isHidden = signal(false);
  readonly hasTemplate = signal(false);
  readonly told: string[] = [];
  readonly seen: string[] = [];
  readonly list = viewChild.required(RtmMessageList);
}

describe('RtmMessageList', () => {
  let fixture: ComponentFixture<Host>;
  let host: Host;
  let list: RtmMessageListHarness;

  beforeEach(async () => {
    fixture = TestBed.createComponent(Host);
    host = fixture.componentInstance;
    document.body.append(fixture.nativeElement as HTMLElement);
    list = await TestbedHarnessEnvironment.loader(fixture).getHarness(RtmMessageListHarness);
    await painted();
  });

  /** What changed is drawn, measured and in its place. */
  const painted = async () => {
    for (let i = 0; i < 3; i++) {
      await fixture.whenStable();
      await new Promise(requestAnimationFrame);
    }
  };
  const scroller = () => (fixture.nativeElement as HTMLElement).querySelector('.scroller') as HTMLElement; // prettier-ignore
  const distanceFromEnd = () => {
    const { scrollHeight, scrollTop, clientHeight } = scroller();
    return scrollHeight - scrollTop - clientHeight;
  };
  const articles = () => [...scroller().querySelectorAll<HTMLElement>('.article')];
  /** Where the text of a message is on the screen. */
  const topOf = (id: string) => {
    const article = articles().find((each) => each.getAttribute('aria-label')?.includes(`text ${id}\u2069`)); // prettier-ignore
    if (!article) throw new Error(`${id} is not on the page.`);
    return article.querySelector('.text')?.getBoundingClientRect().top;
  };
  const scrollBy = async (y: number) => {
    scroller().scrollTop += y;
    scroller().dispatchEvent(new Event('scroll'));
    await painted();
  };
  const scrollEnds = async () => {
    scroller().dispatchEvent(new Event('scrollend'));
    await painted();
  };
  const update = async (changes: Partial<ConversationState>) => {
    host.conversation.update((state) => ({ ...state, ...changes }));
    await painted();
  };
  const receive = (...messages: readonly ChatMessage[]) =>
    update({ timeline: withRecords(host.conversation().timeline, messages.map(recordOf)) });
  const history = (changes: Partial<HistoryState>) =>
    update({ history: { ...host.conversation().history, ...changes } });

  it('begins with the latest message, and draws no more than is seen and a little around it', async () => {
    expect(distanceFromEnd()).toBeLessThan(1);
    const labels = await list.getMessageLabels();
    expect(labels.at(-1)).toContain('text m199');
    expect(labels.length).toBeLessThan(40);
    expect(await list.getToLatestText()).toBeNull();
  });

  it('draws as much of 100,000 messages as of 200', async () => {
    const count = await list.countMessages();
    await update({ timeline: timelineOf(talk(0, 100_000)) });
    expect(await list.countMessages()).toBe(count);
    expect(distanceFromEnd()).toBeLessThan(1);
  });

  it('stays at the end while messages come in, one or thousands', async () => {
    await receive(...talk(200, 201));
    expect(distanceFromEnd()).toBeLessThan(1);
    await receive(...talk(201, 3_000));
    expect(distanceFromEnd()).toBeLessThan(1);
    expect((await list.getMessageLabels()).at(-1)).toContain('text m2999');
  });

  it('leaves a reader alone who is not at the end, and counts what comes in', async () => {
    await scrollBy(-300);
    const top = topOf('m190');
    await receive(...talk(200, 203), ownMessage({ id: 'own', at: NOON + 300 * MINUTE }));
    expect(topOf('m190')).toBe(top);
    expect(await list.getToLatestText()).toContain('3 new messages');
    await list.goToLatest();
    await painted();
    expect(distanceFromEnd()).toBeLessThan(1);
    expect(await list.getToLatestText()).toBeNull();
  });

  it('holds its place when older messages are put in above, also while the reader scrolls', async () => {
    await scrollBy(-3_000);
    const id = middle();
    const top = topOf(id);
    await receive(...talk(-50, 0));
    expect(topOf(id)).toBe(top);
    await scrollEnds();
    expect(Math.abs((topOf(id) ?? 0) - (top ?? 0))).toBeLessThanOrEqual(1);
  });

  it('holds its place at the very top, where the first message loses its day', async () => {
    await scrollBy(-100_000);
    expect(scroller().scrollTop).toBe(0);
    expect(await list.getDays()).toHaveSize(1);
    const top = topOf('m0');
    await receive(...talk(-50, 0));
    expect(Math.abs((topOf('m0') ?? 0) - (top ?? 0))).toBeLessThanOrEqual(1);
  });

  it('holds its place when heights change above', async () => {
    await scrollBy(-3_000);
    await scrollEnds();
    const id = middle();
    const top = topOf(id);
    const above = articles()[0]?.querySelector<HTMLElement>('.text');
    if (!above) throw new Error('Nothing is drawn.');
    above.style.paddingBlockEnd = '80px';
    await painted();
    expect(Math.abs((topOf(id) ?? 0) - (top ?? 0))).toBeLessThanOrEqual(1);
  });

  it('stays at the end when the box changes its size', async () => {
    const element = scroller().parentElement as HTMLElement;
    element.style.inlineSize = '200px';
    await painted();
    expect(distanceFromEnd()).toBeLessThan(1);
    element.style.blockSize = '150px';
    await painted();
    expect(distanceFromEnd()).toBeLessThan(1);
  });

  it('draws itself when it is shown for the first time, and again where it was', async () => {
    host.isHidden.set(true);
    host.conversation.set(conversationOf(talk(0, 500), { ref: { type: 'channel', id: 'other' } }));
    await painted();
    host.isHidden.set(false);
    await painted();
    expect(distanceFromEnd()).toBeLessThan(1);
    await scrollBy(-2_000);
    await scrollEnds();
    const id = middle();
    const top = topOf(id);
    host.isHidden.set(true);
    await painted();
    await receive(...talk(-50, 0));
    host.isHidden.set(false);
    await painted();
    expect(Math.abs((topOf(id) ?? 0) - (top ?? 0))).toBeLessThanOrEqual(1);
  });

  it('goes to the end of another conversation', async () => {
    await scrollBy(-2_000);
    host.conversation.set(conversationOf(talk(0, 300), { ref: { type: 'channel', id: 'other' } }));
    await painted();
    expect(distanceFromEnd()).toBeLessThan(1);
    expect(await list.getLabel()).toContain('other');
  });

  it('does not rebuild the row of a message that is sent', async () => {
    const waiting = ownMessage({ id: 'own', status: 'sending', at: NOON + 300 * MINUTE });
    await update({ pending: [waiting] });
    const row = articles().at(-1);
    expect(row?.getAttribute('aria-label')).toContain('Being sent');
    host.conversation.update((state) => ({
      ...state,
      pending: [],
      timeline: withRecords(state.timeline, [recordOf(waiting)]),
    }));
    await painted();
    expect(articles().at(-1)).toBe(row as HTMLElement);
    expect(row?.getAttribute('aria-label')).not.toContain('Being sent');
  });

  it('shows a message that is loaded, and says so where it is not', async () => {
    expect(host.list().showMessage('m20')).toBe(true);
    await painted();
    const top = topOf('m20') ?? 0;
    const box = scroller().getBoundingClientRect();
    expect(top).toBeGreaterThan(box.top);
    expect(top).toBeLessThan(box.top + box.height / 2);
    expect(scroller().querySelector('.shown')?.getAttribute('aria-label')).toContain('text m20');
    expect(host.list().showMessage('nothing')).toBe(false);
  });

  it('asks for older messages before the reader gets to the oldest one, and once for each', async () => {
    await history({ hasOlder: true });
    expect(host.told).toEqual([]);
    await scrollBy(-100_000);
    await scrollBy(5);
    expect(host.told).toEqual(['older']);
    await history({ status: 'loading' });
    await receive(...talk(-50, 0));
    await history({ status: 'idle' });
    await scrollBy(-100_000);
    expect(host.told).toEqual(['older', 'older']);
  });

  it('asks for older messages until they fill the box, and not again after a failure', async () => {
    await update({ timeline: timelineOf(talk(0, 2)), history: { status: 'idle', hasOlder: true, error: null } }); // prettier-ignore
    expect(host.told).toEqual(['older']);
    await history({ status: 'loading' });
    expect(await list.getHeadText()).toContain('Loading earlier messages');
    await history({ status: 'failed' });
    expect(host.told).toEqual(['older']);
    expect(await list.getHeadText()).toContain('could not be loaded');
    await list.tryAgain();
    expect(host.told).toEqual(['older', 'older']);
  });

  it('says that there is nothing, that it is loading, and where it begins', async () => {
    await update({ timeline: timelineOf([]) });
    expect(await list.getHeadText()).toContain('Nothing has been said in \u2068support\u2069 yet.');
    host.hasTemplate.set(true);
    await painted();
    expect(await list.getHeadText()).toBe('Ask us anything');
    await history({ status: 'loading', hasOlder: true });
    expect(await list.getHeadText()).toBe('Loading messages…');
    await update({ timeline: timelineOf(talk(0, 3)), history: { status: 'idle', hasOlder: false, error: null } }); // prettier-ignore
    expect(await list.getHeadText()).toContain('This is the beginning');
  });

  it('marks what is new, who came and went, and where something is missing', async () => {
    host.newFrom.set('m198');
    await update({
      attendance: [{ id: 'a', at: 0, after: 'm197', joined: ['dan'], left: ['carol'] }],
      timeline: withGap(host.conversation().timeline, gapOf({ at: NOON + 199 * MINUTE, status: 'lost' })), // prettier-ignore
    });
    expect(await list.getFirstNew()).toContain('text m198');
    expect(await list.getEvents()).toEqual(['\u2068dan\u2069 joined · \u2068carol\u2069 left']);
    expect(await list.getGaps()).toEqual([jasmine.stringContaining('1 message from \u2068bob\u2069 is missing')]); // prettier-ignore
    await list.askForGap();
    expect(host.told).toEqual(['gap gap']);
  });

  it('tells the latest message that has been on the screen, and no earlier one after it', async () => {
    await seenTold();
    expect(host.seen).toEqual(['m199']);
    await scrollBy(-1_000);
    await seenTold();
    expect(host.seen).toEqual(['m199']);
    await receive(...talk(200, 260));
    await seenTold();
    expect(host.seen).toEqual(['m199']);
    await list.goToLatest();
    await painted();
    await seenTold();
    expect(host.seen).toEqual(['m199', 'm259']);
  });

  it('has seen nothing while it is hidden', async () => {
    host.isHidden.set(true);
    await painted();
    await receive(...talk(200, 201));
    await seenTold();
    expect(host.seen).not.toContain('m200');
  });

  describe('by keyboard', () => {
    const focusLatest = async () => {
      articles().at(-1)?.focus();
      await painted();
    };

    it('goes from message to message, to the ends and by screens', async () => {
      await focusLatest();
      await list.pressKey(TestKey.UP_ARROW);
      expect(await list.getFocusedLabel()).toContain('text m198');
      await list.pressKey(TestKey.DOWN_ARROW);
      expect(await list.getFocusedLabel()).toContain('text m199');
      await list.pressKey(TestKey.HOME);
      await painted();
      expect(await list.getFocusedLabel()).toContain('text m0');
      expect(scroller().scrollTop).toBe(0);
      await list.pressKey(TestKey.PAGE_DOWN);
      await painted();
      const page = Number(/text m(\d+)/.exec((await list.getFocusedLabel()) ?? '')?.[1]);
      expect(page).toBeGreaterThan(3);
      expect(page).toBeLessThan(20);
      await list.pressKey(TestKey.END);
      await painted();
      expect(await list.getFocusedLabel()).toContain('text m199');
      expect(distanceFromEnd()).toBeLessThan(1);
    });

    it('keeps the message in focus on the page, wherever the reader scrolls', async () => {
      await focusLatest();
      const focused = document.activeElement;
      await scrollBy(-4_000);
      expect(document.activeElement).toBe(focused);
      await list.pressKey(TestKey.UP_ARROW);
      await painted();
      expect(await list.getFocusedLabel()).toContain('text m198');
    });

    it('gives the focus to the neighbour of a row that goes', async () => {
      const { timeline } = host.conversation();
      await update({ timeline: withGap(timeline, gapOf({ at: NOON + 199 * MINUTE })) });
      articles().at(-2)?.focus();
      await painted();
      expect(await list.getFocusedLabel()).toContain('is missing');
      await update({ timeline });
      expect(await list.getFocusedLabel()).toContain('text m199');
    });

    it('is one tab stop', async () => {
      expect(scroller().tabIndex).toBe(0);
      expect(articles().every(({ tabIndex }) => tabIndex === -1)).toBe(true);
      await focusLatest();
      expect(scroller().tabIndex).toBe(-1);
      articles().at(-1)?.blur();
      expect(scroller().tabIndex).toBe(0);
    });
  });

  it('tells assistive technology where a message stands, and how many there are where that is known', async () => {
    expect(articles().at(-1)?.getAttribute('aria-posinset')).toBe('200');
    expect(articles().at(-1)?.getAttribute('aria-setsize')).toBe('200');
    await history({ hasOlder: true });
    expect(articles().at(-1)?.getAttribute('aria-setsize')).toBe('-1');
  });

  /** The message in the middle of the screen. */
  function middle(): string {
    const box = scroller().getBoundingClientRect();
    const found = articles().find((article) => article.getBoundingClientRect().top > box.top + box.height / 2); // prettier-ignore
    return /text (m-?\d+)/.exec(found?.getAttribute('aria-label') ?? '')?.[1] ?? '';
  }

  /** The time that a message has to be on the screen has passed. */
  const seenTold = () => new Promise((resolve) => setTimeout(resolve, 250));
});
