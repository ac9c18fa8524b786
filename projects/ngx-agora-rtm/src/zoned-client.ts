import type { NgZone } from '@angular/core';
import { Observable } from 'rxjs';
import type {
  ChannelReceipt,
  HistoryPage,
  HistoryQuery,
  PeerReceipt,
  RtmCapabilities,
  RtmClient,
  RtmCredentials,
  RtmPayload,
  RtmTarget,
  SendOptions,
} from 'ngx-agora-rtm/client';

/**
 * The one place where Angular's zone is left and entered again. Both SDKs poll and run their listeners in the zone in
 * which `login()` was called, so a login inside the zone would run change detection with every heartbeat.
 */
export class ZonedClient implements RtmClient {
  readonly #client: RtmClient;
  readonly #zone: NgZone;

  constructor(client: RtmClient, zone: NgZone) {
    this.#client = client;
    this.#zone = zone;
    this.capabilities = client.capabilities;
    this.attributes = client.attributes;
    this.onlineStatus = client.onlineStatus;
    this.invitations = client.invitations;
    this.connection$ = this.#entering(client.connection$);
    this.messages$ = this.#entering(client.messages$);
    this.members$ = this.#entering(client.members$);
    this.tokenWillExpire$ = this.#entering(client.tokenWillExpire$);
  }

  readonly capabilities: RtmCapabilities;
  readonly attributes: RtmClient['attributes'];
  readonly onlineStatus: RtmClient['onlineStatus'];
  readonly invitations: RtmClient['invitations'];
  readonly connection$: RtmClient['connection$'];
  readonly messages$: RtmClient['messages$'];
  readonly members$: RtmClient['members$'];
  readonly tokenWillExpire$: RtmClient['tokenWillExpire$'];

  login(credentials: RtmCredentials): Promise<void> {
    return this.#outside(() => this.#client.login(credentials));
  }

  logout(): Promise<void> {
    return this.#outside(() => this.#client.logout());
  }

  renewToken(token: string): Promise<void> {
    return this.#outside(() => this.#client.renewToken(token));
  }

  sendToPeer(peerId: string, payload: RtmPayload, options?: SendOptions): Promise<PeerReceipt> {
    return this.#outside(() => this.#client.sendToPeer(peerId, payload, options));
  }

  sendToChannel(
    channelId: string,
    payload: RtmPayload,
    options?: SendOptions,
  ): Promise<ChannelReceipt> {
    return this.#outside(() => this.#client.sendToChannel(channelId, payload, options));
  }

  join(channelId: string): Promise<void> {
    return this.#outside(() => this.#client.join(channelId));
  }

  leave(channelId: string): Promise<void> {
    return this.#outside(() => this.#client.leave(channelId));
  }

  memberCounts(channelIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.#outside(() => this.#client.memberCounts(channelIds));
  }

  history(target: RtmTarget, query?: HistoryQuery): Promise<HistoryPage> {
    return this.#outside(() => this.#client.history(target, query));
  }

  destroy(): Promise<void> {
    return this.#outside(() => this.#client.destroy());
  }

  #outside<T>(call: () => T): T {
    return this.#zone.runOutsideAngular(call);
  }

  #entering<T>(source: Observable<T>): Observable<T> {
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
