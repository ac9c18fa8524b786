import type { IncomingMessage, ServerResponse } from 'node:http';
import { refusalOf } from './access-control.ts';
import type { AccessRules } from './access-control.ts';
import { VERSION } from './version.ts';

/** Answers plain HTTP: `GET /` and `GET /health`, so that tools can wait for the server. */
export function answerHttp(
  request: IncomingMessage,
  response: ServerResponse,
  rules: AccessRules,
): void {
  const refusal = refusalOf(request, rules);
  if (refusal !== null) return send(request, response, 403, { error: refusal });
  if (request.headers.origin !== undefined) {
    response.setHeader('Access-Control-Allow-Origin', request.headers.origin);
    response.setHeader('Vary', 'Origin');
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return send(request, response, 405, { error: 'Only GET is answered here.' });
  }
  const path = request.url?.split('?')[0];
  if (path !== '/' && path !== '/health') {
    return send(request, response, 404, { error: 'Nothing is here; see /health.' });
  }
  send(request, response, 200, { name: 'agora-rtm-emulator', version: VERSION, status: 'ok' });
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: object,
): void {
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : JSON.stringify(body));
}
