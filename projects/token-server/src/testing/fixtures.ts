import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { startTokenServer } from '../public-api.ts';
import type { TokenServer, TokenServerOptions } from '../public-api.ts';

export const APP_ID = '0123456789abcdef0123456789abcdef';
export const CERTIFICATE = 'fedcba9876543210fedcba9876543210';
export const DESK = 'https://desk.example.com';

/** Runs a server for a test, in development mode unless told otherwise. */
export async function runServer(
  test: TestContext,
  options: Partial<TokenServerOptions> = {},
): Promise<TokenServer> {
  const server = await startTokenServer({
    appId: APP_ID,
    appCertificate: CERTIFICATE,
    authenticate: 'development',
    port: 0,
    ...options,
  });
  test.after(() => server.close());
  return server;
}

/** What a server answered. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Partial<{
    token: string;
    userId: string;
    expiresIn: number;
    error: { code: string; message: string };
  }>;
}

/** What to ask; `POST /token` without a body unless said otherwise. */
export interface Question {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
  /** Whether the end of the body never comes. */
  readonly isOpen?: boolean;
}

/** Asks with any header, also those that `fetch` keeps to itself, on a connection of its own. */
export async function ask(port: number, question: Question = {}): Promise<Answer> {
  const { method = 'POST', path = '/token', headers = {}, body, isOpen = false } = question;
  const outgoing = request({ host: '127.0.0.1', port, method, path, headers, agent: false });
  const answered = once(outgoing, 'response') as Promise<[import('node:http').IncomingMessage]>;
  if (body !== undefined) outgoing.write(body);
  if (isOpen) outgoing.flushHeaders();
  else outgoing.end();
  const [response] = await answered;
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += String(chunk);
  outgoing.destroy();
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: text === '' ? {} : (JSON.parse(text) as Answer['body']),
  };
}

/** Asks for a token with a JSON body, as the console does. */
export function askAs(port: number, userId: unknown, headers: OutgoingHttpHeaders = {}) {
  return ask(port, {
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ userId }),
  });
}

/** Serves an object as JSON, as an identity provider serves its keys. */
export async function serveJson(test: TestContext, body: object, status = 200): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  test.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
}

/** The vendor's own reader of tokens, which its package does not export. */
interface AccessToken2 {
  readonly appId: Buffer;
  readonly issueTs: number;
  readonly expire: number;
  readonly services: readonly {
    readonly __user_id: Buffer;
    readonly __privileges: Readonly<Record<number, number>>;
    service_type(): number;
  }[];
  from_string(token: string): boolean;
  verifySignature(certificate: string): boolean;
}

/** Reads a token with the vendor's reader, which verifies it with a certificate. */
export function readToken(token: string, certificate = CERTIFICATE) {
  const vendor = createRequire(import.meta.url)('agora-token/src/AccessToken2.js') as {
    AccessToken2: new () => AccessToken2;
  };
  const read = new vendor.AccessToken2();
  const isRead = read.from_string(token);
  return {
    // The vendor's check wants text, and its reader leaves bytes; both print alike.
    isVerified: isRead && read.verifySignature(certificate),
    appId: String(read.appId),
    issuedAt: read.issueTs,
    lifetime: read.expire,
    services: read.services.map((service) => ({
      type: service.service_type(),
      userId: String(service.__user_id),
      privileges: service.__privileges,
    })),
  };
}
