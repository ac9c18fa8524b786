import type { IncomingMessage, ServerResponse } from 'node:http';
import { isHostAllowed, isOriginAllowed } from './access-control.ts';
import type { AccessRules } from './access-control.ts';
import { logText } from './log.ts';
import type { Log } from './log.ts';
import { Refusal } from './refusal.ts';

/** Answers a request with an object, to be sent as JSON. @throws Refusal */
export type Endpoint = (request: IncomingMessage) => Promise<object>;

/** A path of the service, by the one method it is asked with. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly answer: Endpoint;
}

/** On every answer: nothing is kept, framed, sniffed or run. */
const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  Vary: 'Origin',
};

/** How long browsers may remember a preflight, in seconds. */
const PREFLIGHT_AGE = '600';

/** The HTTP side of the service: who may ask, which path it is, and how an answer looks. */
export class HttpFront {
  readonly #routes: ReadonlyMap<string, Route>;
  readonly #rules: AccessRules;
  readonly #log: Log;

  constructor(routes: ReadonlyMap<string, Route>, rules: AccessRules, log: Log) {
    this.#routes = routes;
    this.#rules = rules;
    this.#log = log;
  }

  /** Answers a request, whatever happens. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    const path = request.url?.split('?')[0] ?? '';
    const outcome = await this.#outcomeOf(request, response, path).catch((error: unknown) =>
      this.#failure(error, request),
    );
    // The path of a stranger's invention may hold anything, a token too.
    const place = this.#routes.has(path) ? path : '(another path)';
    this.#log(`${logText(request.method ?? '')} ${place} ${outcome.words}`);
    this.#send(request, response, outcome);
  }

  async #outcomeOf(request: IncomingMessage, response: ServerResponse, path: string) {
    const { host, origin } = request.headers;
    if (!isHostAllowed(host, this.#rules)) {
      throw new Refusal(403, 'host_refused', 'This server is not known by that host name.');
    }
    if (origin !== undefined) {
      if (!isOriginAllowed(origin, this.#rules)) {
        throw new Refusal(403, 'origin_refused', "This page's origin is not on the allow-list.");
      }
      response.setHeader('Access-Control-Allow-Origin', origin);
      response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
    }
    const route = this.#routes.get(path);
    if (route === undefined) {
      const known = [...this.#routes].map(([name, { method }]) => `${method} ${name}`).join(', ');
      throw new Refusal(404, 'not_found', `Nothing is here. There is: ${known}.`);
    }
    if (request.method === 'OPTIONS') {
      response.setHeader('Access-Control-Allow-Methods', route.method);
      response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type');
      response.setHeader('Access-Control-Max-Age', PREFLIGHT_AGE);
      return { status: 204, headers: {}, body: null, words: '204' };
    }
    const isHead = request.method === 'HEAD' && route.method === 'GET';
    if (request.method !== route.method && !isHead) {
      const allowed = { Allow: `${route.method}, OPTIONS` };
      throw new Refusal(405, 'wrong_method', `Ask with ${route.method}.`, allowed);
    }
    const body = await route.answer(request);
    return { status: 200, headers: {}, body, words: `200${subjectOf(body)}` };
  }

  #failure(error: unknown, request: IncomingMessage) {
    let refusal: Refusal;
    if (error instanceof Refusal) {
      refusal = error;
    } else if (request.destroyed && !request.complete) {
      refusal = new Refusal(400, 'aborted', 'The request ended before its body did.');
    } else {
      this.#log(`failed: ${logText(error instanceof Error ? error.message : String(error))}`);
      refusal = new Refusal(500, 'failed', 'Something went wrong here: see the log of the server.');
    }
    const { status, code, message, headers } = refusal;
    return { status, headers, body: { error: { code, message } }, words: `${status} ${code}` };
  }

  #send(
    request: IncomingMessage,
    response: ServerResponse,
    { status, headers, body }: { status: number; headers: object; body: object | null },
  ): void {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
    // What is left of the body is not waited for.
    if (!request.complete) response.setHeader('Connection', 'close');
    if (body !== null) response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.writeHead(status);
    response.end(body === null || request.method === 'HEAD' ? undefined : JSON.stringify(body));
  }
}

/** For whom a token was issued, for the record. */
function subjectOf(body: object): string {
  return 'userId' in body ? ` ${logText(JSON.stringify(body.userId))}` : '';
}
