export type IdentityErrorCode =
  | 'identity.permissions'
  | 'identity.damaged'
  | 'identity.notEnrolled'
  | 'identity.alreadyEnrolled'
  | 'identity.codeRefused';

/** Why the agent cannot say who it is. The start stops; the message says what to do. */
export class IdentityError extends Error {
  override readonly name = 'IdentityError';
  readonly code: IdentityErrorCode;
  constructor(code: IdentityErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
