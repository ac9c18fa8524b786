import type { RtmCapabilities, RtmOperation } from 'ngx-agora-rtm/client';

/** What the parts of a client (attributes, online status, invitations) see of it. */
export interface InMemorySession {
  readonly userId: string;
  readonly capabilities: RtmCapabilities;
  /** Whether it is connected now. */
  readonly isConnected: boolean;
  /** Lets an operation pass only while connected, both before and after the network had its say. */
  online(operation: RtmOperation): Promise<void>;
}
