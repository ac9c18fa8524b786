import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { RtmInboxHarness } from 'ngx-agora-rtm/pane/testing';
import { RtmChat } from 'ngx-agora-rtm/store';
import { SALES, SUPPORT, TestWorld, until } from '../pane-testing.spec';
import { RtmInbox } from './rtm-inbox';

describe('RtmInbox', () => {
  it('lists the open conversations, and shows the one that is chosen', async () => {
    const world = new TestWorld();
    const chat = TestBed.inject(RtmChat);
    await chat.login('alice');
    for (const ref of [SUPPORT, SALES]) await chat.conversation(ref).open();
    const fixture = TestBed.createComponent(RtmInbox);
    const inbox = await TestbedHarnessEnvironment.harnessForFixture(fixture, RtmInboxHarness);
    const list = await inbox.getConversations();
    await until(async () => (await list.getTitles()).length === 2);
    expect(await inbox.getPane()).toBeNull();
    await (await list.getRow({ title: 'sales' })).choose();
    const header = await (await inbox.getPane())?.getHeader();
    expect(await header?.getTitle()).toBe('sales');
    expect(fixture.componentInstance.selected()).toBe('channel:sales');
    await list.act({ title: 'sales' }, 'Close conversation');
    await until(async () => (await list.getTitles()).length === 1);
    expect(await inbox.getPane()).toBeNull();
    await world.leave();
  });
});
