import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  Injector,
  input,
  model,
  output,
  signal,
  viewChild,
  viewChildren,
} from '@angular/core';
import {
  mdiBell,
  mdiBellOff,
  mdiClose,
  mdiEmailMarkAsUnread,
  mdiEmailOpenOutline,
  mdiForumOutline,
  mdiMagnify,
} from '@mdi/js';
import type { ConversationKey, Presence } from 'ngx-agora-rtm/chat';
import { RtmIcon } from '../icon/rtm-icon';
import { RtmIntl } from '../intl/rtm-intl';
import { keepFocus } from '../keyboard/keep-focus';
import { focusBeside } from '../keyboard/focus-beside';
import { rowAfterKey } from '../keyboard/list-keys';
import { plainText } from '../keyboard/plain-text';
import { TypeAhead } from '../keyboard/type-ahead';
import { type MenuItem, RtmMenu } from '../menu/rtm-menu';
import { RtmMore } from '../more/rtm-more';
import { RTM_TITLES } from '../people/rtm-titles';
import { provideRtmTemplates } from '../templates/rtm-templates';
import type {
  ConversationAbilities,
  ConversationAction,
  ConversationItem,
} from './conversation-item';
import { RtmConversationRow } from './rtm-conversation-row';

/** Rows that are in the document at first, and by how many more they become. */
const PAGE = 60;

/**
 * Conversations, each with its latest message, what is unread, and who is there.
 *
 * @example
 * <rtm-conversation-list [conversations]="chat.conversations()" [(selected)]="selected" />
 */
@Component({
  selector: 'rtm-conversation-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmConversationRow, RtmIcon, RtmMenu, RtmMore],
  templateUrl: './rtm-conversation-list.html',
  styleUrl: './rtm-conversation-list.scss',
  providers: [provideRtmTemplates()],
})
export class RtmConversationList {
  /** In the order in which they are shown. */
  readonly conversations = input.required<readonly ConversationItem[]>();

  /** The one that is open; `null` for none. */
  readonly selected = model<ConversationKey | null>(null);

  /** Whether a user is there. Called for each peer, so it must be quick. */
  readonly presence = input<(userId: string) => Presence | null>(() => null);

  /** What may be done with a conversation; left out: nothing. */
  readonly abilities = input<ConversationAbilities>(() => NOTHING);

  /** Whether there is a box to find one by its title. */
  readonly hasFilter = input(false, { transform: (value: boolean | '') => value !== false });

  /** Whether they are still being fetched: there may be some, although none are shown yet. */
  readonly isLoading = input(false);

  readonly acted = output<ConversationAction>();

