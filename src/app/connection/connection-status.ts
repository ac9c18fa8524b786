import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { DeskSession } from '../session/desk-session';
import { WORDS } from '../words';

/** The connection in one word. The only `role=status` of the page, so that a screen reader hears it and nothing else. */
@Component({
  selector: 'desk-connection-status',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `{{ text() }}`,
  styles: `
    :host {
      --dot: var(--mat-sys-outline);
      display: inline-flex;
      align-items: center;
      gap: 0.5rem;
      padding: 0.1875rem 0.75rem 0.1875rem 0.625rem;
      border: var(--desk-line);
      border-radius: 1rem;
      background: var(--mat-sys-surface);
      font: var(--mat-sys-label-medium);
      white-space: nowrap;
    }
    :host::before {
      content: '';
      inline-size: 0.5rem;
      block-size: 0.5rem;
      border-radius: 50%;
      background: var(--dot);
      forced-color-adjust: none;
    }
    :host(.connected) {
      --dot: var(--desk-good);
    }
    :host(.connecting),
    :host(.catching-up),
    :host(.reconnecting),
    :host(.suspended) {
      --dot: var(--desk-warning);
    }
    :host(.failed) {
      --dot: var(--mat-sys-error);
    }
    :host(.connecting)::before,
    :host(.catching-up)::before,
    :host(.reconnecting)::before {
      animation: pulse 1.2s ease-in-out infinite alternate;
    }
    @keyframes pulse {
      to {
        opacity: 0.25;
      }
    }
  `,
  host: { role: 'status', '[class]': 'state()' },
})
export class ConnectionStatus {
  readonly #words = inject(WORDS);
  readonly #connection = inject(DeskSession).connection;

  /** Connected is only who has seen all that was missed. */
  protected readonly state = computed(() => {
    const { state, isCurrent } = this.#connection();
    return state === 'connected' && !isCurrent ? 'catching-up' : state;
  });
  protected readonly text = computed(() => {
    const state = this.state();
    return state === 'catching-up' ? this.#words.catchingUp : this.#words.connectionStates[state];
  });
}
