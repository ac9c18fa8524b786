import { InjectionToken } from '@angular/core';

/** What `rtm-config.json` says. Read at the start, so that a change needs no new build. */
export interface DeskConfig {
  /** Where messages go: the emulator of this workspace, or Agora. */
  readonly backend: 'emulator' | 'agora';
  /** The App ID of the Agora project: 32 letters and digits. The emulator takes any such. */
  readonly appId: string;
  /** Address of the emulator. Of no meaning for the other backend. */
  readonly emulatorUrl: string;
  /** Address of a token server, or `null` where the project asks for no token. */
  readonly tokenUrl: string | null;
  /** Whether messages are kept by the backend, and read back. An Agora project must have this switched on. */
  readonly history: boolean;
}

/** The configuration in force. */
export const DESK_CONFIG = new InjectionToken<DeskConfig>('DESK_CONFIG');
