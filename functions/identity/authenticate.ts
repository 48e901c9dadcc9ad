import { ProblemError } from '../runtime/problem.ts';
import type { FindPrincipal } from './find-principal.ts';
import type { Principal } from './types.ts';
import type { VerifyToken } from './verify-token.ts';

export interface Authenticated {
  readonly principal: Principal;
  /** Epoch ms at which the credentials end; null = they do not end by themselves. */
  readonly expiresAt: number | null;
}
/** One kind of credentials: null = not of my kind, so the next one is asked. @throws ProblemError `unauthorised` */
export type Verifier = (credentials: string) => Promise<Authenticated | null>;
export type Authenticate = (credentials: string | null) => Promise<Authenticated>;

/** Tokens of the log-in (three dot-separated parts). */
export const createUserVerifier =
  (deps: { readonly verifyToken: VerifyToken; readonly findPrincipal: FindPrincipal }): Verifier =>
  async (credentials) => {
    if (credentials.split('.').length !== 3) return null;
    const { sub, expiresAt } = await deps.verifyToken(credentials);
    const principal = await deps.findPrincipal(sub);
    if (principal === null) throw new ProblemError('unauthorised', 'The token is valid but belongs to no user of this platform.');
    return { principal, expiresAt };
  };

/** Asks each verifier in turn; partner API keys will be one more in the list. */
export const createAuthenticate =
  (verifiers: readonly Verifier[]): Authenticate =>
  async (credentials) => {
    if (credentials === null || credentials === '') throw new ProblemError('unauthorised', 'Send an access token.');
    for (const verify of verifiers) {
      const found = await verify(credentials);
      if (found !== null) return found;
    }
    throw new ProblemError('unauthorised', 'The credentials are of no known kind.');
  };
