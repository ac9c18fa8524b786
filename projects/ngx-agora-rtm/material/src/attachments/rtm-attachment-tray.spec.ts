import { TestKey } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { RtmAttachmentTrayHarness, ScriptedUploader } from 'ngx-agora-rtm/material/testing';
import { AttachmentTray } from './attachment-tray';
import { RtmAttachmentTray } from './rtm-attachment-tray';

@Component({
  imports: [RtmAttachmentTray],
  template: `@if (isThere()) {
    <rtm-attachment-tray [tray]="tray" (lastRemoved)="lastRemoved.set(true)" />
  }`,
})
class Host {
  readonly uploader = new ScriptedUploader();
  readonly tray = new AttachmentTray(this.uploader, { measure: () => Promise.resolve({}) });
  readonly isThere = signal(true);
  readonly lastRemoved = signal(false);
}

const png = (name: string) => new File(['abc'], name, { type: 'image/png' });
const pdf = (name: string) => new File(['abcd'], name, { type: 'application/pdf' });

/** Lets promises that are through have their say. */
const turn = () => new Promise((resolve) => setTimeout(resolve));

describe('RtmAttachmentTray', () => {
  let said: string[];

  const show = async (...files: File[]) => {
    const fixture = TestBed.createComponent(Host);
    said = [];
    spyOn(TestBed.inject(LiveAnnouncer), 'announce').and.callFake((message) => {
      if (typeof message === 'string') said.push(message);
      return Promise.resolve();
    });
    fixture.componentInstance.tray.add(files);
    const loader = TestbedHarnessEnvironment.loader(fixture);
    const harness = await loader.getHarness(RtmAttachmentTrayHarness);
    const { uploader, lastRemoved } = fixture.componentInstance;
    return { fixture, harness, uploader, lastRemoved };
  };

  it('is nothing where the tray is empty', async () => {
    const { harness } = await show();
    expect(await harness.getLabel()).toBeNull();
  });

  it('shows what is in it, and how far it is', async () => {
    const { harness, uploader } = await show(png('a.png'), pdf('b.pdf'));
    uploader.progress('a.png', 0.42);
    uploader.finish('b.pdf');
    await turn();
    expect(await harness.getFiles()).toEqual([
      {
        name: 'a.png',
        about: '3 byte',
        state: '\u2068a.png\u2069: 42 % uploaded',
        hasPicture: true,
      },
      { name: 'b.pdf', about: '4 byte', state: '\u2068b.pdf\u2069 is ready', hasPicture: false },
    ]);
  });

  it('offers what can be done with each', async () => {
    const { harness, uploader } = await show(png('a'), png('b'), png('c'));
    uploader.finish('b');
    uploader.fail('c', 'Full.');
    await turn();
    expect(await harness.getButtons()).toEqual([
      'Stop uploading \u2068a\u2069',
      'Remove \u2068b\u2069',
      'Upload \u2068c\u2069 again',
      'Remove \u2068c\u2069',
    ]);
    await harness.click('again');
    expect(uploader.running).toEqual(['a', 'c']);
    await harness.click('Stop uploading \u2068a');
    expect(uploader.aborted).toEqual(['a']);
  });

  it('is one tab stop, which the arrow keys move', async () => {
    const { harness } = await show(png('a'), png('b'), png('c'));
    expect(await harness.getTabStops()).toEqual(['Stop uploading \u2068a\u2069']);
    await harness.focus('a');
    const walk: (string | null)[] = [];
    const { RIGHT_ARROW, LEFT_ARROW, END, HOME } = TestKey;
    for (const key of [RIGHT_ARROW, END, RIGHT_ARROW, LEFT_ARROW, HOME]) {
      await harness.sendKeys(key);
      walk.push(((await harness.getFocused()) ?? '').slice(-2, -1));
      expect(await harness.getTabStops()).toEqual([await harness.getFocused()]);
    }
    expect(walk).toEqual(['b', 'c', 'c', 'b', 'a']);
  });

  it('keeps the focus when a file goes, and gives it away with the last one', async () => {
    const { harness, lastRemoved } = await show(png('a'), png('b'));
    await harness.focus('\u2068b');
    await harness.click('\u2068b');
    expect(await harness.getFocused()).toBe('Stop uploading \u2068a\u2069');
    expect(lastRemoved()).toBeFalse();
    await harness.click('\u2068a');
    expect(lastRemoved()).toBeTrue();
  });

  it('says problems, and that all is ready, but not each step', async () => {
    const { harness, uploader } = await show(png('a'), png('b'));
    uploader.progress('a', 0.5);
    await harness.getFiles();
    expect(said).toEqual([]);
    uploader.fail('a', 'Full.');
    await turn();
    await harness.getFiles();
    expect(said).toEqual(['\u2068a\u2069: Full.']);
    uploader.progress('b', 0.5);
    await harness.getFiles();
    expect(said.length).toBe(1);
    await harness.click('again');
    uploader.finish('a');
    uploader.finish('b');
    await turn();
    await harness.getFiles();
    expect(said.slice(1)).toEqual(['2 files are ready']);
  });

  it('gives the pictures of files back that are gone', async () => {
    const made = spyOn(URL, 'createObjectURL').and.callThrough();
    const revoked = spyOn(URL, 'revokeObjectURL').and.callThrough();
    const { fixture, harness, uploader } = await show(png('a'), png('b'), pdf('c'));
    uploader.progress('a', 0.5);
    await harness.getFiles();
    expect(made).toHaveBeenCalledTimes(2);
    await harness.click('\u2068a');
    expect(revoked).toHaveBeenCalledTimes(1);
    fixture.componentInstance.isThere.set(false);
    await fixture.whenStable();
    expect(revoked).toHaveBeenCalledTimes(2);
  });
});
