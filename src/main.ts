import { isDevMode } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig } from './app/app.config';
import { loadConfig } from './app/config/load-config';

start().catch((error: unknown) => console.error(error));

async function start(): Promise<void> {
  const loaded = await loadConfig(new URL('rtm-config.json', document.baseURI));
  if ('problems' in loaded) {
    const { showConfigProblem } = await import('./app/config-problem/config-problem');
    await showConfigProblem(loaded.problems);
    return;
  }
  const tools = isDevMode() ? (await import('./app/devtools')).devtools() : [];
  await bootstrapApplication(App, appConfig(loaded.config, tools));
}
