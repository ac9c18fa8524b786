import type { IncomingMessage } from 'node:http';
import type { FaultReport } from './fault.ts';
import { FaultError } from './fault-reader.ts';
import type { FaultSwitchboard } from './fault-switchboard.ts';

/** Largest body read, in bytes; a fault takes some hundred. */
const MAX_BODY_BYTES = 4_096;

/** What is answered. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

const METHODS = 'GET, POST, DELETE, OPTIONS';

/**
 * Answers `/faults` and `/faults/<id>`: GET lists, POST adds, DELETE clears. The body has to say that
 * it is JSON, so that a page needs the permission of a preflight.
 */
export async function answerFaults(
  request: IncomingMessage,
  path: string,
  controls: FaultSwitchboard,
): Promise<HttpAnswer> {
  const id = readId(path);
  if (request.method === 'OPTIONS') return preflight();
  if (request.method === 'DELETE') return clear(controls, id);
  if (id !== undefined) return refuse(405, 'A single fault can only be deleted.');
  if (request.method === 'GET') {
    return { status: 200, body: { faults: controls.list().map(toJson) } };
  }
  if (request.method === 'POST') return add(request, controls);
  return refuse(405, `Only ${METHODS} are answered here.`);
}

function readId(path: string): number | undefined {
  const [, id] = /^\/faults\/(\d{1,15})$/.exec(path) ?? [];
  return id === undefined ? undefined : Number(id);
}

function preflight(): HttpAnswer {
  const headers = {
    'Access-Control-Allow-Methods': METHODS,
    'Access-Control-Allow-Headers': 'Content-Type',
  };
  return { status: 200, body: {}, headers };
}

function clear(controls: FaultSwitchboard, id: number | undefined): HttpAnswer {
  const cleared = controls.clear(id);
  if (id !== undefined && cleared === 0) return refuse(404, `There is no fault ${id} in force.`);
  return { status: 200, body: { cleared } };
}

async function add(request: IncomingMessage, controls: FaultSwitchboard): Promise<HttpAnswer> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    return refuse(415, 'The body must be sent as Content-Type: application/json.');
  }
  const text = await readBody(request);
  if (text === null) return refuse(413, `A fault takes ${MAX_BODY_BYTES} bytes at most.`);
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return refuse(400, 'The body is not JSON.');
  }
  try {
    return { status: 201, body: toJson(controls.addUnchecked(input)) };
  } catch (error) {
    if (error instanceof FaultError) return refuse(400, error.message);
    throw error;
  }
}

/** The body as text, `null` when it is too large. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Read to the end: an answer to a half-read body does not arrive.
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
    if (size > 256 * MAX_BODY_BYTES) request.destroy();
  }
  return size > MAX_BODY_BYTES ? null : Buffer.concat(chunks).toString('utf8');
}

/** Flat, in the form in which it was sent. */
function toJson({ id, hits, fault }: FaultReport): object {
  return { id, hits, ...fault };
}

function refuse(status: number, error: string): HttpAnswer {
  return { status, body: { error } };
}
