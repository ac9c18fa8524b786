import { TestKey } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { inputBinding, outputBinding, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { RtmPinnedBarHarness } from 'ngx-agora-rtm/material/testing';
import { exampleConversation, exampleMessage } from '../preview/example-messages.spec';
import { RtmPinnedBar } from './rtm-pinned-bar';

const rota = exampleMessage('ana', 'The rota');
const phone = exampleMessage('ben', 'The phone number');
const rules = exampleMessage('carl', 'The rules');
const said = exampleConversation({ type: 'channel', id: 'lobby' }, [rota, phone, rules]);

describe('RtmPinnedBar', () => {
  const conversation = signal(said);
  const canUnpin = signal(false);
  let events: string[];
  let host: HTMLElement;
  let bar: RtmPinnedBarHarness;

  beforeEach(async () => {
    conversation.set(said);
    canUnpin.set(false);
    events = [];
    const fixture = TestBed.createComponent(RtmPinnedBar, {
      bindings: [
        inputBinding('conversation', conversation),
        inputBinding('canUnpin', canUnpin),
        outputBinding<string>('jumped', (id) => events.push(`jump ${id}`)),
        outputBinding<string>('unpinned', (id) => {
          events.push(`unpin ${id}`);
          conversation.update((state) => ({
            ...state,
            pins: state.pins.filter((pin) => pin !== id),
          }));
        }),
      ],
    });
    host = fixture.nativeElement as HTMLElement;
    bar = await TestbedHarnessEnvironment.harnessForFixture(fixture, RtmPinnedBarHarness);
  });

  const pin = (...pins: string[]) => conversation.set({ ...said, pins });

  it('is not there where nothing is pinned', async () => {
    expect(await bar.getTexts()).toEqual([]);
    expect(host.textContent).toBe('');
  });

  it('shows the latest one, and takes the reader to it', async () => {
    pin(phone.id);
    expect(await bar.getTexts()).toEqual(['benThe phone number']);
    expect(await bar.getAllText()).toBeNull();
    await bar.jump();
    expect(events).toEqual([`jump ${phone.id}`]);
  });

  it('shows all on demand', async () => {
    pin(phone.id, rota.id, rules.id);
    expect(await bar.getTexts()).toEqual(['benThe phone number']);
    expect(await bar.getAllText()).toBe('3 pinned');
    await bar.toggleAll();
    expect(await bar.getTexts()).toEqual(['benThe phone number', 'anaThe rota', 'carlThe rules']);
    await bar.jump(2);
    expect(events).toEqual([`jump ${rules.id}`]);
  });

  it('can go to one that is not loaded', async () => {
    pin('far away');
    expect(await bar.getTexts()).toEqual(['An older message']);
    await bar.jump();
    expect(events).toEqual(['jump far away']);
  });

  it('leaves out what was deleted', async () => {
    const gone = { ...rota, deleted: true };
    const state = exampleConversation(said.ref, [gone, phone]);
    conversation.set({ ...state, pins: [gone.id, phone.id] });
    expect(await bar.getTexts()).toEqual(['benThe phone number']);
  });

  it('offers to unpin only to those who may', async () => {
    pin(phone.id);
    await expectAsync(bar.unpin()).toBeRejected();
    canUnpin.set(true);
    await bar.unpin();
    expect(events).toEqual([`unpin ${phone.id}`]);
  });

  it('keeps the focus when what has it is unpinned', async () => {
    canUnpin.set(true);
    pin(phone.id, rota.id);
    await bar.toggleAll();
    await bar.unpin(1);
    expect(await bar.isFocused()).toBeTrue();
    await bar.unpin();
    expect(document.activeElement).toBe(host);
  });

  it('goes through the list by arrows', async () => {
    pin(phone.id, rota.id, rules.id);
    await bar.toggleAll();
    await bar.focus(1);
    await bar.sendKeys(1, TestKey.DOWN_ARROW);
    expect(await bar.isFocused(2)).toBeTrue();
    await bar.sendKeys(2, TestKey.HOME);
    expect(await bar.isFocused(1)).toBeTrue();
  });
});
