import { NgTemplateOutlet } from '@angular/common';
import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  Injector,
  input,
  output,
  signal,
} from '@angular/core';
import { mdiMagnify } from '@mdi/js';
import type { Presence } from 'ngx-agora-rtm/chat';
import { nextId } from '../ids/next-id';
import { RtmAvatar } from '../avatar/rtm-avatar';
import { RtmIcon } from '../icon/rtm-icon';
import { RtmIntl } from '../intl/rtm-intl';
import { keepFocus } from '../keyboard/keep-focus';
import { rowAfterKey } from '../keyboard/list-keys';
import { plainText } from '../keyboard/plain-text';
import { TypeAhead } from '../keyboard/type-ahead';
import { RtmMore } from '../more/rtm-more';
import { RTM_PEOPLE, type RtmPerson } from '../people/rtm-people';
import { RtmPresenceBadge } from '../presence-badge/rtm-presence-badge';
import { provideRtmTemplates, RtmTemplates } from '../templates/rtm-templates';

/** Members up to which all are seen at a glance, so that a filter would only be in the way. */
const FEW = 20;

/** Rows that are in the document at first, and by how many more they become. */
const PAGE = 60;

interface Member {
  readonly userId: string;
  readonly person: RtmPerson;
}

/**
 * Who is in a channel: the user first, then the others by their names.
 *
 * @example
 * <rtm-member-list [members]="conversation.members()" [ownId]="chat.userId()" canChoose (chosen)="write($event)" />
 */
@Component({
  selector: 'rtm-member-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgTemplateOutlet, RtmAvatar, RtmIcon, RtmMore, RtmPresenceBadge],
  templateUrl: './rtm-member-list.html',
  styleUrl: './rtm-member-list.scss',
  providers: [provideRtmTemplates()],
})
export class RtmMemberList {
  /** User ids. */
  readonly members = input.required<readonly string[]>();

  /** User id of the user; `null` while that is not known. */
  readonly ownId = input<string | null>(null);

  /** Whether a user is there. Called for each row, so it must be quick. */
  readonly presence = input<(userId: string) => Presence | null>(() => null);

  /** Whether a member can be chosen: set it together with what `chosen` does. */
  readonly canChoose = input(false, { transform: (value: boolean | '') => value !== false });

  /** Level of the heading in the page, from 1 to 6. */
  readonly headingLevel = input(2);

  /** User id of the member who was clicked, or for whom Enter was pressed. */
  readonly chosen = output<string>();

  readonly #intl = inject(RtmIntl);
  readonly #people = inject(RTM_PEOPLE);
  readonly #injector = inject(Injector);
  readonly #templates = inject(RtmTemplates);
  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #typeAhead = new TypeAhead();
  readonly #limit = signal(PAGE);
  readonly #focused = signal(0);
  protected readonly headingId = nextId('rtm-members-');
  protected readonly icons = { filter: mdiMagnify };
  protected readonly all = computed(() => this.#intl.words());
  protected readonly words = computed(() => this.all().members);
  protected readonly query = signal('');
  protected readonly hasFilter = computed(() => this.members().length > FEW || this.query() !== '');
  protected readonly template = computed(() => this.#templates.find('member'));

  readonly #sorted = computed((): readonly Member[] => {
    const { compare } = new Intl.Collator(this.all().locale, { numeric: true });
    const ownId = this.ownId();
    const isOwn = ({ userId }: Member) => Number(userId === ownId);
    return this.members()
      .map((userId) => ({ userId, person: this.#people(userId) }))
      .sort((a, b) => isOwn(b) - isOwn(a) || compare(a.person.name, b.person.name));
  });

  protected readonly found = computed(() => {
    const query = plainText(this.query().trim());
    return this.#sorted().filter(({ person }) => plainText(person.name).includes(query));
  });

  protected readonly rows = computed(() => this.found().slice(0, this.#limit()));

  /** Index of the row that the Tab key comes to. */
  protected readonly tabStop = computed(() => Math.min(this.#focused(), this.rows().length - 1));

  constructor() {
    keepFocus(this.rows, () => this.#rowAt(this.tabStop()));
  }

  protected showMore(): void {
    this.#limit.update((limit) => limit + PAGE);
  }

  protected onFilter(event: Event): void {
    this.query.set((event.target as HTMLInputElement).value);
    this.#limit.set(PAGE);
    this.#focused.set(0);
  }

  protected onFocus(index: number): void {
    this.#focused.set(index);
  }

  protected onKeydown(event: KeyboardEvent): void {
    if (!this.canChoose()) return;
    const found = this.found();
    const names = () => found.map(({ person }) => person.name);
    const from = this.tabStop();
    const to = this.#typeAhead.takes(event)
      ? this.#typeAhead.find(event, names(), from)
      : rowAfterKey(event.key, from, found.length);
    if (to === null) return;
    event.preventDefault();
    this.#focused.set(to);
    this.#limit.update((limit) => Math.max(limit, to + 1));
    afterNextRender(() => this.#rowAt(to)?.focus(), { injector: this.#injector });
  }

  #rowAt(index: number): HTMLElement | null {
    return this.#host.querySelectorAll<HTMLElement>('button.row').item(index);
  }
}
