import { bounded } from './bounded-call';
import { RtmError } from './rtm-error';

/**
 * How long to wait for the file of an SDK. The largest is 438 kB compressed: 30 s is enough at 15 kB/s, the "slow 3G"
 * of browsers' developer tools being 50.
 */
export const SDK_LOAD_TIMEOUT = 30_000;

/** How an SDK is loaded and known again. */
export interface SdkSource<Sdk> {
  /** What the SDK is called in error messages. */
  readonly name: string;
  /** Asks the bundler for the module. */
  load(): Promise<unknown>;
  /** Whether something that was found in the module is the SDK. */
  isSdk(candidate: unknown): candidate is Sdk;
  /** What is wrong with a module that has no SDK in it, as the rest of a sentence. */
  problemOf(candidates: readonly unknown[]): string;
  /** Makes the SDK ready for its first use. @throws RtmError where it refuses. */
  prepare(sdk: Sdk): void;
}

/** Loads an SDK once. A load that fails is tried afresh by the next one. For adapters. */
export class SdkLoader<Sdk> {
  readonly #source: SdkSource<Sdk>;
  #loaded: Sdk | null = null;

  constructor(source: SdkSource<Sdk>) {
    this.#source = source;
  }

  /** @throws RtmError of code `sdk-unavailable`, or what {@link SdkSource.prepare} throws. */
  async get(signal: AbortSignal): Promise<Sdk> {
    if (this.#loaded) return this.#loaded;
    let module: unknown;
    try {
      module = await bounded(() => this.#source.load(), {
        ms: SDK_LOAD_TIMEOUT,
        signal,
        onTimeout: () => this.#unavailable(`did not load within ${SDK_LOAD_TIMEOUT / 1000} s`),
      });
    } catch (error) {
      if (error instanceof RtmError) throw error;
      const why = error instanceof Error ? error.message : String(error);
      throw this.#unavailable(`did not load (${why})`, error);
    }
    return this.#use(this.#sdkIn(module));
  }

  /** Prepares the SDK, unless another login came first while this one waited. */
  #use(sdk: Sdk): Sdk {
    if (this.#loaded) return this.#loaded;
    this.#source.prepare(sdk);
    return (this.#loaded = sdk);
  }

  /** Finds the SDK in a module: bundlers differ in how many default exports they put around a CommonJS file. */
  #sdkIn(module: unknown): Sdk {
    const inside = propertyOf(module, 'default');
    const candidates = [module, inside, propertyOf(inside, 'default')];
    for (const candidate of candidates) if (this.#source.isSdk(candidate)) return candidate;
    throw this.#unavailable(this.#source.problemOf(candidates));
  }

  #unavailable(what: string, cause?: unknown): RtmError {
    return new RtmError({
      code: 'sdk-unavailable',
      operation: 'load-sdk',
      message: `${this.#source.name} ${what}`,
      cause,
    });
  }
}

/** A property of something of which nothing is known; `undefined` where it has none. For adapters. */
export function propertyOf(value: unknown, name: string): unknown {
  const holder = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return holder ? (value as Record<string, unknown>)[name] : undefined;
}
