import { ɵNoopNgZone as NoopNgZone } from '@angular/core';
import { firstValueFrom, map } from 'rxjs';
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

  it('does so for attributes, online status and invitations, and for each invitation', async () => {
    const zone = new RecordingZone();
    const network = new InMemoryRtm();
    const calls: string[] = [];
    const inner = network.client();
    /** Notes from which zone methods of an object are called. */
    const spied = <T extends object>(target: T, ...names: readonly (keyof T & string)[]): T => {
      for (const name of names) {
        const method = target[name] as (...args: unknown[]) => unknown;
        const noting = (...args: unknown[]): unknown => {
          calls.push(`${name} ${zone.isInside ? 'inside' : 'outside'}`);
          return method.apply(target, args);
        };
        Object.assign(target, { [name]: noting });
      }
      return target;
    };
    spied(inner.attributes, 'get', 'set', 'remove');
    spied(inner.onlineStatus, 'query', 'watch', 'unwatch');
    const { incoming$ } = inner.invitations;
    const invite = inner.invitations.invite.bind(inner.invitations);
    Object.assign(inner.invitations, {
      incoming$: incoming$.pipe(map((one) => spied(one, 'accept', 'refuse'))),
      invite: async (peerId: string) => spied(await invite(peerId), 'cancel'),
    });
    spied(inner.invitations, 'invite');
    const client = new ZonedClient(inner, zone);
    await client.login({ userId: 'alice', token: null });
    await client.join('lobby');
    const bob = network.client();
    await bob.login({ userId: 'bob', token: null });
    const seen: boolean[] = [];
    const note = (): void => void seen.push(zone.isInside);
    client.attributes.changes$.subscribe(note);
    client.onlineStatus.changes$.subscribe(note);
    client.invitations.incoming$.subscribe(note);
    const lobby = { type: 'channel', id: 'lobby' } as const;
    await client.attributes.set(lobby, new Map([['topic', 'rain']]));
    await client.attributes.get(lobby);
    await client.attributes.remove(lobby);
    await client.onlineStatus.watch(['bob']);
    await client.onlineStatus.query(['bob']);
    await client.onlineStatus.unwatch(['bob']);
    const outgoing = await client.invitations.invite('bob');
    outgoing.state$.subscribe(note);
    zone.runOutsideAngular(() => network.failInvitations('expired'));
    const another = await client.invitations.invite('bob');
    await another.cancel();
    for (const answer of ['accept', 'refuse'] as const) {
      const arrival = firstValueFrom(client.invitations.incoming$);
      await zone.runOutsideAngular(() => bob.invitations.invite('alice'));
      const incoming = await arrival;
      incoming.state$.subscribe(note);
      await incoming[answer]();
    }
    const names = ['set', 'get', 'remove', 'watch', 'query', 'unwatch'];
    names.push('invite', 'cancel', 'accept', 'refuse');
    expect([...new Set(calls)]).toEqual(names.map((name) => `${name} outside`));
    expect(seen.length).toBeGreaterThanOrEqual(12);
    expect(seen.every(Boolean)).toBeTrue();
  });
});
