import { ScriptedMicrophone } from 'ngx-agora-rtm/material/testing';
import { VoiceRecording } from './voice-recording';

const nameOf = (ending: string) => `voice.${ending}`;

const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

describe('VoiceRecording', () => {
  let microphone: ScriptedMicrophone;

  beforeEach(() => {
    jasmine.clock().install().mockDate(new Date(0));
    microphone = new ScriptedMicrophone();
  });

  afterEach(() => jasmine.clock().uninstall());

  const begun = async () => {
    const recording = new VoiceRecording(microphone);
    microphone.allow();
    await settled();
    return recording;
  };

  /** Nothing hears any more, and nothing measures. */
  const isLetGo = () =>
    microphone.tracks.every(({ isLive }) => !isLive) && microphone.openMeters === 0;

  it('waits until the user allows it, then records', async () => {
    const recording = new VoiceRecording(microphone);
    expect(recording.state()).toBe('asking');
    microphone.allow();
    await settled();
    expect(recording.state()).toBe('recording');
    microphone.level = 0.5;
    jasmine.clock().tick(2_500);
    expect(recording.seconds()).toBe(2.5);
    expect(recording.level()).toBe(0.5);
  });

  it('makes a file of all pieces, the last one with them, and lets the microphone go', async () => {
    const recording = await begun();
    microphone.recorder.hear('one ');
    microphone.recorder.hear('two ');
    const file = await recording.finish(nameOf);
    expect(file?.name).toBe('voice.webm');
    expect(file?.type).toBe('audio/webm;codecs=opus');
    expect(await file?.text()).toBe('one two end');
    expect(recording.state()).toBe('closed');
    expect(isLetGo()).toBeTrue();
  });

  it('names the file by its format', async () => {
    const recording = await begun();
    microphone.recorder.mimeType = 'audio/mp4';
    expect((await recording.finish(nameOf))?.name).toBe('voice.m4a');
  });

  it('does not wait for ever for the last piece', async () => {
    microphone.saysStopped = false;
    const recording = await begun();
    microphone.recorder.hear('one');
    const file = recording.finish(nameOf);
    jasmine.clock().tick(3_000);
    expect(await (await file)?.text()).toBe('one');
  });

  it('ends at the longest time, and keeps what there is', async () => {
    const recording = await begun();
    microphone.recorder.hear('one ');
    jasmine.clock().tick(5 * 60_000);
    expect(recording.state()).toBe('ended');
    expect(isLetGo()).toBeTrue();
    expect(await (await recording.finish(nameOf))?.text()).toBe('one end');
  });

  it('ends when the microphone goes away, and keeps what there is', async () => {
    const recording = await begun();
    microphone.recorder.hear('one ');
    microphone.recorder.stop();
    await settled();
    expect(recording.state()).toBe('ended');
    expect(isLetGo()).toBeTrue();
    expect(await (await recording.finish(nameOf))?.text()).toBe('one end');
  });

  it('ends when the recorder breaks, and keeps what there is', async () => {
    const recording = await begun();
    microphone.recorder.hear('one ');
    microphone.recorder.onerror?.();
    expect(recording.state()).toBe('ended');
    expect(await (await recording.finish(nameOf))?.text()).toBe('one end');
  });

  it('says that there is nothing where there is nothing', async () => {
    const recording = await begun();
    microphone.recorder.lastPiece = '';
    expect(await recording.finish(nameOf)).toBeNull();
    expect([recording.state(), recording.problem()]).toEqual(['failed', 'nothing']);
  });

  for (const [error, problem] of [
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'absent'],
    ['NotReadableError', 'inUse'],
    ['Unheard', 'broken'],
  ] as const) {
    it(`is ${problem} on ${error}`, async () => {
      const recording = new VoiceRecording(microphone);
      microphone.refuse(error);
      await settled();
      expect([recording.state(), recording.problem()]).toEqual(['failed', problem]);
    });
  }

  it('does not ask where nothing can be recorded', () => {
    microphone.supported = false;
    const recording = new VoiceRecording(microphone);
    expect([recording.state(), recording.problem()]).toEqual(['failed', 'unsupported']);
  });

  it('lets the microphone go where the recorder cannot be made', async () => {
    spyOn(microphone, 'record').and.throwError(new DOMException('No', 'NotSupportedError'));
    const recording = await begun();
    expect(recording.problem()).toBe('unsupported');
    expect(isLetGo()).toBeTrue();
  });

  it('lets the microphone go when it is given up, also while it asks', async () => {
    const recording = await begun();
    recording.cancel();
    await settled();
    jasmine.clock().tick(10_000);
    expect(recording.seconds()).toBe(0);
    expect(recording.state()).toBe('closed');
    expect(isLetGo()).toBeTrue();
    expect(await recording.finish(nameOf)).toBeNull();

    const asking = new VoiceRecording(microphone);
    asking.cancel();
    microphone.allow();
    await settled();
    expect(asking.state()).toBe('closed');
    expect(microphone.recorders.length).toBe(1);
    expect(isLetGo()).toBeTrue();

    const refused = new VoiceRecording(microphone);
    refused.cancel();
    microphone.refuse('NotAllowedError');
    await settled();
    expect([refused.state(), refused.problem()]).toEqual(['closed', null]);
  });
});
