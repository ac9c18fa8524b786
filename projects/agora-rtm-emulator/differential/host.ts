import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const emulator = fileURLToPath(new URL('..', import.meta.url));

/** Files of packages, under the name a page asks for them by. They are served from where npm put them. */
const packageFiles = {
  '/sdk-2.3.0.js': 'agora-rtm-sdk/agora-rtm.js',
  '/sdk-1.5.1.js': 'agora-rtm-sdk-v1/index.js',
  '/socket.io-client.js': 'socket.io-client/dist/socket.io.esm.min.js',
} as const;

/** The page of a run: it holds a frame for each set of scripts, and keeps what they report. */
const emptyPage = `<!doctype html>
<meta charset="utf-8" />
<title>Differential suite</title>
<link rel="icon" href="data:," />
`;

/** What a frame loads; `page/frame.ts` reads the rest from the address. */
const framePage = `${emptyPage}
<script type="importmap">{ "imports": { "socket.io-client": "/socket.io-client.js" } }</script>
<script type="module" src="/differential/page/frame.ts"></script>
`;

const pages: Readonly<Partial<Record<string, string>>> = { '/': emptyPage, '/frame': framePage };

/**
 * Serves pages for scripts, the vendor's SDKs, and the emulator's own sources with their types stripped: what
 * is compared is what lies in the folder, and nothing has to be built before.
 */
export class Host {
  readonly url: string;
  readonly #server: Server;

  private constructor(server: Server) {
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.#server = server;
  }

  static async start(): Promise<Host> {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const page = pages[pathname];
      if (page !== undefined) {
        response.setHeader('content-type', 'text/html').end(page);
        return;
      }
      script(pathname).then(
        (code) => response.setHeader('content-type', 'text/javascript; charset=utf-8').end(code),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Host(server);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

async function script(pathname: string): Promise<string> {
  if (pathname in packageFiles) {
    const file = packageFiles[pathname as keyof typeof packageFiles];
    return readFile(join(emulator, '../../node_modules', file), 'utf8');
  }
  const file = normalize(pathname);
  if (!/^\/(src|differential)\/.*\.ts$/.test(file)) throw new Error(`Not served: ${pathname}`);
  return stripTypeScriptTypes(await readFile(join(emulator, file), 'utf8'));
}
