import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  signal,
  viewChild,
} from '@angular/core';
import { mdiPause, mdiPlay } from '@mdi/js';
import { RtmIconButton } from '../button/rtm-icon-button';
import { RtmFileRow } from '../attachments/rtm-file-row';
import type { ShownFile } from '../attachments/shown-file';
import { RtmIcon } from '../icon/rtm-icon';
import { RtmIntl } from '../intl/rtm-intl';
import { playTime } from './play-time';
import { SoundStage } from './sound-stage';

/** Plays a sound of a message. Nothing of it is requested before it is played, and one plays at a time. */
@Component({
  selector: 'rtm-voice-player',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmIconButton, RtmFileRow, RtmIcon],
  templateUrl: './rtm-voice-player.html',
  styleUrl: './rtm-voice-player.scss',
})
export class RtmVoicePlayer {
  readonly file = input.required<ShownFile>();

  readonly #intl = inject(RtmIntl);
  readonly #stage = inject(SoundStage);
  private readonly audio = viewChild<ElementRef<HTMLAudioElement>>('audio');
  protected readonly icons = { play: mdiPlay, pause: mdiPause };
  protected readonly words = computed(() => this.#intl.words().voice);
  protected readonly elsewhere = computed(() => {
    const { address } = this.file();
    if (!address.isOpen || address.isTrusted) return null;
    return this.#intl.words().attachments.fromElsewhere(address.host);
  });
  protected readonly href = computed(() => {
    const { address } = this.file();
    return address.isOpen ? address.href : null;
  });
  protected readonly hasFailed = linkedSignal({ source: this.href, computation: () => false });
  protected readonly isPlaying = signal(false);
  /** In seconds, as {@link duration}. */
  protected readonly position = linkedSignal({ source: this.href, computation: () => 0 });
  /** As the message says, until the browser knows; 0 where nobody does yet. */
  protected readonly duration = linkedSignal(() => this.file().ref.duration ?? 0);
  protected readonly time = computed(() => this.#playTime(this.position()));
  protected readonly timeOf = computed(() =>
    this.words().timeOf(this.time(), this.#playTime(this.duration())),
  );
  /** Where it is, or how long it is before it was played; nothing where that is not known. */
  protected readonly shownTime = computed(() => {
    if (this.isPlaying() || this.position() > 0) return this.time();
    return this.duration() > 0 ? this.#playTime(this.duration()) : '';
  });

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      const audio = this.audio()?.nativeElement;
      if (!audio) return;
      this.#stage.leave(audio);
      // Else the browser would go on loading it.
      audio.removeAttribute('src');
      audio.load();
    });
  }

  protected async toggle(audio: HTMLAudioElement): Promise<void> {
    if (this.isPlaying()) {
      audio.pause();
      return;
    }
    try {
      await audio.play();
    } catch (error) {
      // It was paused before it began: nothing is wrong.
      if ((error as Error).name !== 'AbortError') this.hasFailed.set(true);
    }
  }

  protected onPlay(audio: HTMLAudioElement): void {
    this.#stage.enter(audio);
    this.isPlaying.set(true);
  }

  protected onTime({ currentTime }: HTMLAudioElement): void {
    this.position.set(currentTime);
  }

  protected onDuration({ duration }: HTMLAudioElement): void {
    // A recording of Chromium does not know its own before it was played to the end.
    if (Number.isFinite(duration)) this.duration.set(duration);
  }

  protected onEnd(audio: HTMLAudioElement): void {
    audio.currentTime = 0;
    this.position.set(0);
  }

  protected onSlide(audio: HTMLAudioElement, event: Event): void {
    this.#seek(audio, (event.target as HTMLInputElement).valueAsNumber);
  }

  /** The slider is fine for the mouse; an arrow key goes a twentieth, so that any sound is crossed in a few seconds. */
  protected onKey(audio: HTMLAudioElement, event: KeyboardEvent): void {
    const isRtl = getComputedStyle(event.target as Element).direction === 'rtl';
    const way = wayOf(event.key, isRtl);
    if (way === 0) return;
    event.preventDefault();
    const to = this.position() + way * Math.max(1, this.duration() / 20);
    this.#seek(audio, Math.min(Math.max(to, 0), this.duration()));
  }

  #seek(audio: HTMLAudioElement, position: number): void {
    audio.currentTime = position;
    this.position.set(position);
  }

  #playTime(seconds: number): string {
    return playTime(seconds, this.#intl.words().locale);
  }
}

/** Which way a key goes: 1 is towards the end, 0 is no way. */
function wayOf(key: string, isRtl: boolean): 1 | 0 | -1 {
  const right = isRtl ? -1 : 1;
  switch (key) {
    case 'ArrowUp':
      return 1;
    case 'ArrowDown':
      return -1;
    case 'ArrowRight':
      return right;
    case 'ArrowLeft':
      return right === 1 ? -1 : 1;
    default:
      return 0;
  }
}
