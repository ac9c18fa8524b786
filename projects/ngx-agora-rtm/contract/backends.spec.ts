import { agoraV2 } from 'ngx-agora-rtm/agora-v2';
import type { RtmClient } from 'ngx-agora-rtm/client';
import { InMemoryRtm } from 'ngx-agora-rtm/testing';

/** A place where clients meet. Whatever a contract says must hold in each of them. */
export interface Backend {
  /** Makes a client of one project (App ID). */
  client(): RtmClient;
  /** Makes a client of the same project on another device. */
  elsewhere(): RtmClient;
  /** Makes a client of another project. */
  stranger(): RtmClient;
}

/** Karma runs beside an emulator (see karma.conf.cjs) and says where it is. */
declare const __karma__: { readonly config: { readonly emulatorUrl: string } };

let projects = 0;

/** An App ID that no other test uses, so that tests cannot hear each other. */
function newAppId(): string {
  return (
    (++projects).toString(16).padStart(8, '0') +
    Math.random().toString(16).slice(2).padEnd(24, '0').slice(0, 24)
  );
}

function inMemory(): Backend {
  const network = new InMemoryRtm({ sendRate: { messages: 60, perMs: 1000 } });
  const other = new InMemoryRtm();
  return { client: network.client, elsewhere: network.client, stranger: other.client };
}

function agoraV2OnEmulator(): Backend {
  const sdk = () => import('agora-rtm-emulator/sdk');
  const parameters = { EMULATOR_URL: __karma__.config.emulatorUrl };
  const [appId, otherAppId] = [newAppId(), newAppId()];
  return {
    client: agoraV2({ appId, history: true, sdk, parameters }),
    stranger: agoraV2({ appId: otherAppId, history: true, sdk, parameters }),
    elsewhere: agoraV2({
      appId,
      history: true,
      // Another device has a page, and so an SDK, of its own.
      sdk: async () => ({ ...(await sdk()).default }),
      parameters: { ...parameters, IGNORE_DUPLICATE_USER_ID_ERR: true },
    }),
  };
}

/** Every backend there is, each made anew for each test. */
export const BACKENDS: readonly { readonly name: string; readonly make: () => Backend }[] = [
  { name: 'in memory', make: inMemory },
  { name: 'agora-v2 on the emulator', make: agoraV2OnEmulator },
];
