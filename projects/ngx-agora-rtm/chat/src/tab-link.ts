import type { Observable } from 'rxjs';

/** What one tab tells another. Plain data; whoever receives it checks it, for any page of the same origin can speak here. */
export type TabMessage = Readonly<Record<string, unknown>> & { readonly type: string };

/**
 * The tabs of one user and App ID in one browser. At any time at most one of them leads; when it closes, crashes or resigns, the
 * next one does.
 */
export interface TabLink {
  /** Replays whether this tab leads. Emits false until the first answer. Completes with {@link close}. */
  readonly leads$: Observable<boolean>;
  /** What other tabs say, this one's own messages not among them. */
  readonly messages$: Observable<TabMessage>;
  /** Tells all other tabs. */
  post(message: TabMessage): void;
  /** Gives the lead up, if this tab has it, and takes no further part. */
  close(): void;
}

/** Opens the link of a user. @param name Names App ID and user: tabs with another name are other worlds. */
export type TabLinkFactory = (name: string) => TabLink;
