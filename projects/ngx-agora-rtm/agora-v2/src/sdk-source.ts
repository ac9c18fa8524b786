import { propertyOf, RtmError, type SdkSource } from 'ngx-agora-rtm/client';
import type { AgoraV2Sdk } from './agora-v2-sdk';
import { toRtmError } from './error-table';

/** What a bundler makes of the SDK: itself, or a module that has it as its default export. */
export type AgoraV2Module = AgoraV2Sdk | { readonly default: AgoraV2Sdk };

/** Where SDK 2.x comes from, with the parameters to set before its first use. */
export function sdkSource(
  load: () => Promise<AgoraV2Module>,
  parameters: Readonly<Record<string, unknown>>,
): SdkSource<AgoraV2Sdk> {
  return {
    name: 'The Agora RTM SDK',
    load,
    isSdk: (candidate): candidate is AgoraV2Sdk =>
      typeof propertyOf(candidate, 'RTM') === 'function' &&
      typeof propertyOf(candidate, 'setParameter') === 'function',
    problemOf: (candidates) =>
      candidates.some((one) => typeof propertyOf(one, 'createInstance') === 'function')
        ? 'is version 1.x, and agoraV2() needs 2.x'
        : 'has no RTM class in what was loaded',
    prepare: (sdk) => {
      for (const [key, value] of Object.entries(parameters)) setParameter(sdk, key, value);
    },
  };
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