  readonly #intl = inject(RtmIntl);
  readonly #injector = inject(Injector);
  readonly #titles = inject(RTM_TITLES);
  readonly #typeAhead = new TypeAhead();
  readonly #limit = signal(PAGE);
  /** The row that has, or had, the focus; and where it was, for when it goes away. */
  readonly #focused = signal<{ readonly key: ConversationKey; readonly index: number } | null>(
    null,
  );
  readonly #pointed = signal<ConversationKey | null>(null);
  readonly #menuItem = signal<ConversationItem | null>(null);
  protected readonly menu = viewChild.required<RtmMenu<ConversationAction>>(RtmMenu);
  protected readonly rowViews = viewChildren(RtmConversationRow);
  protected readonly icons = { empty: mdiForumOutline, filter: mdiMagnify };
  protected readonly words = computed(() => this.#intl.words().conversations);
  protected readonly query = signal('');

  /** All that the filter lets through, with their titles. */
  protected readonly found = computed(() => {
    const all = this.conversations().map((item) => ({ item, title: this.#titles(item.ref) }));
    const query = plainText(this.query().trim());
    return query === '' ? all : all.filter(({ title }) => plainText(title).includes(query));
  });

  /** Those of them that are in the document: the first ones, down to the selected one at least. */
  protected readonly rows = computed(() => {
    const found = this.found();
    const selected = found.findIndex(({ item }) => item.key === this.selected());
    return found.slice(0, Math.max(this.#limit(), selected + 1));
  });

  protected readonly tabStop = computed((): ConversationKey | null => {
    const rows = this.rows();
    const has = (key: ConversationKey | null) => rows.some(({ item }) => item.key === key);
    const focused = this.#focused();
    if (focused && has(focused.key)) return focused.key;
    if (focused) return rows[Math.min(focused.index, rows.length - 1)]?.item.key ?? null;
    const selected = this.selected();
    return has(selected) ? selected : (rows[0]?.item.key ?? null);
  });

  protected readonly menuLabel = computed(() => {
    const item = this.#menuItem();
    return item ? this.words().actions(this.#titles(item.ref)) : '';
  });

  protected readonly menuItems = computed((): readonly MenuItem<ConversationAction>[] => {
    const item = this.#menuItem();
    if (!item) return [];
    const abilities = this.abilities()(item);
    const isRead = item.unread === 0 && !item.isMarkedUnread;
    const words = this.words();
    const all: readonly MenuItem<ConversationAction>[] = [
      {
        value: { type: 'mark-unread', item, on: isRead },
        label: isRead ? words.markUnread : words.markRead,
        icon: isRead ? mdiEmailMarkAsUnread : mdiEmailOpenOutline,
      },
      {
        value: { type: 'mute', item, on: !item.isMuted },
        label: item.isMuted ? words.unmute : words.mute,
        icon: item.isMuted ? mdiBell : mdiBellOff,
      },
      { value: { type: 'close', item }, label: words.close, icon: mdiClose },
    ];
    return all.filter(({ value }) => abilities.has(value.type));
  });

  constructor() {
    keepFocus(this.rows, () => this.#buttonOf(this.tabStop()));
  }

  /** Puts the focus on the conversation that is chosen, or was looked at last. */
  focus(): void {
    this.#buttonOf(this.tabStop())?.focus();
  }

  protected presenceOf({ ref }: ConversationItem): Presence | null {
    return ref.type === 'peer' ? this.presence()(ref.id) : null;
  }

  protected hasActions(item: ConversationItem): boolean {
    const { key } = item;
    const isMeant =
      key === this.#pointed() || key === this.#focused()?.key || key === this.selected();
    return isMeant && this.abilities()(item).size > 0;
  }

  protected choose({ key }: ConversationItem): void {
    this.selected.set(key);
  }

  protected showMore(): void {
    this.#limit.update((limit) => limit + PAGE);
  }

  protected onFilter(event: Event): void {
    this.query.set((event.target as HTMLInputElement).value);
    this.#limit.set(PAGE);
    this.#focused.set(null);
  }

  /** From the filter into the list. */
  protected onFilterKeydown(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' || event.isComposing) return;
    event.preventDefault();
    this.#focusRow(0);
  }

  protected onKeydown(event: KeyboardEvent): void {
    const found = this.found();
    const from = found.findIndex(({ item }) => item.key === this.#focused()?.key);
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      if (focusBeside(event.target as Element)) event.preventDefault();
      return;
    }
    const titles = () => found.map(({ title }) => title);
    const to = this.#typeAhead.takes(event)
      ? this.#typeAhead.find(event, titles(), from)
      : rowAfterKey(event.key, from, found.length);
    if (to === null) return;
    event.preventDefault();
    this.#focusRow(to);
  }

  protected onFocus(item: ConversationItem, index: number): void {
    this.#focused.set({ key: item.key, index });
  }

  protected onFocusout({ relatedTarget, currentTarget }: FocusEvent): void {
    // To nowhere: the row is going away, and another one takes its place.
    if (relatedTarget === null || (currentTarget as Element).contains(relatedTarget as Node))
      return;
    // Who comes back comes to the one that is open; except from the menu.
    if (!(relatedTarget as Element).closest('[popover]')) this.#focused.set(null);
  }

  protected point(key: ConversationKey | null): void {
    this.#pointed.set(key);
  }

  /** By the right button, the context menu key, or a long press. */
  protected onContextMenu(event: Event, item: ConversationItem): void {
    if (this.abilities()(item).size === 0) return;
    event.preventDefault();
    const { clientX, clientY, pointerType } = event as PointerEvent;
    const isPointed = pointerType === 'mouse' || pointerType === 'touch' || pointerType === 'pen';
    const row = (event.currentTarget as Element).getBoundingClientRect();
    this.openMenu(isPointed ? new DOMRect(clientX, clientY) : row, item);
  }

  protected openMenu(anchor: DOMRect, item: ConversationItem): void {
    this.#menuItem.set(item);
    this.menu().open(anchor);
  }

  /** Row by its place among those that were found, which may not be in the document yet. */
  #focusRow(index: number): void {
    const target = this.found()[index];
    if (!target) return;
    this.#limit.update((limit) => Math.max(limit, index + 1));
    this.#focused.set({ key: target.item.key, index });
    afterNextRender(() => this.#buttonOf(target.item.key)?.focus(), { injector: this.#injector });
  }

  #buttonOf(key: ConversationKey | null): HTMLElement | null {
    return this.rowViews().find((row) => row.item().key === key)?.button ?? null;
  }
}

const NOTHING: ReadonlySet<never> = new Set<never>();
