import { inject, Injectable } from '@angular/core';
import { DOCUMENT } from '@angular/common';

/** A message on the page that can have the toolbar. */
export interface ToolbarPlace {
  setActive(isActive: boolean): void;
}

/**
 * Decides which message has the toolbar: the one under the pointer or with the focus, and on a touch screen one that was pressed
 * long. There is one at most, whatever the number of lists.
 *
 * It listens at the document, so that a message costs no listener: rows are made by the hundred while somebody scrolls.
 */
@Injectable({ providedIn: 'root' })
export class ActiveMessage {
  readonly #document = inject(DOCUMENT);
  readonly #places = new Map<Element, ToolbarPlace>();
  #current: Element | null = null;
  /** The one that gets the toolbar if the pointer stays. */
  #next: Element | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopListening: (() => void) | null = null;
  #holds = 0;

  /** Begins to follow pointer and focus. @returns Ends it. */
  watch(element: Element, place: ToolbarPlace): () => void {
    this.#places.set(element, place);
    this.#stopListening ??= this.#listen();
    return () => {
      this.#places.delete(element);
      if (this.#current === element) this.#current = null;
      if (this.#next === element) this.#forget();
      if (this.#places.size > 0) return;
      this.#stopListening?.();
      this.#stopListening = null;
    };
  }

  /** Gives a message the toolbar now; `null`: none. */
  activate(element: Element | null): void {
    this.#forget();
    if (this.#current === element || this.#holds > 0) return;
    const before = this.#placeOf(this.#current);
    this.#current = element;
    before?.setActive(false);
    this.#placeOf(element)?.setActive(true);
  }

  /** Keeps the toolbar where it is, while something that it opened is open. @returns Ends it. */
  hold(): () => void {
    this.#holds++;
    let isHeld = true;
    return () => {
      if (isHeld) this.#holds--;
      isHeld = false;
    };
  }

  #listen(): () => void {
    const end = new AbortController();
    const { signal } = end;
    const on = <Type extends keyof DocumentEventMap>(
      type: Type,
      listener: (event: DocumentEventMap[Type]) => void,
    ) => this.#document.addEventListener(type, listener, { signal, passive: true });
    on('pointerover', (event) => this.#onOver(event));
    on('pointerout', (event) => this.#onOut(event));
    on('pointerdown', (event) => this.#onDown(event));
    on('focusin', (event) => this.#onFocus(event));
    on('focusout', (event) => this.#onBlur(event));
    return () => end.abort();
  }

  #onOver(event: PointerEvent): void {
    const element = this.#messageAt(event);
    if (element === this.#next) return;
    this.#forget();
    if (!element || element === this.#current) return;
    this.#next = element;
    // What flies by under the pointer while somebody scrolls gets none; and a finger has to stay.
    const wait = event.pointerType === 'touch' ? LONG_PRESS : HOVER;
    this.#timer = setTimeout(() => this.activate(element), wait);
  }

  #onOut(event: PointerEvent): void {
    const from = this.#messageAt(event);
    if (!from || contains(from, event.relatedTarget)) return;
    this.#forget();
    // A finger leaves as soon as it is lifted, which is when somebody wants to choose.
    const isKept = event.pointerType === 'touch' || this.#hasFocus(from);
    if (from === this.#current && !isKept) this.activate(null);
  }

  #onDown(event: PointerEvent): void {
    if (this.#current && this.#messageAt(event) !== this.#current) this.activate(null);
    if (event.pointerType === 'touch') this.#onOver(event);
  }

  #onFocus(event: FocusEvent): void {
    const element = this.#messageAt(event);
    if (element) this.activate(element);
  }

  #onBlur(event: FocusEvent): void {
    const from = this.#messageAt(event);
    if (!from || from !== this.#current) return;
    // When another window gets the focus, here it stays where it was.
    const isKept =
      contains(from, event.relatedTarget) || from.matches(':hover') || this.#hasFocus(from);
    if (!isKept) this.activate(null);
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#next = null;
  }

  #placeOf(element: Element | null): ToolbarPlace | undefined {
    return element ? this.#places.get(element) : undefined;
  }

  /** The message that an event is in, also one in a shadow root. */
  #messageAt(event: Event): Element | null {
    for (const target of event.composedPath()) {
      if (target instanceof Element && this.#places.has(target)) return target;
    }
    return null;
  }

  #hasFocus(element: Element): boolean {
    const root = element.getRootNode();
    return contains(element, (root instanceof ShadowRoot ? root : this.#document).activeElement);
  }
}

function contains(element: Element, target: EventTarget | null): boolean {
  return target instanceof Node && element.contains(target);
}

/** In milliseconds: longer than a row is under the pointer in a fast scroll, too short to be felt. */
const HOVER = 60;
/** In milliseconds, as phones have it. */
const LONG_PRESS = 500;
