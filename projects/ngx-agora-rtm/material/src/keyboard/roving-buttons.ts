/**
 * The buttons of a toolbar as one tab stop: arrows go from one to the next and round at the ends, Home and End to the first and the
 * last. Takes whatever buttons are there, so that those of an application's template are among them.
 */
export class RovingButtons {
  readonly #host: HTMLElement;
  #current: HTMLElement | null = null;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** Makes one of the buttons the tab stop: call it when they have changed. */
  update(): void {
    const buttons = this.#buttons();
    if (!this.#current || !buttons.includes(this.#current)) this.#current = buttons[0] ?? null;
    for (const button of buttons) button.tabIndex = button === this.#current ? 0 : -1;
  }

  onFocus({ target }: FocusEvent): void {
    if (!(target instanceof HTMLElement) || !this.#buttons().includes(target)) return;
    this.#current = target;
    this.update();
  }

  /** @returns Whether the key was for the buttons. */
  onKey(event: KeyboardEvent): boolean {
    const step = this.#stepOf(event.key);
    if (step === null || event.altKey || event.ctrlKey || event.metaKey) return false;
    const buttons = this.#buttons();
    const { length } = buttons;
    const at = this.#current ? buttons.indexOf(this.#current) : 0;
    const next = Number.isFinite(step) ? (at + step + length) % length : step > 0 ? length - 1 : 0;
    event.preventDefault();
    buttons[next]?.focus();
    return true;
  }

  #stepOf(key: string): number | null {
    const isRtl = getComputedStyle(this.#host).direction === 'rtl';
    switch (key) {
      case 'ArrowRight':
        return isRtl ? -1 : 1;
      case 'ArrowLeft':
        return isRtl ? 1 : -1;
      case 'Home':
        return -Infinity;
      case 'End':
        return Infinity;
      default:
        return null;
    }
  }

  #buttons(): readonly HTMLElement[] {
    return [...this.#host.querySelectorAll<HTMLElement>('button:not(:disabled)')];
  }
}
