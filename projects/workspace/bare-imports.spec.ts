import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { importedPackages } from './bare-imports.ts';

it('importedPackages finds every way to import, once, and no file and no module of Node', () => {
  const folder = mkdtempSync(join(tmpdir(), 'imports-'));
  try {
    mkdirSync(join(folder, 'deep'));
    writeFileSync(
      join(folder, 'a.mjs'),
      `import { of } from 'rxjs'; import { map } from 'rxjs/operators'; import 'node:fs'; import './b.js';
       export * from '@angular/core/rxjs-interop'; export const sdk = () => import('late');`,
    );
    writeFileSync(join(folder, 'deep', 'b.d.ts'), `export type X = import('types-only').X;`);
    assert.deepEqual(importedPackages(folder), ['@angular/core', 'late', 'rxjs', 'types-only']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
