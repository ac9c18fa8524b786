import type { IncomingMessage, ServerResponse } from 'node:http';
import { UploadRefusal } from './uploads.ts';
import type { Uploads } from './uploads.ts';

/** The one folder of files. A name has no slash and no dot, so no path leads out of it. */
const FILE_PATH = /^\/uploads\/([\w-]{32})$/;

/** Whether a path belongs to the uploads. */
export function isUploadPath(path: string): boolean {
  return path === '/uploads' || path.startsWith('/uploads/');
}

/**
 * Answers `/uploads` (POST: the file as the body, with its `Content-Type`) and `/uploads/<name>` (GET, HEAD). The answers of errors are
 * `{ "error": "..." }`, to be read by a developer.
 */
export async function answerUpload(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  uploads: Uploads,
): Promise<void> {
  try {
    if (request.method === 'OPTIONS') preflight(response);
    else if (path === '/uploads') await receive(request, response, uploads);
    else serve(request, response, path, uploads);
  } catch (error) {
    if (!(error instanceof UploadRefusal)) throw error;
    await refuse(request, response, error, uploads);
  }
}

function preflight(response: ServerResponse): void {
  response.writeHead(204, {
    'Access-Control-Allow-Methods': 'GET, HEAD, POST, OPTIONS',
    'Access-Control-Allow-Headers': 'Content-Type',
  });
  response.end();
}

async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  uploads: Uploads,
): Promise<void> {
  if (request.method !== 'POST') throw new UploadRefusal(405, 'Files are sent with POST.');
  if (request.headers['content-encoding'] !== undefined) {
    throw new UploadRefusal(415, 'Files are sent as they are, without a Content-Encoding.');
  }
  const name = await uploads.take(request, request.headers['content-type'] ?? '');
  if (name === null) return;
  const stored = uploads.find(name);
  const url = `http://${request.headers.host ?? ''}/uploads/${name}`;
  response.writeHead(201, JSON_HEADERS);
  response.end(JSON.stringify({ url, type: stored?.type, size: stored?.data.byteLength }));
}

/** Says so at once, while the file may still be coming. */
async function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { status, message }: UploadRefusal,
  uploads: Uploads,
): Promise<void> {
  const answer = JSON.stringify({ error: message });
  response.writeHead(status, {
    ...JSON_HEADERS,
    'Content-Length': Buffer.byteLength(answer),
    Connection: 'close',
  });
  response.write(answer);
  // The connection is cut at the end of the answer, and what was under way by then would take the answer with it.
  if (!request.complete) await uploads.drain(request);
  response.end();
}

function serve(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  uploads: Uploads,
): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw new UploadRefusal(405, 'Files are fetched with GET.');
  }
  const [, name = ''] = FILE_PATH.exec(path) ?? [];
  const file = uploads.find(name);
  if (file === null) throw new UploadRefusal(404, 'There is no such file.');
  response.writeHead(200, {
    ...SAFE_HEADERS,
    'Content-Type': file.type,
    'Content-Length': file.data.byteLength,
    'Cache-Control': 'private, max-age=31536000, immutable',
  });
  response.end(request.method === 'HEAD' ? undefined : file.data);
}

const JSON_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Type': 'application/json; charset=utf-8',
  'Cache-Control': 'no-store',
} as const;

/** What keeps a file from ever being a page of this origin: it is not guessed at, not shown, and could run nothing. */
const SAFE_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Disposition': 'attachment',
  'Content-Security-Policy': "sandbox; default-src 'none'",
  // Pages of other ports embed them: that is what they are for.
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Referrer-Policy': 'no-referrer',
} as const;
