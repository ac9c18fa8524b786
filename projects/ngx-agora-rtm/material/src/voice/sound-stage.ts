import { Injectable } from '@angular/core';

/** Where sounds and films are played: one at a time, in the whole application. */
@Injectable({ providedIn: 'root' })
export class SoundStage {
  #playing: HTMLMediaElement | null = null;

  /** Something begins to play: what was playing pauses. Call it on the event `play`. */
  enter(target: EventTarget | null): void {
    if (!(target instanceof HTMLMediaElement) || target === this.#playing) return;
    this.#playing?.pause();
    this.#playing = target;
  }

  /** Something is gone, and stops. */
  leave(media: HTMLMediaElement): void {
    media.pause();
    if (media === this.#playing) this.#playing = null;
  }
}
