/** Facts an error is made with. */
export interface ErrorFacts {
  /** Code of the operation's own table: the same number means other things elsewhere. */
  readonly code?: number;
  /** Code of the access point. */
  readonly serverCode?: number;
  readonly originalError?: unknown;
}

/**
 * Base of all errors of the SDK. It is not exported there: tell errors apart by `name`, and by `code`
 * for the operation at hand. Own properties, their order and the texts were observed with 1.5.1.
 */
export class RtmError extends Error {
  originalError: unknown = undefined;
  code: number | undefined = undefined;
  serverCode: number | undefined = undefined;

  constructor(name: RtmErrorName, text: string, { code, serverCode, originalError }: ErrorFacts) {
    const codes =
      (code === undefined ? '' : ` Error Code ${code}`) +
      (serverCode === undefined ? '' : `, server Code ${serverCode}`);
    const sentence = text.endsWith('.') ? text : `${text}.`;
    super(codes === '' ? sentence : `${codes} - ${sentence}`);
    this.originalError = originalError;
    this.code = code;
    this.serverCode = serverCode;
    this.name = name;
  }
}

/** Names of the errors of the SDK. */
export type RtmErrorName =
  | 'RtmInvalidArgumentError'
  | 'RtmInvalidStatusError'
  | 'RtmLimitExceededError'
  | 'RtmTimeoutError'
  | 'RtmInvokeTooOftenError'
  | 'RtmUnauthenticatedError'
  | 'RtmUnavailableError'
  | 'RtmUnknownError';

export function invalidArgument(text: string, code?: number): RtmError {
  return make('RtmInvalidArgumentError', text, code);
}

/** What cannot be done now. */
export function invalidStatus(text: string, code?: number): RtmError {
  return make('RtmInvalidStatusError', text, code);
}

export function limitExceeded(text: string, code: number): RtmError {
  return make('RtmLimitExceededError', text, code);
}

export function tooOften(text: string, code: number): RtmError {
  return make('RtmInvokeTooOftenError', text, code);
}

/** @param call As in `RtmClient.login`. */
export function timedOut(call: string, ms: number, code: number): RtmError {
  return make('RtmTimeoutError', `Executing "${call}" timed out after ${ms / 1_000}s`, code);
}

/** The same for the requests that the SDK times itself. */
export function requestTimedOut(text: string, code: number): RtmError {
  return make('RtmTimeoutError', text, code);
}

export function unavailable(text: string, facts: ErrorFacts): RtmError {
  // This class alone has a property more, as observed.
  return Object.assign(new RtmError('RtmUnavailableError', text, facts), { statusCode: undefined });
}

export function unknownFailure(text: string, code: number): RtmError {
  return make('RtmUnknownError', text, code);
}

export function unauthenticated(text: string, facts: ErrorFacts): RtmError {
  return new RtmError('RtmUnauthenticatedError', text, facts);
}

function make(name: RtmErrorName, text: string, code: number | undefined): RtmError {
  return new RtmError(name, text, code === undefined ? {} : { code });
}
