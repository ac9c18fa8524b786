import { propertyOf, RtmError, type SdkSource } from 'ngx-agora-rtm/client';
import type { AgoraV1Sdk } from './agora-v1-sdk';
import { toRtmError } from './error-table';

/** What a bundler makes of the SDK: itself, or a module that has it as its default export. */
export type AgoraV1Module = AgoraV1Sdk | { readonly default: AgoraV1Sdk };

/** What is set in the SDK before its first use. */
export interface SdkSettings {
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Empty: the SDK's own. */
  readonly areas: readonly string[];
}

/** Where SDK 1.x comes from, with what to set before its first use. */
export function sdkSource(
  load: () => Promise<AgoraV1Module>,
  { parameters, areas }: SdkSettings,
): SdkSource<AgoraV1Sdk> {
  return {
    name: 'The Agora RTM SDK',
    load,
    isSdk: (candidate): candidate is AgoraV1Sdk =>
      typeof propertyOf(candidate, 'createInstance') === 'function',
    problemOf: (candidates) =>
      candidates.some((one) => typeof propertyOf(one, 'RTM') === 'function')
        ? 'is version 2.x, and agoraV1() needs 1.x'
        : 'has no createInstance() in what was loaded',
    prepare: (sdk) => {
      for (const [key, value] of Object.entries(parameters)) setParameter(sdk, key, value);
      if (areas.length > 0) setAreas(sdk, areas);
    },
  };
}

/** Unlike 2.x the SDK ignores a parameter that it does not know, so it is asked whether it took it. */
function setParameter(sdk: AgoraV1Sdk, key: string, value: unknown): void {
  sdk.setParameter?.(key, value);
  if (sdk.getParameter && Object.is(sdk.getParameter(key), value)) return;
  throw new RtmError({
    code: 'invalid-argument',
    operation: 'configure',
    message: `The Agora RTM SDK does not take the parameter ${key}`,
  });
}

function setAreas(sdk: AgoraV1Sdk, areas: readonly string[]): void {
  try {
    sdk.setArea({ areaCodes: [...areas] });
  } catch (error) {
    throw toRtmError(error, 'configure', null);
  }
}
