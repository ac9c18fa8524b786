import { LiveAnnouncer } from '@angular/cdk/a11y';
import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import { mdiAlertCircleOutline, mdiClose, mdiRefresh } from '@mdi/js';
import { RtmIconButton } from '../button/rtm-icon-button';
import { RtmIcon } from '../icon/rtm-icon';
import { isolate } from '../intl/grammar';
import { RtmIntl } from '../intl/rtm-intl';
import type { Attachment, AttachmentTray } from './attachment-tray';
import { FilePreviews } from './file-previews';
import { fileIcon } from './rtm-file-row';

/**
 * Shows the files that are to go with the next message: how far they are, what is wrong, and buttons to take them out or to try again.
 * One tab stop; the arrow keys, Home and End go from button to button. Nothing where the tray is empty.
 */
@Component({
  selector: 'rtm-attachment-tray',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmIconButton, RtmIcon],
  templateUrl: './rtm-attachment-tray.html',
  styleUrl: './rtm-attachment-tray.scss',
  providers: [FilePreviews],
})
export class RtmAttachmentTray {
  readonly tray = input.required<AttachmentTray>();

  /** The user has taken the last file out: put the focus into the text. */
  readonly lastRemoved = output();

  readonly #injector = inject(Injector);
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #announcer = inject(LiveAnnouncer);
  readonly #previews = inject(FilePreviews);
  readonly #intl = inject(RtmIntl);
  protected readonly icons = {
    remove: mdiClose,
    retry: mdiRefresh,
    problem: mdiAlertCircleOutline,
  };
  protected readonly words = computed(() => this.#intl.words().attachments);
  protected readonly items = computed(() => this.tray().items());
  protected readonly chips = computed(() => {
    const previews = this.#previews.of(this.items().map(({ file }) => file));
    return this.items().map((item) => ({
      item,
      name: item.file.name || this.words().unnamed,
      preview: previews.get(item.file) ?? null,
      icon: item.problem === null ? fileIcon(item.file.type) : this.icons.problem,
      about: item.problem ?? this.#intl.fileSize(item.file.size),
      // What tells its buttons apart.
      retry: item.status === 'failed' ? `${item.id} retry` : null,
      remove: `${item.id} remove`,
    }));
  });
  readonly #stops = computed(() =>
    this.chips().flatMap(({ retry, remove }) => (retry === null ? [remove] : [retry, remove])),
  );
  /** The button that had the focus last. */
  readonly #visited = signal('');
  /** The button that the tab key leads to. */
  protected readonly stop = computed(() => {
    const stops = this.#stops();
    return stops.includes(this.#visited()) ? this.#visited() : stops[0];
  });

  constructor() {
    let before: ReadonlyMap<string, Attachment> = new Map();
    effect(() => {
      const items = this.items();
      untracked(() => this.#announce(before, items));
      before = new Map(items.map((item) => [item.id, item]));
    });
  }

  protected percent({ progress }: Attachment): number {
    return Math.round(progress * 100);
  }

  /** What there is to say of a chip whose look alone tells it. */
  protected stateOf(item: Attachment, name: string): string {
    if (item.status === 'uploading') return this.words().uploading(name, this.percent(item));
    return item.status === 'done' ? this.words().ready(name) : '';
  }

  protected remove(item: Attachment, name: string): void {
    const at = this.#stops().indexOf(`${item.id} remove`);
    this.tray().remove(item.id);
    void this.#announcer.announce(this.words().removed(name), 'polite');
    const stops = this.#stops();
    if (stops.length === 0) this.lastRemoved.emit();
    else this.#focusSoon(stops[Math.min(at, stops.length - 1)]);
  }

  protected retry({ id }: Attachment): void {
    this.tray().retry(id);
    this.#focusSoon(`${id} remove`);
  }

  protected onFocus(event: Event): void {
    this.#visited.set((event.target as HTMLElement).dataset['stop'] ?? '');
  }

  protected onKey(event: KeyboardEvent): void {
    const stops = this.#stops();
    const isRtl = getComputedStyle(this.#host).direction === 'rtl';
    const to = placeFor(event.key, stops.indexOf(this.stop() ?? ''), stops.length - 1, isRtl);
    if (to === null) return;
    event.preventDefault();
    this.#focusSoon(stops[to]);
  }

  /** Once the buttons are there. So that the focus stays in the tray when the one that has it goes away. */
  #focusSoon(stop: string | undefined): void {
    const focus = () => {
      const buttons = Array.from(this.#host.querySelectorAll('button'));
      buttons.find(({ dataset }) => dataset['stop'] === stop)?.focus();
    };
    afterNextRender({ read: focus }, { injector: this.#injector });
  }

  /** Says what nobody would notice without looking: what went wrong, and that all is up. Not each step. */
  #announce(before: ReadonlyMap<string, Attachment>, items: readonly Attachment[]): void {
    const problems = items
      .filter(({ id, problem }) => problem !== null && problem !== before.get(id)?.problem)
      .map(({ file, problem }) => `${isolate(file.name)}: ${problem}`);
    const wasUploading = [...before.values()].some(({ status }) => status === 'uploading');
    const isReady = items.length > 0 && items.every(({ status }) => status === 'done');
    const said = isReady && wasUploading ? [this.words().allReady(items.length)] : problems;
    if (said.length > 0) void this.#announcer.announce(said.join(' '), 'polite');
  }
}

function placeFor(key: string, at: number, last: number, isRtl: boolean): number | null {
  const forward = isRtl ? 'ArrowLeft' : 'ArrowRight';
  const back = isRtl ? 'ArrowRight' : 'ArrowLeft';
  switch (key) {
    case forward:
    case 'ArrowDown':
      return Math.min(at + 1, last);
    case back:
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
