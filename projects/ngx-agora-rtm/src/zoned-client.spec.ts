import { ɵNoopNgZone as NoopNgZone } from '@angular/core';
import { InMemoryRtm } from 'ngx-agora-rtm/testing';
import { ZonedClient } from './zoned-client';

/** A zone that notes whether code runs inside it, as zone.js would. */
class RecordingZone extends NoopNgZone {
  isInside = true;
  override run<T>(callback: (...args: never[]) => T): T {
    return this.#as(true, callback);
  }
  override runOutsideAngular<T>(callback: (...args: never[]) => T): T {
    return this.#as(false, callback);
  }
  #as<T>(isInside: boolean, callback: () => T): T {
    const before = this.isInside;
    this.isInside = isInside;
    try {
      return callback();
    } finally {
      this.isInside = before;
    }
  }
}

describe('ZonedClient', () => {
  it('calls the backend outside the zone and brings every value back inside', async () => {
    const zone = new RecordingZone();
    const network = new InMemoryRtm();
    const inner = network.client();
    const calls: boolean[] = [];
    const login = inner.login.bind(inner);
    inner.login = (credentials) => {
      calls.push(zone.isInside);
      return login(credentials);
    };
    const client = new ZonedClient(inner, zone);
    const seen: boolean[] = [];
    client.connection$.subscribe(() => seen.push(zone.isInside));
    client.messages$.subscribe(() => seen.push(zone.isInside));
    client.members$.subscribe(() => seen.push(zone.isInside));
    await client.login({ userId: 'alice', token: null });
    await client.join('lobby');
    zone.runOutsideAngular(() => network.cut('alice'));
    expect(calls).toEqual([false]);
    expect(seen.length).toBeGreaterThanOrEqual(5);
    expect(seen.every(Boolean)).toBeTrue();
  });
});
