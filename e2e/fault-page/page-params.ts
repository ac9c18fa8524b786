import { InjectionToken } from '@angular/core';
import type { FaultChat, FaultSdk } from './fault-page-api';

const SDKS: readonly FaultSdk[] = ['v2', 'v2-without-history', 'v1'];
const CHATS: readonly FaultChat[] = ['rtm', 'naive'];

/** What the address of the page says. */
export interface PageParams {
  readonly userId: string;
  readonly appId: string;
  /** Where the emulator is, or the proxy before it. */
  readonly emulatorUrl: string;
  readonly sdk: FaultSdk;
  readonly chat: FaultChat;
  readonly channels: readonly string[];
}

export const PAGE_PARAMS = new InjectionToken<PageParams>('PAGE_PARAMS');

/** Reads the address. @throws Error that says what is missing or wrong. */
export function readParams({ searchParams }: URL): PageParams {
  const text = (name: string): string => {
    const value = searchParams.get(name);
    if (value === null || value === '') throw new Error(`The address needs ?${name}=…`);
    return value;
  };
  return {
    userId: text('user'),
    appId: text('appId'),
    emulatorUrl: text('emulator'),
    sdk: oneOf('sdk', SDKS, text('sdk')),
    chat: oneOf('chat', CHATS, searchParams.get('chat') ?? 'rtm'),
    channels: text('channels').split(','),
  };
}

function oneOf<T extends string>(name: string, allowed: readonly T[], value: string): T {
  const known = allowed.find((one) => one === value);
  if (known !== undefined) return known;
  throw new Error(`?${name}= is one of ${allowed.join(', ')}, not "${value}"`);
}
