import { effect } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type Action, ScannedActionsSubject } from '@ngrx/store';
import type { ConversationKey, FileRef } from 'ngx-agora-rtm/chat';
import type { RtmClient } from 'ngx-agora-rtm/client';
import { conversationActions } from './conversation-actions';
import type { RtmChat } from './rtm-chat';
import { type RtmStore, selectConversation, selectConversationList } from './rtm-selectors';
import { StoreWorld } from './store-world.spec';

const LOBBY = { type: 'channel', id: 'lobby' } as const;
const SALES = { type: 'channel', id: 'sales' } as const;

describe('RtmChat', () => {
  let world: StoreWorld;
  let chat: RtmChat;
  let store: RtmStore;
  let bob: RtmClient;

  const settle = () => world.settle();
  const texts = (key: ConversationKey) => world.texts(key);
  const opened = (...refs: readonly (typeof LOBBY | typeof SALES)[]) => world.open(...refs);

  beforeEach(async () => {
    world = new StoreWorld();
    await world.begin();
    ({ chat, store, bob } = world);
  });

  it('has the connection, current, in signals', () => {
    expect(chat.connection()).toEqual(
      jasmine.objectContaining({ state: 'connected', isCurrent: true }),
    );
    expect(chat.userId()).toBe('alice');
    expect(chat.tab()).toBe('leader');
  });

  it('sends to the conversation of the handle, wherever the user has gone while files were uploaded', async () => {
    await opened(LOBBY, SALES);
    const file: FileRef = {
      url: 'https://files.example/a',
      name: 'a',
      type: 'text/plain',
      size: 1,
    };
    let finish: (files: readonly FileRef[]) => void = () => undefined;
    const upload = new Promise<readonly FileRef[]>((resolve) => (finish = resolve));
    const lobby = chat.conversation(LOBBY);
    const sent = lobby.sendFiles(upload, 'the file');
    const sales = chat.conversation(SALES);
    sales.look();
    const other = sales.send('something else');
    await settle();
    await lobby.close();
    await sales.open();
    finish([file]);
    await settle();
    await Promise.all([sent, other]);
    await settle();
    expect(texts('channel:sales')).toEqual(['something else']);
    expect(texts('channel:lobby')).toEqual(['the file']);
  });

  it('keeps two conversations apart that are written in at the same time', async () => {
    await opened(LOBBY, SALES);
    const lobby = chat.conversation(LOBBY);
    const sales = chat.conversation(SALES);
    for (let i = 0; i < 20; i++) {
      void (i % 2 === 0 ? lobby : sales).send(`${i % 2 === 0 ? 'lobby' : 'sales'} ${i}`);
    }
    await settle();
    await settle();
    expect(texts('channel:lobby').every((text) => text.startsWith('lobby'))).toBe(true);
    expect(texts('channel:sales').every((text) => text.startsWith('sales'))).toBe(true);
    expect(texts('channel:lobby').length + texts('channel:sales').length).toBe(20);
  });

  it('dispatches once a frame, however much arrives', async () => {
    await opened(LOBBY);
    const actions: Action[] = [];
    TestBed.inject(ScannedActionsSubject).subscribe((action) => actions.push(action));
    for (let i = 0; i < 100; i++) await bob.sendToChannel('lobby', `message ${i}`);
    // Many messages are collected for about a frame before they are told.
    await new Promise<void>((resolve) => setTimeout(resolve, 100));
    expect(actions).toEqual([]);
    world.frame();
    expect(actions.length).toBe(1);
    expect(texts('channel:lobby').length).toBe(100);
  });

  it('runs no selector of a conversation for what happens in another', async () => {
    await opened(LOBBY, SALES);
    let runs = 0;
    store.select((state) => selectConversation('channel:sales')(state)).subscribe(() => runs++);
    const before = runs;
    await bob.sendToChannel('lobby', 'hello');
    await settle();
    expect(texts('channel:lobby')).toEqual(['hello']);
    expect(runs).toBe(before);
    await bob.sendToChannel('sales', 'hello');
    await settle();
    expect(runs).toBe(before + 1);
  });

  it('counts as seen only what is on the screen of somebody who is there', async () => {
    await opened(LOBBY);
    await bob.sendToChannel('lobby', 'look');
    await settle();
    const lobby = chat.conversation(LOBBY);
    const last = lobby.state()?.latest?.id ?? '';
    world.isThere = false;
    await lobby.seen(last);
    await settle();
    expect([lobby.unread(), chat.unread()]).toEqual([1, 1]);
    world.isThere = true;
    await lobby.seen(last);
    await settle();
    expect([lobby.unread(), chat.unread()]).toEqual([0, 0]);
  });

  it('opens a conversation with a peer who writes, and lists it first', async () => {
    await opened(LOBBY);
    await bob.sendToPeer('alice', 'psst');
    await settle();
    expect(texts('peer:bob')).toEqual(['psst']);
    const list = store.selectSignal(selectConversationList)();
    expect(list.map(({ key, unread }) => [key, unread])).toEqual([
      ['peer:bob', 1],
      ['channel:lobby', 0],
    ]);
  });

  it('can be used in an effect, which does not run again for all that happens', async () => {
    let runs = 0;
    const opening = TestBed.runInInjectionContext(() =>
      effect(() => {
        if (chat.userId() === null) return;
        runs++;
        void chat.conversation(LOBBY).open();
      }),
    );
    TestBed.tick();
    await settle();
    await bob.join('lobby');
    await bob.sendToChannel('lobby', 'hello');
    await settle();
    TestBed.tick();
    expect(texts('channel:lobby')).toEqual(['hello']);
    expect(runs).toBe(1);
    opening.destroy();
  });

  it('keeps the summary of a conversation that did not change', async () => {
    await opened(LOBBY, SALES);
    const before = chat.conversations().find(({ key }) => key === 'channel:sales');
    await bob.sendToChannel('lobby', 'hello');
    await settle();
    expect(chat.conversations().find(({ key }) => key === 'channel:sales')).toBe(before);
  });

  it('does what actions ask for', async () => {
    store.dispatch(conversationActions.opened({ ref: LOBBY }));
    await settle();
    store.dispatch(conversationActions.textSubmitted({ ref: LOBBY, text: 'by action' }));
    await settle();
    expect(texts('channel:lobby')).toEqual(['by action']);
    store.dispatch(conversationActions.closed({ ref: LOBBY }));
    await settle();
    expect(store.selectSignal(selectConversation('channel:lobby'))()).toBeUndefined();
  });

  it('tells by an action what could not be done', async () => {
    const actions: Action[] = [];
    TestBed.inject(ScannedActionsSubject).subscribe((action) => actions.push(action));
    store.dispatch(conversationActions.textSubmitted({ ref: LOBBY, text: 'x'.repeat(40_000) }));
    await settle();
    const failures = actions.filter(({ type }) => type === conversationActions.requestFailed.type);
    expect(failures).toEqual([
      jasmine.objectContaining({
        request: conversationActions.textSubmitted.type,
        code: 'message-too-large',
      }),
    ]);
  });

  it('leaves nothing behind when its injector is destroyed', async () => {
    await opened(LOBBY);
    TestBed.resetTestingModule();
    await settle();
    expect(world.network.isOnline('alice')).toBe(false);
  });
});
