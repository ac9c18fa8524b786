import { readFileSync } from 'node:fs';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import { inWorkspace } from '../projects/workspace/workspace.ts';

/** What something was measured on. */
export interface Machine {
  readonly node: string;
  readonly system: string;
  readonly processor: string;
  readonly cores: number;
  /** In GB. */
  readonly memory: number;
  /** Average of the last minute before the run: beyond the cores, figures are those of a machine that does other things too. */
  readonly load: number;
  /** Of what takes part, by package. */
  readonly versions: Readonly<Record<string, string>>;
}

const PACKAGES = [
  '@angular/core',
  '@angular/material',
  '@ngrx/store',
  '@ngrx/entity',
  '@tanstack/angular-virtual',
  'rxjs',
  'idb',
];

/** Describes this machine, now. */
export function thisMachine(): Machine {
  const [core] = cpus();
  const library = versionIn(inWorkspace('projects/ngx-agora-rtm/package.json'));
  const others = PACKAGES.map((name) => [
    name,
    versionIn(inWorkspace('node_modules', name, 'package.json')),
  ]);
  return {
    node: process.versions.node,
    system: `${platform()} ${release()}`,
    processor: core?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memory: Math.round(totalmem() / 2 ** 30),
    load: loadavg()[0] ?? NaN,
    versions: { 'ngx-agora-rtm': library, ...(Object.fromEntries(others) as object) },
  };
}

/** The same in a sentence. */
export function describe(machine: Machine): string {
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`);
  return (
    `Node ${machine.node}, ${machine.system}, ${machine.cores} cores of ${machine.processor}, ` +
    `${machine.memory} GB, load ${machine.load.toFixed(1)}; ${versions.join(', ')}.`
  );
}

function versionIn(manifest: string): string {
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}
