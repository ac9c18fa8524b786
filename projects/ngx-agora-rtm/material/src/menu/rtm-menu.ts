import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  inject,
  Injector,
  input,
  output,
  signal,
} from '@angular/core';
import { RtmIcon } from '../icon/rtm-icon';
import { rowAfterKey } from '../keyboard/list-keys';
import { TypeAhead } from '../keyboard/type-ahead';

/** Something to pick. */
export interface MenuItem<Value> {
  readonly value: Value;
  readonly label: string;
  /** A path of @mdi/js. */
  readonly icon: string;
}

/**
 * A menu beside what opened it. The browser's popover does the rest: the top layer, Escape, a click elsewhere, and the focus back
 * to where it was. Much smaller than a menu with an overlay of its own, for a list that loads first.
 */
@Component({
  selector: 'rtm-menu',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmIcon],
  template: `
    @if (isOpen()) {
      @for (item of items(); track item.value) {
        <button type="button" role="menuitem" tabindex="-1" (click)="pick(item.value)">
          <rtm-icon [path]="item.icon" />{{ item.label }}
        </button>
      }
    }
  `,
  styleUrl: './rtm-menu.scss',
  host: {
    popover: 'auto',
    role: 'menu',
    '[attr.aria-label]': 'label()',
    '(beforetoggle)': 'onBeforeToggle($event)',
    '(keydown)': 'onKeydown($event)',
  },
})
export class RtmMenu<Value> {
  readonly label = input.required<string>();
  readonly items = input.required<readonly MenuItem<Value>[]>();
  readonly picked = output<Value>();

  readonly #host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #injector = inject(Injector);
  readonly #typeAhead = new TypeAhead();
  protected readonly isOpen = signal(false);

  /** @param anchor Beside what it opens; a rectangle without a size for the place of the pointer. */
  open(anchor: DOMRect): void {
    this.isOpen.set(true);
    const show = () => {
      this.#host.showPopover();
      this.#place(anchor);
      this.#buttons()[0]?.focus();
    };
    afterNextRender(show, { injector: this.#injector });
  }

  protected pick(value: Value): void {
    // First, so that the focus is back before what is picked may take its place away.
    this.#host.hidePopover();
    this.picked.emit(value);
  }

  protected onBeforeToggle(event: Event): void {
    if ((event as ToggleEvent).newState === 'closed') this.isOpen.set(false);
  }

  protected onKeydown(event: KeyboardEvent): void {
    const buttons = this.#buttons();
    const from = buttons.indexOf(event.target as HTMLElement);
    if (event.key === 'Tab') this.#host.hidePopover();
    const labels = this.items().map(({ label }) => label);
    const to = this.#typeAhead.takes(event)
      ? this.#typeAhead.find(event, labels, from)
      : rowAfterKey(event.key, from, buttons.length);
    event.stopPropagation();
    if (to === null) return;
    event.preventDefault();
    // Round the ends, as in the menus of operating systems.
    const isStuck = to === from && event.key.startsWith('Arrow');
    const opposite = event.key === 'ArrowDown' ? 0 : buttons.length - 1;
    buttons[isStuck ? opposite : to]?.focus();
  }

  #buttons(): HTMLElement[] {
    return Array.from(this.#host.querySelectorAll('button'));
  }

  /** Below the anchor and in line with its start; above it, or further in, where there is no room. */
  #place({ top, bottom, left, right }: DOMRect): void {
    const { offsetWidth: width, offsetHeight: height, ownerDocument } = this.#host;
    const { clientWidth, clientHeight } = ownerDocument.documentElement;
    const isRtl = getComputedStyle(this.#host).direction === 'rtl';
    const x = isRtl ? right - width : left;
    const y = bottom + height > clientHeight ? top - height : bottom;
    const { style } = this.#host;
    style.left = `${Math.max(Math.min(x, clientWidth - width - EDGE), EDGE)}px`;
    style.top = `${Math.max(Math.min(y, clientHeight - height - EDGE), EDGE)}px`;
  }
}

/** Room between a menu and the edge of the window, in CSS pixels. */
const EDGE = 8;
