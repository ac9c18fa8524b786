/** A value in a form that can be compared and printed: plain JSON, with everything else in angle quotes. */
export type Described =
  string | number | boolean | null | readonly Described[] | { readonly [key: string]: Described };

/** How a call ended, or what an event or a look said. */
export type EntryKind =
  'returned' | 'threw' | 'resolved' | 'rejected' | 'pending' | 'event' | 'noted';

/** One thing that happened in a script, in the order in which it happened. */
export interface Entry {
  /** Milliseconds since the script began, on the page's clock. */
  readonly at: number;
  readonly kind: EntryKind;
  /** The call, event or look, in the words of the script. */
  readonly label: string;
  readonly value: Described;
}

/** Everything that happened in one script. */
export type Trace = readonly Entry[];

/** What a script acts with. It never learns whether the SDK is the vendor's or the twin. */
export interface Stage {
  /** The module under test, as an application gets it. */
  readonly sdk: Readonly<Record<string, unknown>>;

  /** A user id no other script on this page has. */
  newUserId(): string;

  /**
   * Calls something and records how that ends: by a throw or a return at once, by a resolution or a
   * rejection when it comes, as pending when the script is over before.
   *
   * @returns What the call returned, `undefined` when it threw.
   */
  attempt(label: string, call: () => unknown): unknown;

  /**
   * {@link attempt} with the method at `path` ("presence.whoNow") of `target`, then waits until the
   * call has settled, half a second at most.
   */
  invoke(target: unknown, path: string, ...args: readonly unknown[]): Promise<void>;

  /** A listener that records each call with its arguments, under a name of its own. */
  listener(label: string): (...args: unknown[]) => void;

  /** Records what a look at something shows. */
  note(label: string, value: unknown): void;

  /** Waits on the page's clock, which the suite winds: minutes pass in a moment. */
  wait(ms: number): Promise<void>;
}

/** One case of the suite: calls and waits that run once on the vendor's SDK and once on the twin. */
export interface Script {
  /** Unique in its generation: it names the test and the differences. */
  readonly id: string;
  run(stage: Stage): Promise<void> | void;
}

/** Scripts that run side by side. */
export interface Group {
  readonly name: string;
  readonly scripts: readonly Script[];
  /**
   * Whether each script has a page of its own. One that logs in or out again needs it: observed of 2.3.0,
   * clients of one page cancel each other's attempts.
   */
  readonly apart?: boolean;
}
