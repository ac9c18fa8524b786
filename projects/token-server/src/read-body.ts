import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

/** A user id is at most 64 bytes; the rest is room for fields of later versions. */
export const MAX_BODY_BYTES = 4096;

/** Reads a JSON object; no body at all is an empty one. @throws Refusal */
export async function readBody(
  request: IncomingMessage,
): Promise<Readonly<Record<string, unknown>>> {
  const text = await readText(request);
  if (text === '') return {};
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new Refusal(415, 'unsupported_type', 'Send the body as Content-Type: application/json.');
  }
  const body = parse(text);
  if (isRecord(body)) return body;
  throw new Refusal(400, 'malformed_body', 'The body must be a JSON object, or be left out.');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function readText(request: IncomingMessage): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Listeners instead of an async iterator: leaving its loop would destroy the socket, and the answer with it.
  await new Promise<void>((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_BODY_BYTES) reject(tooLarge());
      else chunks.push(chunk);
    });
    request.on('end', resolve);
    request.on('error', reject);
  });
  return Buffer.concat(chunks).toString('utf8');
}

/** The parser's own message quotes the body, so it goes nowhere. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'malformed_body', 'The body is not JSON: send { "userId": "..." }.');
  }
}

function tooLarge(): Refusal {
  return new Refusal(413, 'body_too_large', `The body may have ${MAX_BODY_BYTES} bytes.`);
}
