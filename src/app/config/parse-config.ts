import type { DeskConfig } from './desk-config';

/** What is wrong in one place of the configuration. */
export interface ConfigProblem {
  /** The key, or `null` where the file as a whole is meant. */
  readonly key: string | null;
  /** What is wrong and what it must be, as a sentence. */
  readonly text: string;
}

/** A configuration, or everything that is wrong with it. */
export type ConfigResult =
  { readonly config: DeskConfig } | { readonly problems: readonly ConfigProblem[] };

const DEFAULTS = { emulatorUrl: 'http://localhost:9700', tokenUrl: null, history: true } as const;

/** What is wrong with the value of each key, as the rest of a sentence; `null` if nothing is. */
const CHECKS: Readonly<Record<keyof DeskConfig, (value: unknown) => string | null>> = {
  backend: (value) =>
    value === 'emulator' || value === 'agora' ? null : 'must be "emulator" or "agora"',
  appId: (value) =>
    typeof value === 'string' && /^[0-9a-zA-Z]{32}$/.test(value)
      ? null
      : 'must be the App ID of your project: 32 letters and digits',
  emulatorUrl: (value) =>
    isHttpUrl(value) ? null : 'must be an address such as "http://localhost:9700"',
  tokenUrl: (value) =>
    value === null || isHttpUrl(value)
      ? null
      : 'must be null, or an address such as "https://example.com/rtm-token"',
  history: (value) => (typeof value === 'boolean' ? null : 'must be true or false'),
};

/** Checks a configuration, and names everything that is wrong with it rather than the first thing only. */
export function parseConfig(value: unknown): ConfigResult {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return {
      problems: [{ key: null, text: `The file must hold an object, but holds ${show(value)}.` }],
    };
  }
  const given: Record<string, unknown> = { ...DEFAULTS, ...value };
  const problems: ConfigProblem[] = [];
  for (const key of Object.keys(value)) {
    if (Object.hasOwn(CHECKS, key)) continue;
    const known = Object.keys(CHECKS).join(', ');
    problems.push({ key, text: `This key is not known. The keys are ${known}.` });
  }
  for (const [key, check] of Object.entries(CHECKS)) {
    const problem = check(given[key]);
    if (problem === null) continue;
    const found = Object.hasOwn(given, key) ? `but is ${show(given[key])}` : 'but is missing';
    problems.push({ key, text: `It ${problem}, ${found}.` });
  }
  return problems.length > 0 ? { problems } : { config: given as unknown as DeskConfig };
}

function isHttpUrl(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  return ['http:', 'https:'].includes(new URL(value).protocol);
}

/** A value as it stands in the file, cut where it is long. */
function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
