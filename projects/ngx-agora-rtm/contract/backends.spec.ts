import { agoraV1 } from 'ngx-agora-rtm/agora-v1';
import { agoraV2 } from 'ngx-agora-rtm/agora-v2';
import type { RtmClient } from 'ngx-agora-rtm/client';
import {
  InMemoryRtm,
  type InMemoryRtmOptions,
  LIKE_SDK_1,
  LIKE_SDK_2,
} from 'ngx-agora-rtm/testing';
import { type Link, WEB_SOCKETS } from './links.spec';

/** A place where clients meet. Whatever a contract says must hold in each of them. */
export interface Backend {
  /** Makes a client of one project (App ID). */
  client(): RtmClient;
  /** Makes a client of the same project on another device. */
  elsewhere(): RtmClient;
  /** Makes a client of another project; `null` where there is only one. */
  readonly stranger: (() => RtmClient) | null;
  /** A token for a user, or `null` where none is needed. */
  token(userId: string): Promise<string | null>;
  /** How to cut a client off; `null` where that cannot be done. */
  readonly link: Link | null;
}

/** A backend to run the contract on, made anew for each test; or what to set so that it can be run. */
export type BackendRow = { readonly name: string } & (
  { readonly make: () => Backend } | { readonly missing: string }
);

/** What Karma is told by karma.conf.cjs. */
interface ContractConfig {
  readonly emulatorUrl: string;
  /** The project for the tests on Agora's own service; `null` where there is none. */
  readonly agora: AgoraProject | null;
}

/** A project of Agora's, from the environment. */
interface AgoraProject {
  readonly appId: string;
  /** Where tokens come from; `null` for a project in testing mode. */
  readonly tokenUrl: string | null;
  /** Whether Agora has switched these services on for the project. */
  readonly history: boolean;
  readonly storage: boolean;
}

declare const __karma__: { readonly config: ContractConfig };

const { emulatorUrl, agora } = __karma__.config;

const noToken = (): Promise<null> => Promise.resolve(null);

let projects = 0;

/** An App ID that no other test uses, so that tests cannot hear each other. */
function newAppId(): string {
  return (
    (++projects).toString(16).padStart(8, '0') +
    Math.random().toString(16).slice(2).padEnd(24, '0').slice(0, 24)
  );
}

function inMemory(options: InMemoryRtmOptions): Backend {
  const network = new InMemoryRtm(options);
  return {
    client: network.client,
    elsewhere: network.client,
    stranger: new InMemoryRtm(options).client,
    token: noToken,
    link: {
      during: (_userId, login) => login(),
      cut: (userId) => network.cut(userId),
      restore: (userId) => network.restore(userId),
    },
  };
}

interface Services {
  readonly history: boolean;
  readonly storage: boolean;
}

function agoraV2OnEmulator(services: Services): Backend {
  const sdk = () => import('agora-rtm-emulator/sdk');
  const parameters = { EMULATOR_URL: emulatorUrl };
  const appId = newAppId();
  return {
    client: agoraV2({ appId, ...services, sdk, parameters }),
    stranger: agoraV2({ appId: newAppId(), ...services, sdk, parameters }),
    elsewhere: agoraV2({
      appId,
      ...services,
      // Another device has a page, and so an SDK, of its own.
      sdk: async () => ({ ...(await sdk()).default }),
      parameters: { ...parameters, IGNORE_DUPLICATE_USER_ID_ERR: true },
    }),
    token: noToken,
    link: WEB_SOCKETS,
  };
}

function agoraV1OnEmulator(): Backend {
  const sdk = () => import('agora-rtm-emulator/sdk-v1');
  const parameters = { EMULATOR_URL: emulatorUrl };
  const client = agoraV1({ appId: newAppId(), sdk, parameters });
  return {
    client,
    stranger: agoraV1({ appId: newAppId(), sdk, parameters }),
    // On 1.x, several instances of one page can be of the same user.
    elsewhere: client,
    token: noToken,
    link: WEB_SOCKETS,
  };
}

function agoraV2OnAgora({ appId, tokenUrl, history, storage }: AgoraProject): Backend {
  const options = {
    appId,
    history,
    storage,
    sdk: () => import('agora-rtm-sdk'),
    parameters: { IGNORE_DUPLICATE_USER_ID_ERR: true },
  };
  return {
    client: agoraV2(options),
    elsewhere: agoraV2({
      ...options,
      sdk: async () => ({ ...(await import('agora-rtm-sdk')).default }),
    }),
    stranger: null,
    token: (userId) => (tokenUrl === null ? noToken() : fetchToken(tokenUrl, userId)),
    link: null,
  };
}

function agoraV1OnAgora({ appId, tokenUrl }: AgoraProject): Backend {
  const client = agoraV1({ appId, sdk: () => import('agora-rtm-sdk-v1') });
  return {
    client,
    elsewhere: client,
    stranger: null,
    token: (userId) => (tokenUrl === null ? noToken() : fetchToken(tokenUrl, userId)),
    link: null,
  };
}

/** Asks a token server, which has to run in development mode (see projects/token-server). */
async function fetchToken(tokenUrl: string, userId: string): Promise<string> {
  const response = await fetch(tokenUrl, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ userId }),
  });
  const { token } = (await response.json()) as { token?: unknown };
  if (typeof token !== 'string') throw new Error(`${tokenUrl} has no token for ${userId}`);
  return token;
}

function onAgora(name: string, make: (project: AgoraProject) => Backend): BackendRow {
  return agora
    ? { name, make: () => make(agora) }
    : { name, missing: 'set AGORA_APP_ID (and AGORA_TOKEN_URL) to run it' };
}

const EVERYTHING = { history: true, storage: true };
const NOTHING = { history: false, storage: false };

/** Every backend there is. */
export const BACKENDS: readonly BackendRow[] = [
  { name: 'in memory, like SDK 2.x', make: () => inMemory(LIKE_SDK_2) },
  { name: 'in memory, like SDK 1.x', make: () => inMemory(LIKE_SDK_1) },
  { name: 'agora-v2 on the emulator', make: () => agoraV2OnEmulator(EVERYTHING) },
  { name: 'agora-v2 on the emulator, bare', make: () => agoraV2OnEmulator(NOTHING) },
  { name: 'agora-v1 on the emulator', make: agoraV1OnEmulator },
  onAgora('agora-v2 on Agora', agoraV2OnAgora),
  onAgora('agora-v1 on Agora', agoraV1OnAgora),
];
