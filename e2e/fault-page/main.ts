import { bootstrapApplication } from '@angular/platform-browser';
import { appConfig } from './app.config';
import { FaultApp } from './fault-app';
import { readParams } from './page-params';

start().catch((error: unknown) => console.error(error));

async function start(): Promise<void> {
  await bootstrapApplication(FaultApp, appConfig(readParams(new URL(location.href))));
}
