import type { PaneMessage } from './messages.ts';

/** A pane that is measured: what one file in `subjects` offers. */
export interface PaneSubject<Prepared = unknown> {
  /** Boots the application, up to where a conversation could be opened. The pane is not there yet. */
  start(): Promise<void> | void;

  /** Makes of messages what comes in from wherever the subject has them from. Not timed. Called in the order of the messages. */
  prepare(messages: readonly PaneMessage[]): Prepared[];

  /** Puts the history into the state, all of it. Timed with the mount. */
  fill(history: readonly Prepared[]): void;

  /** Makes the pane, of what is in the state. */
  show(): void;

  /** Takes the pane away. The application and its state stay. */
  hide(): void;

  /** Takes messages that arrived together, in one task. */
  push(arrived: readonly Prepared[]): void;

  /** Every message has one such element, and nothing else is one: a class with its dot, or the name of an element. */
  readonly row: string;

  /** What scrolls. */
  scroller(): HTMLElement | null;

  /** What is typed into. */
  composer(): HTMLElement | null;
}

/** Where the page of the bench finds the subject. */
export interface SubjectPlace {
  paneSubject?: PaneSubject;
}

export function offer<Prepared>(subject: PaneSubject<Prepared>): void {
  // The bench hands back what it was given: only the subject knows what it is.
  (globalThis as SubjectPlace).paneSubject = subject;
}
