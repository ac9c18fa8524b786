import { ChangeDetectionStrategy, Component, inject, InjectionToken } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { bootstrapApplication, Title } from '@angular/platform-browser';
import { mdiFileAlertOutline } from '@mdi/js';
import type { ConfigProblem } from '../config/parse-config';
import { Icon } from '../icon/icon';
import { WORDS } from '../words';

/** What is wrong with the configuration. */
export const CONFIG_PROBLEMS = new InjectionToken<readonly ConfigProblem[]>('CONFIG_PROBLEMS');

/** A file to go by. */
const EXAMPLE = `{
  "backend": "emulator",
  "appId": "0123456789abcdef0123456789abcdef",
  "emulatorUrl": "http://localhost:9700",
  "tokenUrl": null,
  "history": true
}`;

/** Stands in the place of the whole desk when its configuration cannot be used: says what is wrong and how to mend it. */
@Component({
  selector: 'desk-root',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatButton],
  templateUrl: './config-problem.html',
  styleUrl: './config-problem.scss',
})
export class ConfigProblemPage {
  protected readonly words = inject(WORDS);
  protected readonly problems = inject(CONFIG_PROBLEMS);
  protected readonly example = EXAMPLE;
  protected readonly icon = mdiFileAlertOutline;

  constructor() {
    inject(Title).setTitle(`${this.words.configProblem.title} · ${this.words.product}`);
  }

  protected reload(): void {
    location.reload();
  }
}

/** Starts this page instead of the desk. */
export async function showConfigProblem(problems: readonly ConfigProblem[]): Promise<void> {
  await bootstrapApplication(ConfigProblemPage, {
    providers: [{ provide: CONFIG_PROBLEMS, useValue: problems }],
  });
}
