import { InjectionToken } from '@angular/core';

/** How loud it is. */
export interface SoundLevel {
  /** From 0 to 1. */
  read(): number;
  close(): void;
}

/** Where sound is recorded from: the browser, or what a test hands in. */
export interface RtmMicrophone {
  /** Whether there is one to ask for. A browser offers none to a page that is not served securely. */
  isSupported(): boolean;
  /** Asks the user for it. @throws DOMException as `getUserMedia` does: `NotAllowedError`, `NotFoundError`, `NotReadableError`. */
  open(): Promise<MediaStream>;
  /** A recorder that has not been started. */
  record(stream: MediaStream): MediaRecorder;
  /** `null` where it cannot be told. */
  measure(stream: MediaStream): SoundLevel | null;
}

/** What voice messages are recorded with. */
export const RTM_MICROPHONE = new InjectionToken<RtmMicrophone>('RTM_MICROPHONE', {
  providedIn: 'root',
  factory: () => BROWSER_MICROPHONE,
});

/** Formats, best first: small ones that are made for speech, then what Safari had before. */
const FORMATS = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4'];

/** Speech is clear at this rate; five minutes take 1.2 MB. */
const BITS_PER_SECOND = 32_000;

const BROWSER_MICROPHONE: RtmMicrophone = {
  isSupported: () =>
    typeof MediaRecorder !== 'undefined' &&
    // Missing where the page is not served securely, whatever its type says.
    (navigator as { mediaDevices?: MediaDevices }).mediaDevices !== undefined,
  open: () => navigator.mediaDevices.getUserMedia({ audio: true }),
  record(stream) {
    const mimeType = FORMATS.find((format) => MediaRecorder.isTypeSupported(format));
    return new MediaRecorder(stream, {
      audioBitsPerSecond: BITS_PER_SECOND,
      ...(mimeType !== undefined && { mimeType }),
    });
  },
  measure(stream) {
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 512;
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    return {
      read() {
        analyser.getFloatTimeDomainData(samples);
        const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
        // Speech is far from full scale: its root is what the eye takes for half.
        return Math.min(1, Math.sqrt(power) * 4);
      },
      close: () => void context.close(),
    };
  },
};
