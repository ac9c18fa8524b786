import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLoopbackHost } from './access-control.ts';
import type { AccessRules } from './access-control.ts';
import { callerAddress } from './caller-address.ts';
import { OptionsError, problemsOf } from './check-options.ts';
import { HttpFront } from './http-front.ts';
import type { Route } from './http-front.ts';
import { MAX_LIFETIME } from './issue-token.ts';
import { authenticateWithOidc } from './oidc.ts';
import {
  ADDRESS_LIMIT,
  CALLER_LIMIT,
  DEFAULT_HOST,
  DEFAULT_PORT,
  REQUEST_TIMEOUT,
} from './options.ts';
import type { TokenServerOptions } from './options.ts';
import { RateLimiter } from './rate-limiter.ts';
import { answerToken, refuseHaste } from './token-endpoint.ts';
import type { Issuing } from './token-endpoint.ts';
import { VERSION } from './version.ts';

/** Connections at one time; each costs memory before anyone has said who they are. */
const MAX_CONNECTIONS = 1000;

/** How long requests under way are waited for when the server closes, in milliseconds. */
const CLOSE_GRACE = 2000;

/** A token server that is running. */
export interface TokenServer {
  /** Where it is, as in `http://127.0.0.1:9701`. */
  readonly url: string;
  readonly port: number;
  /** Stops listening, lets requests under way finish for 2 s, and resolves when the port is free. */
  close(): Promise<void>;
}

/**
 * Starts a server that issues RTM tokens to callers for their own user id.
 *
 * @throws OptionsError that names everything wrong with the options, or Node's error when the port
 *   cannot be listened on.
 * @example
 * const server = await startTokenServer({
 *   appId,
 *   appCertificate,
 *   authenticate: { jwksUri, issuer, audience: 'https://chat.example.com' },
 *   allowedOrigins: ['https://desk.example.com'],
 * });
 */
export async function startTokenServer(options: TokenServerOptions): Promise<TokenServer> {
  const problems = problemsOf(options, process.env['NODE_ENV']);
  if (problems.length > 0) throw new OptionsError(problems);
  const { host = DEFAULT_HOST, requestTimeout = REQUEST_TIMEOUT } = options;
  const front = frontOf(options);
  const server = createServer(
    {
      headersTimeout: requestTimeout,
      requestTimeout,
      // How often Node looks for requests that are late.
      connectionsCheckingInterval: Math.min(requestTimeout, 1000),
    },
    (request, response) => void front.answer(request, response),
  );
  server.maxConnections = MAX_CONNECTIONS;
  server.listen(options.port ?? DEFAULT_PORT, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    close: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      const timer = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE);
      await closed;
      clearTimeout(timer);
    },
  };
}

function frontOf(options: TokenServerOptions): HttpFront {
  const { authenticate, now, trustedProxies = 0, log = () => undefined } = options;
  const issuing: Issuing = {
    project: { appId: options.appId, appCertificate: options.appCertificate },
    lifetime: options.lifetime ?? MAX_LIFETIME,
    authenticate:
      typeof authenticate === 'object' ? authenticateWithOidc(authenticate) : authenticate,
    callers: new RateLimiter(options.callerLimit ?? CALLER_LIMIT, now),
    log,
  };
  const addresses = new RateLimiter(options.addressLimit ?? ADDRESS_LIMIT, now);
  const routes = new Map<string, Route>([
    [
      '/token',
      {
        method: 'POST',
        answer: async (request) => {
          refuseHaste(addresses.take(callerAddress(request, trustedProxies)), 'This address');
          return answerToken(request, issuing);
        },
      },
    ],
    [
      '/health',
      {
        method: 'GET',
        answer: async () => ({ name: 'agora-rtm-token-server', version: VERSION, status: 'ok' }),
      },
    ],
  ]);
  return new HttpFront(routes, rulesOf(options), log);
}

function rulesOf(options: TokenServerOptions): AccessRules {
  const { allowedOrigins = [], allowedHosts = [], host = DEFAULT_HOST } = options;
  return {
    allowedOrigins,
    allowsLocalPages: options.authenticate === 'development',
    allowedHosts: isLoopbackHost(host) ? allowedHosts : null,
  };
}
