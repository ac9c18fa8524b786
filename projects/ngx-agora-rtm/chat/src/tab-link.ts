import type { Observable } from 'rxjs';

/** What one tab tells another. Plain data; whoever receives it checks it, for any page of the same origin can speak here. */
export type TabMessage = Readonly<Record<string, unknown>> & { readonly type: string };

/**
 * The tabs of one user and App ID in one browser. At any time at most one of them leads; when it closes, crashes or resigns, the
 * next one does.
 */
export interface TabLink {
  /**
   * Whether other tabs can take part. False where the browser has no means for it: then this tab leads, and so does each other.
   * Final once {@link leads$} has been true.
   */
  readonly isShared: boolean;
  /** Replays whether this tab leads. Emits false until the first answer. Completes with {@link close}. */
  readonly leads$: Observable<boolean>;
  /** What other tabs say, this one's own messages not among them. */
  readonly messages$: Observable<TabMessage>;
  /**
   * Tells all other tabs, in order. What a tab says after it was closed, or while it lies in the browser's back/forward cache,
   * is heard by nobody.
   *
   * @throws TypeError for what is not plain data: a mistake in the program.
   */
  post(message: TabMessage): void;
  /** Gives the lead up, if this tab has it, and takes no further part. */
  close(): void;
}

/** Opens the link of a user. @param name Names App ID and user: tabs with another name are other worlds. */
export type TabLinkFactory = (name: string) => TabLink;
