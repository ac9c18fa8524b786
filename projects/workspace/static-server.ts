// Serves a production build the way a web server in front of it would: the tests' stand-in for deployment.
//
//   node projects/workspace/static-server.ts --root dist/console/browser --port 4280 [--config other-rtm-config.json]
import { createReadStream, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

export interface StaticServerOptions {
  /** The folder to serve. Nothing outside of it can be reached. */
  readonly root: string;
  /** The port to listen on; 0 takes a free one. */
  readonly port: number;
  /** A file to serve as /rtm-config.json instead of the one in the folder. */
  readonly config?: string | undefined;
}

export interface StaticServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Starts a server on the loopback interface. */
export function startStaticServer(options: StaticServerOptions): Promise<StaticServer> {
  const server = createServer((request, response) => {
    answer(request, response, options);
  });
  return new Promise((done, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : options.port;
      const close = (): Promise<void> =>
        new Promise((closed) => {
          server.close(() => closed());
          server.closeAllConnections();
        });
      done({ port, close });
    });
  });
}

/** The file for a request's path; undefined when there is none, or none that may be seen. */
export function fileFor(
  requestPath: string,
  { root, config }: StaticServerOptions,
): string | undefined {
  const path = decoded(requestPath);
  if (path === undefined) return undefined;
  if (path === '/rtm-config.json' && config !== undefined) return config;
  const file = resolve(root, `.${path}`);
  if (file !== resolve(root) && !file.startsWith(resolve(root) + sep)) return undefined;
  if (isFile(file)) return file;
  // An address inside the application, such as /channel/support, is answered with the application.
  return extname(path) === '' ? join(root, 'index.html') : undefined;
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: StaticServerOptions,
): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  const file = fileFor((request.url ?? '/').replace(/[?#].*$/, ''), options);
  if (file === undefined || !isFile(file)) {
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found');
    return;
  }
  response.writeHead(200, {
    'Content-Type': types[extname(file)] ?? 'application/octet-stream',
    'X-Content-Type-Options': 'nosniff',
    // A test always sees the build it has just made.
    'Cache-Control': 'no-store',
  });
  if (request.method === 'HEAD') response.end();
  else
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
}

/** The path with its escapes resolved; undefined when it is malformed. */
function decoded(path: string): string | undefined {
  try {
    const plain = decodeURIComponent(path);
    return plain.startsWith('/') && !plain.includes('\0') ? plain : undefined;
  } catch {
    return undefined;
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      root: { type: 'string', default: 'dist/console/browser' },
      port: { type: 'string', default: '4280' },
      config: { type: 'string' },
    },
  });
  const { port } = await startStaticServer({ ...values, port: Number(values.port) });
  console.log(`${values.root} is served at http://localhost:${port}`);
}
