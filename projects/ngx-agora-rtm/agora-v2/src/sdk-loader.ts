import { RtmError } from 'ngx-agora-rtm/client';
import type { AgoraV2Sdk } from './agora-v2-sdk';
import { bounded } from './bounded-call';
import { toRtmError } from './error-table';

/**
 * How long to wait for the file of the SDK. It is 438 kB compressed: 30 s is enough at 15 kB/s, the "slow 3G" of
 * browsers' developer tools being 50.
 */
export const SDK_LOAD_TIMEOUT = 30_000;

/** What a bundler makes of the SDK: itself, or a module that has it as its default export. */
export type AgoraV2Module = AgoraV2Sdk | { readonly default: AgoraV2Sdk };

/** Loads the SDK once and sets its parameters. A load that fails is tried afresh by the next one. */
export class SdkLoader {
  #loaded: AgoraV2Sdk | null = null;

  constructor(
    private readonly load: () => Promise<AgoraV2Module>,
    private readonly parameters: Readonly<Record<string, unknown>>,
  ) {}

  /** @throws RtmError of code `sdk-unavailable`, or `invalid-argument` for a parameter that the SDK refuses. */
  async get(signal: AbortSignal): Promise<AgoraV2Sdk> {
    if (this.#loaded) return this.#loaded;
    let module: unknown;
    try {
      module = await bounded(this.load, {
        ms: SDK_LOAD_TIMEOUT,
        signal,
        onTimeout: () => unavailable(`did not load within ${SDK_LOAD_TIMEOUT / 1000} s`),
      });
    } catch (error) {
      if (error instanceof RtmError) throw error;
      throw unavailable(
        `did not load (${error instanceof Error ? error.message : String(error)})`,
        error,
      );
    }
    return this.#use(sdkOf(module));
  }

  /** Sets the parameters, unless another login came first while this one waited. */
  #use(sdk: AgoraV2Sdk): AgoraV2Sdk {
    if (this.#loaded) return this.#loaded;
    for (const [key, value] of Object.entries(this.parameters)) setParameter(sdk, key, value);
    return (this.#loaded = sdk);
  }
}

function setParameter(sdk: AgoraV2Sdk, key: string, value: unknown): void {
  try {
    sdk.setParameter(key, value);
  } catch (error) {
    const { code, vendorCode } = toRtmError(error, 'configure');
    throw new RtmError({
      code: vendorCode === null ? 'invalid-argument' : code,
      operation: 'configure',
      message: `The Agora RTM SDK does not take the parameter ${key}`,
      vendorCode: vendorCode ?? undefined,
      cause: error,
    });
  }
}

/** Finds the SDK in a module: bundlers differ in how many default exports they put around a CommonJS file. */
function sdkOf(module: unknown): AgoraV2Sdk {
  let candidate = module;
  for (let depth = 0; depth < 3; depth++) {
    if (isSdk(candidate)) return candidate;
    candidate = property(candidate, 'default');
  }
  const isVersion1 = [module, property(module, 'default')].some(
    (value) => typeof property(value, 'createInstance') === 'function',
  );
  throw unavailable(
    isVersion1 ? 'is version 1.x, and agoraV2() needs 2.x' : 'has no RTM class in what was loaded',
  );
}

function isSdk(value: unknown): value is AgoraV2Sdk {
  return (
    typeof property(value, 'RTM') === 'function' &&
    typeof property(value, 'setParameter') === 'function'
  );
}

function property(value: unknown, name: string): unknown {
  const holder = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return holder ? (value as Record<string, unknown>)[name] : undefined;
}

function unavailable(what: string, cause?: unknown): RtmError {
  return new RtmError({
    code: 'sdk-unavailable',
    operation: 'load-sdk',
    message: `The Agora RTM SDK ${what}`,
    cause,
  });
}
