import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { FormControl, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { type ErrorStateMatcher } from '@angular/material/core';
import { Router } from '@angular/router';
import { RtmService } from 'ngx-agora-rtm';
import { conversationKey } from 'ngx-agora-rtm/chat';
import { conversationProblem } from '../conversation/conversation-problem';
import { FocusRequest } from '../conversation/focus-request';
import { linkTo, targetFrom } from '../conversation/title';
import { DeskSession } from '../session/desk-session';
import { WORDS } from '../words';

/** Begins a conversation, or goes to one that is there. */
@Component({
  selector: 'desk-open-conversation',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    MatButton,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatSuffix,
    ReactiveFormsModule,
  ],
  template: `
    <form novalidate (submit)="submit($event)">
      <mat-form-field appearance="outline" subscriptSizing="dynamic">
        <mat-label>{{ words.opening.label }}</mat-label>
        <input
          #field
          matInput
          [formControl]="name"
          [errorStateMatcher]="afterSubmit"
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          dir="auto"
          (input)="isSubmitted.set(false)"
        />
        <mat-hint>{{ words.opening.hint }}</mat-hint>
        <button matButton="tonal" matSuffix type="submit">{{ words.opening.submit }}</button>
        @if (name.invalid) {
          <mat-error>{{ name.errors?.['problem'] }}</mat-error>
        }
      </mat-form-field>
    </form>
  `,
  styles: `
    form {
      padding: 1rem 0.5rem 0.75rem;
    }
    mat-form-field {
      inline-size: 100%;
    }
    button {
      --mat-button-tonal-container-color: var(--mat-sys-primary-container);
      --mat-button-tonal-label-text-color: var(--mat-sys-on-primary-container);
      margin-inline: 0.5rem;
    }
  `,
})
export class OpenConversation {
  readonly #router = inject(Router);
  readonly #session = inject(DeskSession);
  readonly #focus = inject(FocusRequest);
  readonly #capabilities = inject(RtmService).capabilities;
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  protected readonly words = inject(WORDS);
  protected readonly isSubmitted = signal(false);
  /** Somebody who has begun to write has made no mistake yet. */
  protected readonly afterSubmit: ErrorStateMatcher = {
    isErrorState: (control) => this.isSubmitted() && control?.invalid === true,
  };
  protected readonly name = new FormControl('', {
    nonNullable: true,
    validators: ({ value }) => {
      const text = String(value).trim();
      const problem =
        text === '' || text === '#'
          ? this.words.opening.empty
          : conversationProblem(
              targetFrom(text),
              this.#session.userId(),
              this.#capabilities,
              this.words,
            );
      return problem === null ? null : { problem };
    },
  });

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    this.name.updateValueAndValidity();
    this.isSubmitted.set(true);
    if (this.name.invalid) {
      this.field().nativeElement.focus();
      return;
    }
    const target = targetFrom(this.name.value);
    this.isSubmitted.set(false);
    this.name.reset();
    this.#focus.request(conversationKey(target));
    await this.#router.navigate(linkTo(target));
  }
}
