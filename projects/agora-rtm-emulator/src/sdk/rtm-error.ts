import { ERROR_REASONS } from '../protocol/error-codes.ts';
import type { ErrorCode } from '../protocol/error-codes.ts';

/** What every error of the SDK says, as plain data. */
export interface ErrorInfo {
  error: boolean;
  reason: string;
  operation: string;
  errorCode: number;
}

/** Facts an error is made with. */
export interface IErrorInfo {
  code?: number;
  serverCode?: number;
  originalError?: unknown;
}

/**
 * Base of all errors of the SDK. Shape, property order and texts were observed with 2.3.0:
 * `message` is `Error Code <code> - <reason>`, `errorCode` and `code` are the same number.
 */
export class RTMBaseError extends Error implements ErrorInfo {
  // Declared in the SDK's order, so that own properties come in it; optional ones exist as undefined.
  originalError?: Error;
  code?: number;
  serverCode?: number;
  error = true;
  reason: string;
  operation: string;
  errorCode: number;

  constructor(
    operation: string,
    args: string | readonly [string, ...unknown[]] = '',
    errorInfo?: IErrorInfo | string | number,
  ) {
    const info = toInfo(errorInfo);
    const reason = format(args);
    super(toMessage(info, reason));
    if (info.originalError !== undefined) this.originalError = info.originalError as Error;
    if (info.code !== undefined) this.code = info.code;
    if (info.serverCode !== undefined) this.serverCode = info.serverCode;
    this.reason = reason;
    // Callers without types may leave it out.
    this.operation = operation || '';
    this.errorCode = info.code ?? 0;
    // Observed: a text is taken for the name.
    if (typeof errorInfo === 'string') this.name = errorInfo;
  }
}

class RtmInvalidArgumentError extends RTMBaseError {
  override name = 'RtmInvalidArgumentError';
}
class RtmInvalidStatusError extends RTMBaseError {
  override name = 'RtmInvalidStatusError';
}
class RtmLimitExceededError extends RTMBaseError {
  override name = 'RtmLimitExceededError';
}
class RtmTimeoutError extends RTMBaseError {
  override name = 'RtmTimeoutError';
}
class RtmInvokeTooOftenError extends RTMBaseError {
  override name = 'RtmInvokeTooOftenError';
}
class RtmUnauthenticatedError extends RTMBaseError {
  override name = 'RtmUnauthenticatedError';
}
class RtmUnavailableError extends RTMBaseError {
  override name = 'RtmUnavailableError';
  statusCode?: number;
}
class RtmInternalError extends RTMBaseError {
  override name = 'RtmInternalError';
}
class RtmUnknownError extends RTMBaseError {
  override name = 'RtmUnknownError';
}

/** The nine classes an application can tell apart by `name`; it cannot import them. */
const CLASSES = {
  RtmInvalidArgumentError,
  RtmInvalidStatusError,
  RtmLimitExceededError,
  RtmTimeoutError,
  RtmInvokeTooOftenError,
  RtmUnauthenticatedError,
  RtmUnavailableError,
  RtmInternalError,
  RtmUnknownError,
};

/** Names of the errors of the SDK. */
export type RtmErrorName = keyof typeof CLASSES;

/**
 * Which class a code comes as; {@link DEFAULT_NAME} when it is not here. Observed for -10xxx and those of
 * presence states, read in the shipped bundle for the others, which need a server. Some come as two
 * classes, by the place: {@link serverError}, and `publish` for -11010 and -15005.
 */
