import type { IncomingMessage, ServerResponse } from 'node:http';
import { refusalOf } from './access-control.ts';
import type { AccessRules } from './access-control.ts';
import { answerFaults } from './faults/fault-http.ts';
import type { HttpAnswer } from './faults/fault-http.ts';
import type { FaultSwitchboard } from './faults/fault-switchboard.ts';
import { answerUpload, isUploadPath } from './uploads/upload-http.ts';
import type { Uploads } from './uploads/uploads.ts';
import { VERSION } from './version.ts';

/**
 * Answers plain HTTP: `GET /` and `GET /health`, so that tools can wait for the server, and `/faults`
 * when there are fault controls, and `/uploads` when files may be uploaded.
 */
export function answerHttp(
  request: IncomingMessage,
  response: ServerResponse,
  rules: AccessRules,
  faults: FaultSwitchboard | null,
  uploads: Uploads | null,
): void {
  const refusal = refusalOf(request, rules);
  if (refusal !== null) return send(request, response, 403, { error: refusal });
  if (request.headers.origin !== undefined) {
    response.setHeader('Access-Control-Allow-Origin', request.headers.origin);
    response.setHeader('Vary', 'Origin');
  }
  const path = request.url?.split('?')[0] ?? '/';
  if (faults !== null && /^\/faults(?:\/\d+)?$/.test(path)) {
    void answerFaults(request, path, faults).then(
      ({ status, body, headers }: HttpAnswer) => send(request, response, status, body, headers),
      // The client hung up in the middle of its body.
      () => response.destroy(),
    );
    return;
  }
  if (uploads !== null && isUploadPath(path)) {
    void answerUpload(request, response, path, uploads).catch(() => response.destroy());
    return;
  }
  if (path !== '/' && path !== '/health') {
    return send(request, response, 404, { error: 'Nothing is here; see /health.' });
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return send(request, response, 405, { error: 'Only GET is answered here.' });
  }
  send(request, response, 200, { name: 'agora-rtm-emulator', version: VERSION, status: 'ok' });
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    ...headers,
    'Content-Type': 'application/json; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : JSON.stringify(body));
}
