// How much a browser has to load before an application shows anything.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** An application, as its server sends it. */
export interface Weight {
  /** Of the scripts that it begins with, each compressed by gzip -9. In kB: 1,000 bytes. */
  readonly kB: number;
  /** What is in them before compression, by package or entry point, the heaviest first. In kB. */
  readonly parts: readonly (readonly [part: string, kB: number])[];
}

/** What Angular's builder says of what it wrote, as esbuild does. */
interface Stats {
  readonly outputs: Readonly<
    Record<
      string,
      {
        readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
        readonly imports: readonly { readonly path: string; readonly kind: string }[];
      }
    >
  >;
}

/** Weighs what `index.html` loads, and what that imports. What is imported later, on demand, is not counted. */
export function weigh(folder: string): Weight {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const scripts = [...page.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, file]) => file ?? '');
  const stats = JSON.parse(readFileSync(join(folder, 'browser-stats.json'), 'utf8')) as Stats;
  const files = withImports(scripts, stats);
  const compressed = files.map((file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }));
  return {
    kB: compressed.reduce((sum, { length }) => sum + length, 0) / 1_000,
    parts: partsOf(files, stats),
  };
}

function withImports(scripts: readonly string[], { outputs }: Stats): string[] {
  const found = new Set(scripts);
  // A set that grows while it is gone through is gone through to its new end.
  for (const file of found) {
    for (const { path, kind } of outputs[file]?.imports ?? []) {
      if (kind === 'import-statement') found.add(path);
    }
  }
  return [...found];
}

function partsOf(files: readonly string[], { outputs }: Stats): [string, number][] {
  const parts = new Map<string, number>();
  for (const file of files) {
    for (const [input, { bytesInOutput }] of Object.entries(outputs[file]?.inputs ?? {})) {
      const part = partOf(input);
      parts.set(part, (parts.get(part) ?? 0) + bytesInOutput / 1_000);
    }
  }
  return [...parts].sort(([, a], [, b]) => b - a);
}

// What an entry point is made of may be in several files, with more at the end of their names.
const OURS = /fesm2022\/(ngx-agora-rtm(?:-(?:chat|client|material|pane|store|testing))?)\b.*\.mjs$/;

/** `ngx-agora-rtm-chat`, `@angular/core`, or `application`. */
export function partOf(input: string): string {
  const ours = OURS.exec(input);
  if (ours?.[1] !== undefined) return ours[1];
  const file = input.slice(input.lastIndexOf('node_modules/') + 'node_modules/'.length);
  if (!input.includes('node_modules/')) return 'application';
  const [scope = '', name = ''] = file.split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}
