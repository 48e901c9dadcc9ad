export type SpoolErrorCode = 'spool.locked' | 'spool.closed' | 'spool.state';

/** What keeps a spool from being opened or used; disk errors while running are states, not errors. */
export class SpoolError extends Error {
  override readonly name = 'SpoolError';
  readonly code: SpoolErrorCode;
  constructor(code: SpoolErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
