import { BehaviorSubject, distinctUntilChanged, Subject } from 'rxjs';
import type { TabLink, TabMessage } from './tab-link';
import { isTabMessage, notPlainData } from './tab-message';

/** What a {@link browserTabLink} needs of the browser. Each is the platform's own where it is left out; `null`: there is none. */
export interface TabLinkPlatform {
  /** Missing in insecure contexts (http other than localhost). */
  readonly locks?: Pick<LockManager, 'request'> | null;
  readonly BroadcastChannel?: typeof BroadcastChannel | null;
  /** Hears `pagehide` and `pageshow`. */
  readonly window?: EventTarget | null;
  /** Hears `freeze` and `resume`. */
  readonly document?: EventTarget | null;
}

/**
 * Links the tabs of this browser with the same name: the lead is a Web Lock, which the browser itself hands on when a tab closes or
 * crashes, first come, first served; what they say goes over a BroadcastChannel.
 *
 * Without either of the two, or where the page may not use them, this tab leads by itself and `isShared` is false.
 *
 * A page in the back/forward cache, or frozen, runs no code but would keep its lock, and with it all other tabs from having a
 * connection. So it gives the lead up, and takes part again when it comes back.
 */
export function browserTabLink(name: string, platform: TabLinkPlatform = {}): TabLink {
  return new BrowserTabLink(name, platform);
}

class BrowserTabLink implements TabLink {
  readonly #name: string;
  readonly #locks: Pick<LockManager, 'request'> | null;
  readonly #Channel: typeof BroadcastChannel | null;
  readonly #leads = new BehaviorSubject(false);
  readonly #messages = new Subject<TabMessage>();
  readonly #ended = new AbortController();
  #channel: BroadcastChannel | null = null;
  /** Ends the present attempt to lead, or the lead. */
  #withdraw: (() => void) | null = null;
  #isShared: boolean;

  readonly leads$ = this.#leads.pipe(distinctUntilChanged());
  readonly messages$ = this.#messages.asObservable();

  constructor(name: string, platform: TabLinkPlatform) {
    this.#name = name;
    const { locks, BroadcastChannel, window, document } = { ...browserPlatform(), ...platform };
    this.#locks = locks ?? null;
    this.#Channel = BroadcastChannel ?? null;
    this.#isShared = this.#locks !== null && this.#Channel !== null;
    this.#listen(window, {
      pagehide: () => this.#leave(),
      pageshow: () => this.#takePart(),
    });
    this.#listen(document, {
      freeze: () => this.#leave(),
      resume: () => this.#takePart(),
    });
    this.#takePart();
  }

  get isShared(): boolean {
    return this.#isShared;
  }

  post(message: TabMessage): void {
    try {
      this.#channel?.postMessage(message);
    } catch (error) {
      throw notPlainData(message, error);
    }
  }

  close(): void {
    if (this.#ended.signal.aborted) return;
    this.#ended.abort();
    this.#leave();
    this.#messages.complete();
    this.#leads.complete();
  }

  #takePart(): void {
    if (this.#withdraw || this.#ended.signal.aborted) return;
    if (!this.#isShared || !this.#locks) {
      this.#leadAlone();
      return;
    }
    this.#openChannel();
    const request = new AbortController();
    let release: (() => void) | null = null;
    this.#withdraw = () => {
      // A signal ends the wait for a lock, but not the lock itself.
      if (release) release();
      else request.abort();
    };
    const held = () =>
      new Promise<void>((resolve) => {
        // The lock may come after it was given up.
        if (request.signal.aborted) {
          resolve();
          return;
        }
        release = resolve;
        this.#leads.next(true);
      });
    void this.#locks
      .request(this.#name, { mode: 'exclusive', signal: request.signal }, held)
      .catch(() => {
        // A wait that was given up.
        if (request.signal.aborted) return;
        // Without a lock so far, this page may not use any, as in a sandboxed frame. With one, somebody has stolen it.
        if (release) this.#startOver();
        else this.#leadAlone();
      });
  }

  #startOver(): void {
    this.#leave();
    this.#takePart();
  }

  #leadAlone(): void {
    this.#isShared = false;
    this.#closeChannel();
    this.#withdraw = () => undefined;
    this.#leads.next(true);
  }

  #leave(): void {
    // The lock last: whoever gets it must not hear this tab still speak as its leader.
    const withdraw = this.#withdraw;
    this.#withdraw = null;
    if (this.#leads.value) this.#leads.next(false);
    this.#closeChannel();
    withdraw?.();
  }

  #openChannel(): void {
    if (!this.#Channel) return;
    this.#channel = new this.#Channel(this.#name);
    this.#channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (isTabMessage(data)) this.#messages.next(data);
    };
  }

  #closeChannel(): void {
    if (!this.#channel) return;
    // What was sent before can still come in after the channel is closed.
    this.#channel.onmessage = null;
    this.#channel.close();
    this.#channel = null;
  }

  #listen(
    target: EventTarget | null | undefined,
    listeners: Readonly<Record<string, () => void>>,
  ): void {
    for (const [type, listener] of Object.entries(listeners)) {
      target?.addEventListener(type, listener, { signal: this.#ended.signal });
    }
  }
}

/** Typed as always there, but locks are missing in insecure contexts, and all of it on servers. */
function browserPlatform(): TabLinkPlatform {
  const { navigator, BroadcastChannel, window, document } = globalThis as Partial<
    typeof globalThis
  > & { readonly navigator?: Partial<Navigator> };
  return {
    locks: navigator?.locks ?? null,
    BroadcastChannel: BroadcastChannel ?? null,
    window: window ?? null,
    document: document ?? null,
  };
}
