import type { NgZone } from '@angular/core';
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
import { ZoneGate } from './zone-gate';
import { zonedAttributes, zonedInvitations, zonedOnlineStatus } from './zoned-parts';

/**
 * The one place where Angular's zone is left and entered again. Both SDKs poll and run their listeners in the zone in
 * which `login()` was called, so a login inside the zone would run change detection with every heartbeat.
 */
export class ZonedClient implements RtmClient {
  readonly #client: RtmClient;
  readonly #gate: ZoneGate;

  constructor(client: RtmClient, zone: NgZone) {
    this.#client = client;
    const gate = (this.#gate = new ZoneGate(zone));
    this.capabilities = client.capabilities;
    this.appId = client.appId;
    this.attributes = zonedAttributes(client.attributes, gate);
    this.onlineStatus = zonedOnlineStatus(client.onlineStatus, gate);
    this.invitations = zonedInvitations(client.invitations, gate);
    this.connection$ = gate.entering(client.connection$);
    this.messages$ = gate.entering(client.messages$);
    this.members$ = gate.entering(client.members$);
    this.tokenWillExpire$ = gate.entering(client.tokenWillExpire$);
  }

  readonly capabilities: RtmCapabilities;
  readonly appId: string;
  readonly attributes: RtmClient['attributes'];
  readonly onlineStatus: RtmClient['onlineStatus'];
  readonly invitations: RtmClient['invitations'];
  readonly connection$: RtmClient['connection$'];
  readonly messages$: RtmClient['messages$'];
  readonly members$: RtmClient['members$'];
  readonly tokenWillExpire$: RtmClient['tokenWillExpire$'];

  login(credentials: RtmCredentials): Promise<void> {
    return this.#gate.outside(() => this.#client.login(credentials));
  }

  logout(): Promise<void> {
    return this.#gate.outside(() => this.#client.logout());
  }

  renewToken(token: string): Promise<void> {
    return this.#gate.outside(() => this.#client.renewToken(token));
  }

  sendToPeer(peerId: string, payload: RtmPayload, options?: SendOptions): Promise<PeerReceipt> {
    return this.#gate.outside(() => this.#client.sendToPeer(peerId, payload, options));
  }

  sendToChannel(
    channelId: string,
    payload: RtmPayload,
    options?: SendOptions,
  ): Promise<ChannelReceipt> {
    return this.#gate.outside(() => this.#client.sendToChannel(channelId, payload, options));
  }

  join(channelId: string): Promise<void> {
    return this.#gate.outside(() => this.#client.join(channelId));
  }

  leave(channelId: string): Promise<void> {
    return this.#gate.outside(() => this.#client.leave(channelId));
  }

  memberCounts(channelIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.#gate.outside(() => this.#client.memberCounts(channelIds));
  }

  history(target: RtmTarget, query?: HistoryQuery): Promise<HistoryPage> {
    return this.#gate.outside(() => this.#client.history(target, query));
  }

  destroy(): Promise<void> {
    return this.#gate.outside(() => this.#client.destroy());
  }
}
