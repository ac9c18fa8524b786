import type { ErrorCode } from '../protocol/error-codes.ts';

/** Why the server does not do what a client asked; becomes the answer to that client. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  /** More about the reason; never anything the client sent. */
  readonly detail: string | undefined;

  constructor(code: ErrorCode, detail?: string) {
    super(`Refused with ${code}.`);
    this.code = code;
    this.detail = detail;
  }
}
