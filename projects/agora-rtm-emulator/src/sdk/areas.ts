import { AreaCode } from './constants-type.ts';
import { invalidArgument } from './rtm-error.ts';

/** Where Agora may route the connection: checked as the SDK does, and without effect here. */
export interface AreaOptions {
  areaCodes: readonly string[];
  excludedArea?: string;
}

/** @throws RtmInvalidArgumentError without a code when an area is unknown. */
export function setArea({ areaCodes, excludedArea }: AreaOptions): void {
  const known = new Set<unknown>(Object.values(AreaCode));
  const isValid =
    Array.isArray(areaCodes) &&
    areaCodes.every((code) => known.has(code)) &&
    (excludedArea === undefined || known.has(excludedArea));
  if (!isValid) throw invalidArgument('setArea', 'Invalid area config');
}
