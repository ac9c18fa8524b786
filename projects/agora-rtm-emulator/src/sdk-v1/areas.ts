import { invalidArgument } from './rtm-error.ts';
import type * as RtmStatusCode from './status-codes.ts';

const AREAS: Record<keyof typeof RtmStatusCode.AreaCode, true> = {
  GLOBAL: true,
  INDIA: true,
  JAPAN: true,
  ASIA: true,
  EUROPE: true,
  CHINA: true,
  NORTH_AMERICA: true,
};

/** Areas that can be excluded, but not chosen: an oddity of the bundle. */
const EXCLUDABLE = new Set([
  ...Object.keys(AREAS),
  'OCEANIA',
  'SOUTH_AMERICA',
  'AFRICA',
  'OVERSEA',
]);

const LEGACY_AREAS: Record<keyof typeof RtmStatusCode.LegacyAreaCode, true> = {
  CN: true,
  NA: true,
  EU: true,
  AS: true,
  JP: true,
  IN: true,
  GLOB: true,
  OC: true,
  SA: true,
  AF: true,
  OVS: true,
};

/**
 * Where Agora may route the connection: checked as the SDK does, and without effect here.
 *
 * @throws RtmInvalidArgumentError without a code.
 */
export function setArea(areaConfig: {
  areaCodes: RtmStatusCode.AreaCode[];
  excludedArea?: RtmStatusCode.AreaCode;
}): void {
  // Not by destructuring, which words the TypeError for a missing object otherwise.
  const areaCodes: unknown = areaConfig.areaCodes;
  const excludedArea: unknown = areaConfig.excludedArea;
  if (!isListOf(areaCodes, AREAS)) throw invalidArgument('Invalid area config');
  if (excludedArea === undefined) return;
  if (excludedArea === 'GLOBAL') throw invalidArgument('Excluded area cannot be global');
  if (areaCodes.includes(excludedArea)) {
    throw invalidArgument('Excluded area cannot be in areaCodes');
  }
  if (typeof excludedArea !== 'string' || !EXCLUDABLE.has(excludedArea))
    throw invalidArgument('Invalid excludedArea:');
}

/** The third argument of `createInstance`. @throws RtmInvalidArgumentError without a code. */
export function checkLegacyAreas(areaCodes: unknown): void {
  if (areaCodes === undefined) return;
  if (!Array.isArray(areaCodes) || areaCodes.length === 0) {
    throw invalidArgument('Invalid area config');
  }
  if (isListOf(areaCodes, LEGACY_AREAS)) return;
  throw invalidArgument(`Invalid area codes: ${areaCodes.join(', ')}`);
}

function isListOf(codes: unknown, known: object): codes is unknown[] {
  if (!Array.isArray(codes) || codes.length === 0) return false;
  return codes.every((code) => Object.hasOwn(known, String(code)));
}
