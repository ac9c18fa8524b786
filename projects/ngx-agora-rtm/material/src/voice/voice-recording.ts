import { type Signal, signal } from '@angular/core';
import { type Clock, SYSTEM_CLOCK } from 'ngx-agora-rtm/chat';
import type { RtmMicrophone, SoundLevel } from './rtm-microphone';

/**
 * How a recording stands.
 *
 * | state | meaning |
 * |---|---|
 * | `asking` | The user has not allowed the microphone yet. |
 * | `recording` | It records. |
 * | `ended` | It has ended by itself, at the longest time or because the microphone went away: what there is can be had. |
 * | `failed` | There is no recording, and `problem` says why. |
 * | `closed` | It was had, or given up. |
 */
export type RecordingState = 'asking' | 'recording' | 'ended' | 'failed' | 'closed';

/** Why there is no recording. */
export type RecordingProblem = 'unsupported' | 'denied' | 'absent' | 'inUse' | 'broken' | 'nothing';

/** Longest recording in minutes. */
export const MOST_MINUTES = 5;

/** How often the time and the level are looked at, in milliseconds: as often as a meter has to move to look alive. */
const LOOK_MS = 100;

/** How long the recorder may take for its last piece, in milliseconds. */
const STOP_MS = 3_000;

/** One recording from a microphone. Whatever ends it, the microphone is let go. */
export class VoiceRecording {
  readonly #state = signal<RecordingState>('asking');
  readonly #problem = signal<RecordingProblem | null>(null);
  readonly #seconds = signal(0);
  readonly #level = signal<number | null>(null);
  readonly state: Signal<RecordingState> = this.#state.asReadonly();
  readonly problem: Signal<RecordingProblem | null> = this.#problem.asReadonly();
  /** How long it has been recording, in seconds. */
  readonly seconds: Signal<number> = this.#seconds.asReadonly();
  /** How loud it is, from 0 to 1; `null` where that cannot be told. */
  readonly level: Signal<number | null> = this.#level.asReadonly();

  readonly #microphone: RtmMicrophone;
  readonly #clock: Clock;
  readonly #pieces: Blob[] = [];
  #recorder: MediaRecorder | null = null;
  #stream: MediaStream | null = null;
  #meter: SoundLevel | null = null;
  #undoLook = (): void => undefined;
  /** Resolves when the recorder has handed out its last piece. */
  readonly #stopped: Promise<void>;
  #resolveStopped = (): void => undefined;

  /** Begins at once, by asking for the microphone. */
  constructor(microphone: RtmMicrophone, clock: Clock = SYSTEM_CLOCK) {
    this.#microphone = microphone;
    this.#clock = clock;
    this.#stopped = new Promise((resolve) => (this.#resolveStopped = resolve));
    void this.#begin();
  }

  /**
   * Ends it.
   *
   * @param nameOf Makes a name of the ending, as in `webm`.
   * @returns The recording; `null`, with {@link problem}, where there is nothing of it.
   */
  async finish(nameOf: (ending: string) => string): Promise<File | null> {
    if (this.#state() !== 'recording' && this.#state() !== 'ended') return null;
    this.#stop();
    const undo = this.#clock.after(STOP_MS, this.#resolveStopped);
    await this.#stopped;
    undo();
    const type = this.#recorder?.mimeType ?? '';
    if (!this.#pieces.some(({ size }) => size > 0)) {
      this.#fail('nothing');
      return null;
    }
    this.#state.set('closed');
    return new File(this.#pieces, nameOf(endingOf(type)), { type });
  }

  /** Gives it up. */
  cancel(): void {
    this.#stop();
    this.#state.set('closed');
  }

  async #begin(): Promise<void> {
    if (!this.#microphone.isSupported()) {
      this.#fail('unsupported');
      return;
    }
    try {
      const stream = await this.#microphone.open();
      this.#stream = stream;
      // It was given up while the user was being asked.
      if (this.#state() === 'asking') this.#record(stream);
      else this.#stop();
    } catch (error) {
      this.#fail(problemOf(error));
    }
  }

  #record(stream: MediaStream): void {
    const recorder = this.#microphone.record(stream);
    this.#recorder = recorder;
    recorder.ondataavailable = ({ data }) => this.#pieces.push(data);
    recorder.onerror = () => this.#onEnd();
    recorder.onstop = () => {
      this.#resolveStopped();
      this.#onEnd();
    };
    // In pieces, so that what there is by then is there when it breaks off.
    recorder.start(1_000);
    this.#state.set('recording');
    this.#meter = this.#microphone.measure(stream);
    this.#look(this.#clock.now());
  }

  #look(since: number): void {
    const seconds = (this.#clock.now() - since) / 1_000;
    this.#seconds.set(seconds);
    this.#level.set(this.#meter?.read() ?? null);
    if (seconds >= MOST_MINUTES * 60) this.#onEnd();
    else this.#undoLook = this.#clock.after(LOOK_MS, () => this.#look(since));
  }

  /** It has ended without the user. */
  #onEnd(): void {
    if (this.#state() !== 'recording') return;
    this.#state.set('ended');
    this.#stop();
  }

  #stop(): void {
    this.#undoLook();
    if (this.#recorder && this.#recorder.state !== 'inactive') this.#recorder.stop();
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#meter?.close();
    this.#meter = null;
    this.#level.set(null);
  }

  #fail(problem: RecordingProblem): void {
    this.#stop();
    if (this.#state() === 'closed') return;
    this.#problem.set(problem);
    this.#state.set('failed');
  }
}

function problemOf(error: unknown): RecordingProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  return PROBLEMS.get(name) ?? 'broken';
}

const PROBLEMS: ReadonlyMap<string, RecordingProblem> = new Map([
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'denied'],
  ['NotFoundError', 'absent'],
  ['OverconstrainedError', 'absent'],
  ['NotReadableError', 'inUse'],
  ['AbortError', 'inUse'],
  ['NotSupportedError', 'unsupported'],
]);

function endingOf(type: string): string {
  const format = /^audio\/(\w+)/.exec(type)?.[1] ?? 'webm';
  return format === 'mp4' ? 'm4a' : format;
}
