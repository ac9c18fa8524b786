import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig } from './app/app.config';
import { followPageSettings } from './app/page-settings';

followPageSettings(document);
bootstrapApplication(App, appConfig).catch((error: unknown) => console.error(error));
