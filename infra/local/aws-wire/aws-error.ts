/** An answer an AWS service gives as an error: `code` is the exception's name, `extra` goes into the body beside the message. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;
  readonly status: number;
  readonly extra: Readonly<Record<string, unknown>>;
  constructor(code: string, message: string, status = 400, extra: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.extra = extra;
  }
}

export const validationError = (message: string): AwsError => new AwsError('ValidationException', message);
