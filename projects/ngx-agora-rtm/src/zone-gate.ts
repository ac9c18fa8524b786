import type { NgZone } from '@angular/core';
import { Observable } from 'rxjs';

/** The way out of Angular's zone and back into it. */
export class ZoneGate {
  readonly #zone: NgZone;

  constructor(zone: NgZone) {
    this.#zone = zone;
  }

  /** Makes a call outside the zone. What awaits its promise goes on in the zone in which it was called. */
  outside<T>(call: () => T): T {
    return this.#zone.runOutsideAngular(call);
  }

  /** Subscribes outside the zone, and brings everything that is emitted back inside. */
  entering<T>(source: Observable<T>): Observable<T> {
    return new Observable<T>((subscriber) =>
      this.#zone.runOutsideAngular(() =>
        source.subscribe({
          next: (value) => this.#zone.run(() => subscriber.next(value)),
          error: (error: unknown) => this.#zone.run(() => subscriber.error(error)),
          complete: () => this.#zone.run(() => subscriber.complete()),
        }),
      ),
    );
  }
}
