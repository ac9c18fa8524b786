import { createRequire } from 'node:module';
import agoraToken from 'agora-token';
import { APP_ID } from './fixtures.ts';

export const CERTIFICATE = 'fedcba9876543210fedcba9876543210';

interface Service {
  add_privilege(privilege: number, seconds: number): void;
}

/** The vendor's general builder, which its type definitions leave out. */
const { AccessToken2, ServiceRtm, ServiceRtc } = createRequire(import.meta.url)(
  'agora-token/src/AccessToken2.js',
) as {
  AccessToken2: new (
    appId: string,
    certificate: string,
    issuedAt: number,
    lifetime: number,
  ) => { add_service(service: Service): void; build(): string };
  ServiceRtm: new (userId: string) => Service;
  ServiceRtc: new (channelName: string, userId: string) => Service;
};

/** A token as the applications' servers make it, from now on. */
export function rtmToken(userId: string, seconds = 3_600, certificate = CERTIFICATE): string {
  return agoraToken.RtmTokenBuilder.buildToken(APP_ID, certificate, userId, seconds);
}

/** What {@link makeToken} can be told. */
export interface TokenParts {
  readonly appId?: string;
  readonly certificate?: string;
  /** Milliseconds since 1970. */
  readonly now?: number;
  /** Seconds. */
  readonly lifetime?: number;
  /** Seconds of the RTM login privilege, `null` for an RTM service without it. */
  readonly privilege?: number | null;
  /** Users of RTM services, in their order. */
  readonly users?: readonly string[];
  /** Whether there is an RTC service too. */
  readonly withRtc?: boolean;
}

/** Any token of the vendor's library: of another time, with other services. */
export function makeToken(parts: TokenParts = {}): string {
  const { now = Date.now(), lifetime = 3_600, users = ['alice'] } = parts;
  const { privilege = lifetime, appId = APP_ID, certificate = CERTIFICATE } = parts;
  const token = new AccessToken2(appId, certificate, Math.floor(now / 1_000), lifetime);
  if (parts.withRtc === true) {
    const rtc = new ServiceRtc('channel', 'alice');
    rtc.add_privilege(1, lifetime);
    token.add_service(rtc);
  }
  for (const user of users) {
    const rtm = new ServiceRtm(user);
    if (privilege !== null) rtm.add_privilege(1, privilege);
    token.add_service(rtm);
  }
  return token.build();
}
