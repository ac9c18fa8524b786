import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { RtmVoicePlayerHarness } from 'ngx-agora-rtm/material/testing';
import { type ShownFile, shownFile } from '../attachments/shown-file';
import { playTime } from './play-time';
import { RtmVoicePlayer } from './rtm-voice-player';
import { SoundStage } from './sound-stage';

const sound = (name: string, duration?: number): ShownFile =>
  shownFile(
    {
      url: `https://files.example.com/${name}`,
      name,
      type: 'audio/webm',
      size: 1,
      ...(duration !== undefined && { duration }),
    },
    { isOpen: true, href: `https://files.example.com/${name}`, host: '', isTrusted: true },
    '',
  );

@Component({
  imports: [RtmVoicePlayer],
  template: `
    @if (isThere()) {
      <rtm-voice-player [file]="first" />
    }
    <rtm-voice-player [file]="second" />
  `,
})
class Host {
  readonly isThere = signal(true);
  readonly first = sound('first', 65);
  readonly second = sound('second');
}

describe('RtmVoicePlayer', () => {
  const show = async () => {
    const fixture = TestBed.createComponent(Host);
    const loader = TestbedHarnessEnvironment.loader(fixture);
    const harnesses = await loader.getAllHarnesses(RtmVoicePlayerHarness);
    const sounds = Array.from((fixture.nativeElement as HTMLElement).querySelectorAll('audio'));
    for (const one of sounds) {
      // No network: what the browser would do, without the sound.
      spyOn(one, 'play').and.callFake(() => {
        one.dispatchEvent(new Event('play'));
        return Promise.resolve();
      });
      spyOn(one, 'pause').and.callFake(() => {
        one.dispatchEvent(new Event('pause'));
      });
    }
    const [first, second] = harnesses;
    const [firstSound, secondSound] = sounds;
    if (!first || !second || !firstSound || !secondSound) throw new Error('They are not there.');
    return { fixture, first, second, firstSound, secondSound };
  };

  it('plays and pauses', async () => {
    const { first } = await show();
    expect(await first.getButton()).toBe('Play \u2068first\u2069');
    await first.toggle();
    expect(await first.getButton()).toBe('Pause \u2068first\u2069');
    await first.toggle();
    expect(await first.getButton()).toBe('Play \u2068first\u2069');
  });

  it('plays one at a time', async () => {
    const { first, second } = await show();
    await first.toggle();
    await second.toggle();
    expect(await first.getButton()).toContain('Play');
    expect(await second.getButton()).toContain('Pause');
  });

  it('goes where the slider is put, also before it plays', async () => {
    const { first, firstSound } = await show();
    expect(await first.getTime()).toBe('1:05');
    await first.seek(13);
    expect(await first.getPosition()).toBe('0:13 of 1:05');
    expect(firstSound.currentTime).toBe(13);
    expect(await first.getTime()).toBe('0:13');
  });

  it('goes a twentieth with each arrow key, and not past the ends', async () => {
    const { first } = await show();
    const walk: (string | null)[] = [];
    for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowUp', 'ArrowDown', 'x']) {
      await first.press(key);
      walk.push(await first.getTime());
    }
    expect(walk).toEqual(['1:05', '0:03', '0:06', '0:09', '0:06', '0:06']);
    await first.seek(64);
    await first.press('ArrowRight');
    expect(await first.getPosition()).toBe('1:05 of 1:05');
  });

  it('takes the length from the browser once it knows', async () => {
    const { second, secondSound } = await show();
    expect(await second.getPosition()).toBe('0:00 of 0:00');
    const duration = spyOnProperty(secondSound, 'duration');
    for (const seconds of [NaN, 7, Infinity]) {
      duration.and.returnValue(seconds);
      secondSound.dispatchEvent(new Event('durationchange'));
    }
    expect(await second.getPosition()).toBe('0:00 of 0:07');
  });

  it('stops when it goes away', async () => {
    const { fixture, first, firstSound } = await show();
    await first.toggle();
    fixture.componentInstance.isThere.set(false);
    await fixture.whenStable();
    expect(firstSound.pause).toHaveBeenCalledTimes(1);
    expect(firstSound.hasAttribute('src')).toBeFalse();
  });

  it('is a line to download where it cannot be played', async () => {
    const { fixture, firstSound } = await show();
    firstSound.dispatchEvent(new Event('error'));
    await fixture.whenStable();
    const line = (fixture.nativeElement as HTMLElement).querySelector('rtm-file-row');
    expect(line?.textContent).toContain('could not be loaded');
  });
});

describe('SoundStage', () => {
  it('lets go of what has left', () => {
    const stage = new SoundStage();
    const [left, next] = [new Audio(), new Audio()];
    stage.enter(left);
    stage.leave(left);
    const pause = spyOn(left, 'pause');
    stage.enter(next);
    expect(pause).not.toHaveBeenCalled();
  });

  it('knows only what can be played', () => {
    expect(() => new SoundStage().enter(null)).not.toThrow();
  });
});

describe('playTime', () => {
  it('is minutes and seconds, in the digits of the language', () => {
    expect([0, 5.9, 65, 3_600].map((seconds) => playTime(seconds, 'en'))).toEqual([
      '0:00',
      '0:05',
      '1:05',
      '60:00',
    ]);
    expect(playTime(65, 'ar-EG')).toBe('١:٠٥');
  });

  it('is zero for what is no time', () => {
    expect([NaN, Infinity, -1].map((seconds) => playTime(seconds, 'en'))).toEqual([
      '0:00',
      '0:00',
      '0:00',
    ]);
  });
});
