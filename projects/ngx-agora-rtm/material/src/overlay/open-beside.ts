import { Directionality } from '@angular/cdk/bidi';
import {
  type ConnectedPosition,
  createFlexibleConnectedPositionStrategy,
  createOverlayRef,
  createRepositionScrollStrategy,
  type OverlayRef,
} from '@angular/cdk/overlay';
import { ComponentPortal, type ComponentType } from '@angular/cdk/portal';
import { DestroyRef, DOCUMENT, Injector, type Provider } from '@angular/core';

/**
 * Opens a component beside a button, in front of everything. Escape, a press anywhere else and the end of the injector close
 * it; the focus is back on the button by then, unless it has gone elsewhere.
 *
 * @param provide What the component is given to say what was chosen, or with `null` to close.
 * @returns What was chosen; `null` if nothing was.
 */
export function openBeside<T>(
  injector: Injector,
  origin: HTMLElement,
  component: ComponentType<unknown>,
  provide: (choose: (choice: T | null) => void) => readonly Provider[],
): Promise<T | null> {
  // Gone while the component was loaded.
  if (!origin.isConnected) return Promise.resolve(null);
  return new Promise((resolve) => {
    const overlay = createOverlayRef(injector, {
      positionStrategy: createFlexibleConnectedPositionStrategy(injector, origin)
        .withPositions(POSITIONS)
        .withViewportMargin(8)
        .withPush(true),
      scrollStrategy: createRepositionScrollStrategy(injector, { autoClose: true }),
      direction: injector.get(Directionality).value,
    });
    const { body } = injector.get(DOCUMENT);
    const close = (choice: T | null) => {
      const { activeElement } = body.ownerDocument;
      const isFocusLost = activeElement === body || overlay.overlayElement.contains(activeElement);
      stopWatching();
      overlay.dispose();
      if (isFocusLost) origin.focus();
      resolve(choice);
    };
    const stopWatching = closeOn(overlay, origin, injector, () => close(null));
    const given = Injector.create({ parent: injector, providers: [...provide(close)] });
    overlay.attach(new ComponentPortal(component, null, given));
  });
}

/** @returns Ends it. */
function closeOn(
  overlay: OverlayRef,
  origin: HTMLElement,
  injector: Injector,
  close: () => void,
): () => void {
  const keys = overlay.keydownEvents().subscribe((event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    close();
  });
  const presses = overlay.outsidePointerEvents().subscribe(({ target }) => {
    // A press on the button that opened it is for the button to answer.
    if (!(target instanceof Node && origin.contains(target))) close();
  });
  // Its button has been scrolled away.
  const detached = overlay.detachments().subscribe(close);
  const stopDestroy = injector.get(DestroyRef).onDestroy(close);
  return () => {
    keys.unsubscribe();
    presses.unsubscribe();
    detached.unsubscribe();
    stopDestroy();
  };
}

/** Below or above, at whichever end of the button there is room. */
const POSITIONS: ConnectedPosition[] = [
  { originX: 'end', originY: 'bottom', overlayX: 'end', overlayY: 'top', offsetY: 4 },
  { originX: 'end', originY: 'top', overlayX: 'end', overlayY: 'bottom', offsetY: -4 },
  { originX: 'start', originY: 'bottom', overlayX: 'start', overlayY: 'top', offsetY: 4 },
  { originX: 'start', originY: 'top', overlayX: 'start', overlayY: 'bottom', offsetY: -4 },
];
