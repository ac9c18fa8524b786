import { AreaCode } from './constants-type.ts';
import { invalidArgument } from './rtm-error.ts';

/** Where Agora may route the connection: checked as the SDK does, and without effect here. */
export interface AreaOptions {
  areaCodes: readonly string[];
  excludedArea?: string;
}

/** The SDK's checks in their order: what is wrong, in its words. `null` when nothing is. */
function problemOf(options: AreaOptions): string | null {
  // Not by destructuring, which words the TypeError for a missing object otherwise.
  const areaCodes: unknown = options.areaCodes;
  const excludedArea: unknown = options.excludedArea;
  const isArea = (code: unknown) => Object.hasOwn(AreaCode, String(code));
  if (!Array.isArray(areaCodes) || !areaCodes.every(isArea)) return 'Invalid area config';
  if (excludedArea === undefined) return null;
  if (excludedArea === AreaCode.GLOBAL) return 'Excluded area cannot be global';
  if (areaCodes.includes(excludedArea)) return 'Excluded area cannot be in areaCodes';
  if (isArea(excludedArea)) return null;
  return excludedArea ? 'Invalid excludedArea' : 'Invalid excludedArea area config';
}

/** @throws RtmInvalidArgumentError without a code when an area is unknown, or excluded and asked for. */
export function setArea(options: AreaOptions): void {
  const problem = problemOf(options);
  if (problem !== null) throw invalidArgument('setArea', problem);
}
