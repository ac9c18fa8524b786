import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  inject,
  input,
  viewChild,
} from '@angular/core';
import { FormControl, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatProgressBar } from '@angular/material/progress-bar';
import { Router } from '@angular/router';
import { RtmService } from 'ngx-agora-rtm';
import { nameProblem } from 'ngx-agora-rtm/client';
import { DESK_CONFIG } from '../config/desk-config';
import { loginExplanation } from '../connection/connection-notice';
import { DeskSession } from '../session/desk-session';
import { WORDS } from '../words';

/** Asks who one is, and says in words why that did not work. */
@Component({
  selector: 'desk-sign-in',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    MatButton,
    MatError,
    MatFormField,
    MatInput,
    MatLabel,
    MatProgressBar,
    ReactiveFormsModule,
  ],
  templateUrl: './sign-in.html',
  styleUrl: './sign-in.scss',
})
export class SignIn {
  readonly #session = inject(DeskSession);
  readonly #router = inject(Router);
  readonly #rules = inject(RtmService).capabilities.userIds;
  readonly #config = inject(DESK_CONFIG);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  /** Where to go afterwards: set by the guard that sent one here. */
  readonly returnUrl = input('/', { transform: (url: string | undefined) => url ?? '/' });

  protected readonly words = inject(WORDS);
  protected readonly isPending = this.#session.isPending;
  protected readonly userId = new FormControl('', {
    nonNullable: true,
    validators: ({ value }) => {
      const problem = nameProblem(value, this.#rules);
      return problem === null ? null : { problem };
    },
  });

  protected readonly failure = computed(() => {
    const failure = this.#session.failure();
    return failure && loginExplanation(failure, this.#config, this.words);
  });

  protected readonly backend =
    this.#config.backend === 'emulator'
      ? this.words.signIn.emulator(this.#config.emulatorUrl)
      : this.words.signIn.agora(this.#config.appId);

  constructor() {
    afterNextRender(() => this.field().nativeElement.focus());
  }

  protected problem(): string {
    return this.words.signIn.userIdProblem(String(this.userId.errors?.['problem']));
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.isPending()) return;
    this.userId.markAsTouched();
    if (this.userId.invalid) {
      this.field().nativeElement.focus();
      return;
    }
    // The router leads to places of our own only, whatever the address says.
    if (await this.#session.signIn(this.userId.value))
      await this.#router.navigateByUrl(this.returnUrl());
    else this.field().nativeElement.focus();
  }

  protected cancel(): void {
    void this.#session.cancel();
  }
}
