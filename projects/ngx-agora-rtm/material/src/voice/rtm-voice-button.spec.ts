import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import {
  RtmVoiceButtonHarness,
  ScriptedMicrophone,
  ScriptedUploader,
} from 'ngx-agora-rtm/material/testing';
import { AttachmentTray } from '../attachments/attachment-tray';
import { RTM_MICROPHONE } from './rtm-microphone';
import { RtmVoiceButton } from './rtm-voice-button';

@Component({
  imports: [RtmVoiceButton],
  template: `<rtm-voice-button [tray]="tray" />`,
})
class Host {
  readonly uploader = new ScriptedUploader();
  readonly tray = new AttachmentTray(this.uploader, { measure: () => Promise.resolve({}) });
}

describe('RtmVoiceButton', () => {
  const show = async (types: readonly string[] = []) => {
    const microphone = new ScriptedMicrophone();
    TestBed.configureTestingModule({
      providers: [{ provide: RTM_MICROPHONE, useValue: microphone }],
    });
    const fixture = TestBed.createComponent(Host);
    const { uploader, tray } = fixture.componentInstance;
    uploader.types = types;
    const loader = TestbedHarnessEnvironment.loader(fixture);
    const harness = await loader.getHarness(RtmVoiceButtonHarness);
    const recorder = async () => {
      const found = await harness.getRecorder();
      if (!found) throw new Error('The recorder is not open.');
      return found;
    };
    return { fixture, harness, microphone, uploader, tray, recorder };
  };

  it('puts what is recorded into the tray, and comes back', async () => {
    const { harness, microphone, tray, recorder } = await show();
    await harness.open();
    expect(await (await recorder()).getStatus()).toContain('Allow it');
    microphone.allow();
    expect(await (await recorder()).getStatus()).toBe('Recording');
    expect(await (await recorder()).getTime()).toBe('0:00');
    await (await recorder()).finish();
    expect(await harness.getRecorder()).toBeNull();
    expect(await harness.isFocused()).toBeTrue();
    expect(tray.items()[0]?.file.name).toMatch(/^Voice message \d{4}-\d\d-\d\d \d\d\.\d\d\.webm$/);
  });

  it('puts nothing there when it is discarded', async () => {
    const { harness, microphone, tray, recorder } = await show();
    await harness.open();
    microphone.allow();
    await (await recorder()).discard();
    expect(await harness.getRecorder()).toBeNull();
    expect(tray.items()).toEqual([]);
    expect(microphone.tracks.every(({ isLive }) => !isLive)).toBeTrue();
  });

  it('says what to do without permission, and tries again', async () => {
    const { harness, microphone, recorder } = await show();
    await harness.open();
    microphone.refuse('NotAllowedError');
    expect(await (await recorder()).getStatus()).toContain('may not use the microphone');
    await (await recorder()).retry();
    microphone.allow();
    expect(await (await recorder()).getStatus()).toBe('Recording');
  });

  it('lets the microphone go when it goes away', async () => {
    const { fixture, harness, microphone, recorder } = await show();
    await harness.open();
    microphone.allow();
    await (await recorder()).getStatus();
    fixture.destroy();
    expect(microphone.tracks.every(({ isLive }) => !isLive)).toBeTrue();
  });

  it('is not there where no sound is taken', async () => {
    expect(await (await show(['image/*'])).harness.isOffered()).toBeFalse();
  });

  it('is there where sound is among what is taken', async () => {
    expect(await (await show(['image/*', 'audio/*'])).harness.isOffered()).toBeTrue();
  });
});
