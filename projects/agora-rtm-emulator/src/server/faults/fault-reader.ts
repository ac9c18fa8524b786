import { isAppId, isName } from '../../protocol/names.ts';
import { KICK_REASONS, LOGIN_REFUSALS } from './fault.ts';
import type { Fault } from './fault.ts';

/** A fault that cannot be; the message says what to change. */
export class FaultError extends Error {}

/** Longest delay: ten minutes, in milliseconds. Every wait has an end. */
const MAX_DELAY_MS = 600_000;

/** A token lives a day at most, in milliseconds. Source: Agora's token page. */
const MAX_TOKEN_MS = 86_400_000;

const MAX_TIMES = 1_000_000;

interface Field {
  readonly accepts: (value: unknown) => boolean;
  /** Ends the sentence "userId must be ...". */
  readonly must: string;
}

const whole = (min: number, max: number): Field => ({
  accepts: (value) => Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max,
  must: `a whole number from ${min} to ${max}`,
});

const oneOf = (values: readonly unknown[]): Field => ({
  accepts: (value) => values.includes(value),
  must: values.join(' or '),
});

const FIELDS = {
  appId: { accepts: isAppId, must: 'an App ID of 32 printable ASCII characters' },
  userId: { accepts: isName, must: 'a user id' },
  channelName: { accepts: isName, must: 'a channel name' },
  name: {
    accepts: (value) => typeof value === 'string' && /^[a-zA-Z0-9]{1,64}$/.test(value),
    must: 'the name of an operation or event, as in "publish" or "message"',
  },
  traffic: oneOf(['request', 'answer', 'event']),
  times: whole(1, MAX_TIMES),
  probability: {
    accepts: (value) => typeof value === 'number' && value > 0 && value <= 1,
    must: 'a number above 0, up to 1',
  },
  seed: whole(0, 4_294_967_295),
  ms: whole(0, MAX_DELAY_MS),
  jitterMs: whole(0, MAX_DELAY_MS),
  withinMs: whole(1, MAX_DELAY_MS),
  code: oneOf(LOGIN_REFUSALS),
  reason: oneOf(KICK_REASONS),
  inMs: whole(0, MAX_TOKEN_MS),
} satisfies Record<string, Field>;

type FieldName = keyof typeof FIELDS;

const USER = ['appId', 'userId'] as const;
const CHANNEL = [...USER, 'channelName'] as const;
const LIMITS = ['times', 'probability', 'seed'] as const;
const PACKETS = [...CHANNEL, ...LIMITS, 'name'] as const;

/** The fields each type takes. */
const TYPES: Readonly<Record<Fault['type'], readonly FieldName[]>> = {
  delay: [...PACKETS, 'traffic', 'ms', 'jitterMs'],
  drop: [...PACKETS, 'traffic'],
  duplicate: [...PACKETS, 'traffic'],
  reorder: [...PACKETS, 'withinMs'],
  cut: [...PACKETS, 'traffic'],
  stall: USER,
  refuseLogin: [...USER, ...LIMITS, 'code'],
  kick: [...CHANNEL, 'reason'],
  ban: USER,
  expireToken: [...CHANNEL, 'inMs'],
  hideHistory: [...CHANNEL, ...LIMITS],
  failHistory: [...CHANNEL, ...LIMITS],
};

/** Reads a fault, whoever it comes from, into a fresh object. @throws FaultError that says what to change. */
export function readFault(input: unknown): Fault {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new FaultError('A fault is an object, as in {"type":"drop","userId":"alice"}.');
  }
  const { type, ...rest } = input as Record<string, unknown>;
  if (!isType(type)) {
    throw new FaultError(`"type" must be one of ${Object.keys(TYPES).join(', ')}.`);
  }
  const allowed: readonly string[] = TYPES[type];
  const given = Object.entries(rest).filter(([, value]) => value !== undefined);
  for (const [key, value] of given) {
    if (!allowed.includes(key)) {
      throw new FaultError(
        `A fault of type "${type}" does not take ${quote(key)}, but ${allowed.join(', ')}.`,
      );
    }
    const { accepts, must } = FIELDS[key as FieldName];
    if (!accepts(value)) throw new FaultError(`"${key}" must be ${must}.`);
  }
  const fault = { type, ...Object.fromEntries(given) } as Fault;
  assertSense(fault);
  return fault;
}

/** What no field can say alone. */
function assertSense(fault: Fault): void {
  if (fault.type === 'delay' && (fault as { ms?: number }).ms === undefined) {
    throw new FaultError('A fault of type "delay" needs "ms".');
  }
  if (fault.type === 'duplicate' && (fault.traffic as string) === 'answer') {
    throw new FaultError('An answer cannot come twice: "traffic" must be request or event.');
  }
  if (fault.type === 'cut' && fault.traffic === undefined) {
    const pointless = (['name', ...LIMITS] as const).find((key) => fault[key] !== undefined);
    if (pointless === undefined) return;
    throw new FaultError(`A cut at once does not take "${pointless}": add "traffic".`);
  }
}

function isType(type: unknown): type is Fault['type'] {
  return typeof type === 'string' && Object.hasOwn(TYPES, type);
}

/** Part of a message, whatever a client sent. */
function quote(key: string): string {
  return JSON.stringify(key.slice(0, 40));
}
