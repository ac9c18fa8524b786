import { type Grammar, isolate } from '../intl/grammar';

/** What is said about sounds, and while one is recorded. Times come as words, as in `1:05`. */
export interface VoiceWords {
  readonly play: (name: string) => string;
  readonly pause: (name: string) => string;
  readonly position: (name: string) => string;
  readonly timeOf: (time: string, of: string) => string;

  readonly record: string;
  readonly recorder: string;
  readonly asking: string;
  readonly recording: string;
  readonly finish: string;
  readonly discard: string;
  readonly denied: string;
  readonly absent: string;
  readonly unsupported: string;
  readonly inUse: string;
  readonly broken: string;
  readonly nothing: string;
  /** It ended without having reached the most. */
  readonly cutOff: string;
  readonly ended: (minutes: number) => string;
  /** The name of the file. @param date Day and time, made for file names. */
  readonly fileName: (date: string) => string;
}

export function englishVoiceWords(grammar: Grammar): VoiceWords {
  return {
    play: (name) => `Play ${isolate(name)}`,
    pause: (name) => `Pause ${isolate(name)}`,
    position: (name) => `Position in ${isolate(name)}`,
    timeOf: (time, of) => `${time} of ${of}`,

    record: 'Record a voice message',
    recorder: 'Voice message',
    asking: 'Waiting for the microphone. Allow it, if the browser asks.',
    recording: 'Recording',
    finish: 'Attach',
    discard: 'Discard',
    denied:
      'This page may not use the microphone. Allow it in the settings of the page, beside its address, then try again.',
    absent: 'No microphone was found. Connect one, then try again.',
    unsupported: 'This browser cannot record here. Attach a recording as a file instead.',
    inUse: 'The microphone does not answer. Close other programs that use it, then try again.',
    broken: 'The recording broke off, and there is nothing of it. Try again.',
    nothing: 'Nothing was recorded. Try again.',
    cutOff: 'The recording broke off. What there is can be attached.',
    ended: (minutes) =>
      grammar.count(minutes, {
        one: 'The recording ended after # minute, which is the most.',
        other: 'The recording ended after # minutes, which is the most.',
      }),
    fileName: (date) => `Voice message ${date}`,
  };
}
