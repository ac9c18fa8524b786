// What a test and the fault page say to each other. Types only: the page and the tests are built by different compilers.

/** Which SDK the page signs in with. Without history, what was missed has to be asked of its sender. */
export type FaultSdk = 'v2' | 'v2-without-history' | 'v1';

/** Which chat is put to the test. `naive` is what most teams write around an SDK: the tests have to find its losses. */
export type FaultChat = 'rtm' | 'naive';

/** A message as the page holds it. */
export interface PageMessage {
  readonly type: 'message';
  readonly id: string;
  readonly from: string;
  readonly stream: string | null;
  readonly n: number | null;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly text: string;
  readonly status: string;
}

/** A place where something is missing, as the page holds it. */
export interface PageGap {
  readonly type: 'gap';
  readonly id: string;
  readonly reason: string;
  readonly from: string | null;
  readonly stream: string | null;
  readonly first: number;
  readonly last: number;
  readonly at: number;
  readonly since: number;
  readonly status: string;
}

export type PageEntry = PageMessage | PageGap;

/** A row that somebody sees. What is left out is not shown. */
export interface PageRow {
  readonly id: string;
  readonly from: string;
  readonly n: string;
  readonly status: string;
  /** Empty for a gap. */
  readonly text: string;
}

/** How a page stands. */
export interface PageStatus {
  readonly state: string;
  readonly reason: string;
  readonly isCurrent: boolean;
  /** Which of the tabs of this user has the connection. */
  readonly tab: string;
  readonly storage: string;
}

/** What a page tells by itself, as it happens. */
export type PageReport =
  | { readonly type: 'status'; readonly status: PageStatus; readonly at: number }
  /** A message is kept safe: from here on it must not be lost. */
  | { readonly type: 'queued'; readonly text: string; readonly id: string; readonly at: number }
  | { readonly type: 'refused'; readonly text: string; readonly error: string; readonly at: number }
  | { readonly type: 'error'; readonly error: string; readonly at: number };

/** What a test can do with a page: `window.faultPage`. Channels are those of the page's address. */
export interface FaultPageApi {
  /** Writes a message. Resolves with its id when it is kept safe. */
  send(channel: string, text: string): Promise<string>;
  /**
   * Writes many, one every so many milliseconds or all at once for 0, without waiting for the one before. Resolves when each was
   * kept safe or refused; what became of each is told by reports.
   */
  sendMany(channel: string, texts: readonly string[], everyMs: number): Promise<void>;
  /** All entries that are held, in their order, those that wait to be sent last. */
  snapshot(channel: string): readonly PageEntry[];
  /** Loads older messages until there are none. */
  loadAll(channel: string): Promise<void>;
  status(): PageStatus;
  /** Whether messages can be written, with or without a connection. */
  isReady(): boolean;
  /** Signs in, again where it had been signed in before. */
  login(): Promise<void>;
  logout(): Promise<void>;
}
