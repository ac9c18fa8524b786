/** A request that is not served: the status, and what to tell the caller to do. */
export class Refusal extends Error {
  readonly status: number;
  /** Stable word for programs, as in `other_user`. */
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}
