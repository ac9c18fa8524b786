import { quantile } from './frame-watch.ts';
import { inTask } from './ticks.ts';

/** How long it takes from a key to the frame after it, in ms. */
export interface Keys {
  readonly keys: number;
  readonly paintP50: number;
  readonly paintP95: number;
}

/** Watches the keys that are pressed from now on, until it is asked. */
export class KeyWatch {
  readonly #paints: number[] = [];
  readonly #listening = new AbortController();

  constructor() {
    const { signal } = this.#listening;
    addEventListener('keydown', (event) => this.#pressed(event), { signal, capture: true });
  }

  end(): Keys {
    this.#listening.abort();
    return {
      keys: this.#paints.length,
      paintP50: quantile(this.#paints, 0.5),
      paintP95: quantile(this.#paints, 0.95),
    };
  }

  #pressed({ timeStamp }: KeyboardEvent): void {
    requestAnimationFrame(() => inTask(() => this.#paints.push(performance.now() - timeStamp)));
  }
}