const NAMES: Partial<Record<ErrorCode, RtmErrorName>> = {
  [-10005]: 'RtmInvalidArgumentError',
  [-10006]: 'RtmInvalidArgumentError',
  [-10008]: 'RtmInvalidArgumentError',
  [-10010]: 'RtmInvalidArgumentError',
  [-10011]: 'RtmTimeoutError',
  [-10014]: 'RtmInvalidArgumentError',
  [-10016]: 'RtmInvalidArgumentError',
  [-10019]: 'RtmInvalidArgumentError',
  [-10024]: 'RtmInvalidArgumentError',
  [-10025]: 'RtmInvalidStatusError',
  [-10026]: 'RtmTimeoutError',
  [-11005]: 'RtmLimitExceededError',
  [-11008]: 'RtmInvalidArgumentError',
  [-11009]: 'RtmInvalidArgumentError',
  [-11010]: 'RtmInvalidArgumentError',
  [-11024]: 'RtmUnknownError',
  [-11026]: 'RtmTimeoutError',
  [-11028]: 'RtmUnknownError',
  [-11029]: 'RtmInvalidArgumentError',
  [-11030]: 'RtmInvalidArgumentError',
  [-12002]: 'RtmLimitExceededError',
  [-12003]: 'RtmInvalidArgumentError',
  [-12005]: 'RtmInvalidArgumentError',
  [-12006]: 'RtmLimitExceededError',
  [-12007]: 'RtmInvalidArgumentError',
  [-12009]: 'RtmInvalidArgumentError',
  [-12010]: 'RtmInvalidArgumentError',
  [-12011]: 'RtmInvalidArgumentError',
  [-12012]: 'RtmLimitExceededError',
  [-12015]: 'RtmInvalidStatusError',
  [-12017]: 'RtmLimitExceededError',
  [-13003]: 'RtmInvalidArgumentError',
  [-13004]: 'RtmLimitExceededError',
  [-13005]: 'RtmLimitExceededError',
  [-13006]: 'RtmInvalidArgumentError',
  [-13008]: 'RtmInvalidArgumentError',
  [-13009]: 'RtmLimitExceededError',
  [-13010]: 'RtmInvalidArgumentError',
  [-13012]: 'RtmTimeoutError',
  [-14005]: 'RtmInvalidArgumentError',
  [-15002]: 'RtmInvalidArgumentError',
  [-15004]: 'RtmInvalidArgumentError',
};

const DEFAULT_NAME: RtmErrorName = 'RtmUnavailableError';

/**
 * The error of a code, with the SDK's own text.
 *
 * @param operation Name of the call as the SDK writes it, which is not always the method's name.
 * @param detail Added to the text.
 */
export function rtmError(code: ErrorCode, operation: string, detail = ''): RTMBaseError {
  const name = NAMES[code] ?? DEFAULT_NAME;
  return new CLASSES[name](operation, ERROR_REASONS[code] + detail, code);
}

/** Refusals of a token by the server; they come as `RtmUnauthenticatedError` (bundle). */
const TOKEN_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([-10005, -10009, -10015]);

/** The error of a code the server sent; codes this version does not know come as -10012. */
export function serverError(code: number, operation: string, detail = ''): RTMBaseError {
  const known = Object.hasOwn(ERROR_REASONS, code) ? (code as ErrorCode) : -10012;
  // A token the server refuses is another class than one refused before it was sent (bundle).
  if (TOKEN_CODES.has(known)) {
    return new RtmUnauthenticatedError(operation, ERROR_REASONS[known] + detail, known);
  }
  return rtmError(known, operation, detail);
}

/** An invalid argument: without a code as `setArea` throws it, or with one that is usually another class. */
export function invalidArgument(operation: string, reason: string, code?: ErrorCode): RTMBaseError {
  return new RtmInvalidArgumentError(operation, reason, code);
}

/** What cannot be had now, with a code that is usually another class. */
export function unavailable(operation: string, code: ErrorCode): RTMBaseError {
  return new RtmUnavailableError(operation, ERROR_REASONS[code], code);
}

/** A limit that is exceeded, with a code that is usually another class. */
export function limitExceeded(operation: string, code: ErrorCode): RTMBaseError {
  return new RtmLimitExceededError(operation, ERROR_REASONS[code], code);
}

function toInfo(errorInfo: IErrorInfo | string | number | undefined): IErrorInfo {
  if (typeof errorInfo === 'object') return errorInfo;
  return typeof errorInfo === 'number' ? { code: errorInfo } : {};
}

function toMessage({ code, serverCode }: IErrorInfo, reason: string): string {
  const codes = [
    ...(code === undefined ? [] : [`Error Code ${code}`]),
    ...(serverCode === undefined ? [] : [`server Code ${serverCode}`]),
  ];
  return codes.length === 0 ? reason : `${codes.join(', ')} - ${reason}`;
}

function format(args: string | readonly [string, ...unknown[]]): string {
  const [template, ...values] = typeof args === 'string' ? [args] : args;
  const text = template.replace(/%[sdo]/g, (token) =>
    values.length === 0 ? token : String(values.shift()),
  );
  return text === '' || text.endsWith('.') ? text : `${text}.`;
}
