import { afterNextRender, effect, ElementRef, inject, Injector } from '@angular/core';

/**
 * Keeps the focus in a component when what has it goes away or is moved, so that a keyboard user does not start again at the top
 * of the page. Call it in an injection context.
 *
 * @param changes Reads what makes parts come, go and move.
 * @param next What gets the focus where its place is gone; `null`: the host, which needs a `tabindex`.
 */
export function keepFocus(
  changes: () => unknown,
  next: () => HTMLElement | null = () => null,
): void {
  const { nativeElement: host } = inject<ElementRef<HTMLElement>>(ElementRef);
  const injector = inject(Injector);
  // Effects of a component run before its template is brought up to date: what has the focus is still in its place.
  effect(() => {
    changes();
    const before = focusedIn(host);
    if (!before || !host.contains(before)) return;
    const restore = () => {
      const now = focusedIn(host);
      if (now && now !== host.ownerDocument.body) return;
      (before.isConnected ? before : (next() ?? host)).focus({ preventScroll: true });
    };
    afterNextRender(restore, { injector });
  });
}

function focusedIn(host: HTMLElement): HTMLElement | null {
  const { activeElement } = host.getRootNode() as Document | ShadowRoot;
  return activeElement as HTMLElement | null;
}
