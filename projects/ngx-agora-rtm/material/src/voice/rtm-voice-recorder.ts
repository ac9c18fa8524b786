import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  ElementRef,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { mdiCheck, mdiClose, mdiRefresh } from '@mdi/js';
import { RtmIconButton } from '../button/rtm-icon-button';
import type { AttachmentTray } from '../attachments/attachment-tray';
import { RtmIcon } from '../icon/rtm-icon';
import { RtmIntl } from '../intl/rtm-intl';
import { playTime } from './play-time';
import { RTM_MICROPHONE } from './rtm-microphone';
import { MOST_MINUTES, VoiceRecording } from './voice-recording';

/** Records a voice message, from the moment it is there, and puts it into the tray. Loaded by `rtm-voice-button`. */
@Component({
  selector: 'rtm-voice-recorder',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmIconButton, RtmIcon],
  templateUrl: './rtm-voice-recorder.html',
  styleUrl: './rtm-voice-recorder.scss',
  host: { role: 'group', tabindex: '-1', '[attr.aria-label]': 'words().recorder' },
})
export class RtmVoiceRecorder {
  readonly tray = input.required<AttachmentTray>();

  /** It was attached, or given up. */
  readonly closed = output();

  readonly #microphone = inject(RTM_MICROPHONE);
  readonly #intl = inject(RtmIntl);
  readonly #recording = signal(new VoiceRecording(this.#microphone));
  protected readonly icons = { discard: mdiClose, finish: mdiCheck, retry: mdiRefresh };
  protected readonly words = computed(() => this.#intl.words().voice);
  protected readonly tryAgain = computed(() => this.#intl.words().common.tryAgain);
  protected readonly state = computed(() => this.#recording().state());
  protected readonly level = computed(() => this.#recording().level());
  protected readonly time = computed(() =>
    playTime(this.#recording().seconds(), this.#intl.words().locale),
  );
  /** How it stands, in words. */
  protected readonly status = computed(() => {
    const words = this.words();
    const problem = this.#recording().problem();
    if (problem !== null) return words[problem];
    switch (this.state()) {
      case 'asking':
        return words.asking;
      case 'ended':
        return this.#recording().seconds() >= MOST_MINUTES * 60
          ? words.ended(MOST_MINUTES)
          : words.cutOff;
      default:
        return words.recording;
    }
  });

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    // The button that it came from is gone.
    afterNextRender({ read: () => host.focus() });
    inject(DestroyRef).onDestroy(() => this.#recording().cancel());
  }

  protected retry(): void {
    this.#recording.set(new VoiceRecording(this.#microphone));
  }

  protected discard(): void {
    this.#recording().cancel();
    this.closed.emit();
  }

  protected async finish(): Promise<void> {
    // The tray of the conversation that it was recorded for, whichever is shown when the recording is there.
    const tray = this.tray();
    const date = fileDate(new Date());
    const name = (ending: string) => `${this.words().fileName(date)}.${ending}`;
    const file = await this.#recording().finish(name);
    if (file === null) return;
    tray.add([file]);
    this.closed.emit();
  }
}

/** Day and time as file names have them: sortable, and without colons. */
function fileDate(date: Date): string {
  const digits = (n: number) => String(n).padStart(2, '0');
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(digits).join('-');
  return `${day} ${digits(date.getHours())}.${digits(date.getMinutes())}`;
}
