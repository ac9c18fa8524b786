import type { RtmMicrophone, SoundLevel } from 'ngx-agora-rtm/material';

/** A microphone that does what a test says. Provide it as `RTM_MICROPHONE`. */
export class ScriptedMicrophone implements RtmMicrophone {
  supported = true;
  /** From 0 to 1. */
  level = 0;
  readonly tracks: ScriptedTrack[] = [];
  readonly recorders: ScriptedRecorder[] = [];
  /** Whether a recorder says that it has stopped. */
  saysStopped = true;
  /** Meters that were not closed. */
  openMeters = 0;
  #answer: { allow: () => void; refuse: (error: Error) => void } | null = null;

  isSupported(): boolean {
    return this.supported;
  }

  open(): Promise<MediaStream> {
    return new Promise((resolve, reject) => {
      const allow = () => {
        const track = new ScriptedTrack();
        this.tracks.push(track);
        resolve({ getTracks: () => [track] } as unknown as MediaStream);
      };
      this.#answer = { allow, refuse: reject };
    });
  }

  record(): MediaRecorder {
    const recorder = new ScriptedRecorder(this.saysStopped);
    this.recorders.push(recorder);
    return recorder as unknown as MediaRecorder;
  }

  measure(): SoundLevel {
    this.openMeters++;
    return { read: () => this.level, close: () => this.openMeters-- };
  }

  /** The user allows it. */
  allow(): void {
    this.#answer?.allow();
  }

  /** @param name Name of the error, as in `NotAllowedError`. */
  refuse(name: string): void {
    this.#answer?.refuse(new DOMException('Scripted', name));
  }

  /** The recorder that was made last. @throws Error where there is none. */
  get recorder(): ScriptedRecorder {
    const recorder = this.recorders.at(-1);
    if (!recorder) throw new Error('Nothing is recorded: allow() first.');
    return recorder;
  }
}

/** What hears. */
export class ScriptedTrack {
  isLive = true;

  stop(): void {
    this.isLive = false;
  }
}

/** As much of a MediaRecorder as is used. */
export class ScriptedRecorder {
  state: RecordingState = 'inactive';
  mimeType = 'audio/webm;codecs=opus';
  ondataavailable: ((event: { data: Blob }) => void) | null = null;
  onstop: (() => void) | null = null;
  onerror: (() => void) | null = null;
  /** What comes out at the end. */
  lastPiece = 'end';
  readonly #saysStopped: boolean;

  constructor(saysStopped: boolean) {
    this.#saysStopped = saysStopped;
  }

  start(): void {
    this.state = 'recording';
  }

  /** Hands out a piece. */
  hear(sound: string): void {
    this.ondataavailable?.({ data: new Blob([sound], { type: this.mimeType }) });
  }

  stop(): void {
    this.state = 'inactive';
    if (!this.#saysStopped) return;
    // As a browser does: not within the call.
    queueMicrotask(() => {
      if (this.lastPiece !== '') this.hear(this.lastPiece);
      this.onstop?.();
    });
  }
}
