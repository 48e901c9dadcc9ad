import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { ProblemError } from '../runtime/problem.ts';
import { clockToleranceSeconds, tokenAlgorithms } from './constants.ts';

export interface VerifiedToken {
  readonly sub: string;
  /** Epoch ms. */
  readonly expiresAt: number;
}
/** @throws ProblemError `unauthorised` for any token that is not ours, not valid or not valid now; `unavailable` when the keys cannot be fetched. */
export type VerifyToken = (token: string) => Promise<VerifiedToken>;

const refused = (why: string, cause?: unknown): ProblemError => new ProblemError('unauthorised', why, { cause });

const problemOfToken = (error: unknown): ProblemError => {
  if (error instanceof errors.JWTExpired) return refused('The token has expired.', error);
  if (error instanceof errors.JWTClaimValidationFailed) return refused(`The token's claim "${error.claim}" does not fit this API.`, error);
  if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC')
    return new ProblemError('unavailable', 'The keys of the identity provider cannot be read just now.', { cause: error });
  return refused('The token is not valid.', error);
};

/**
 * Checks an access token: signature by a key of the issuer's key set, algorithm from the allow-list, issuer, expiry, client, and use
 * (an identity token of the same user is not a credential for the API).
 */
export const createTokenVerifier =
  (deps: { readonly issuer: string; readonly clientId: string; readonly keys: JWTVerifyGetKey; readonly now: () => number }): VerifyToken =>
  async (token) => {
    let payload: Awaited<ReturnType<typeof jwtVerify>>['payload'];
    try {
      const verified = await jwtVerify(token, deps.keys, {
        issuer: deps.issuer,
        algorithms: tokenAlgorithms,
        clockTolerance: clockToleranceSeconds,
        currentDate: new Date(deps.now()),
        requiredClaims: ['sub', 'exp', 'client_id', 'token_use'],
      });
      payload = verified.payload;
    } catch (error) {
      throw problemOfToken(error);
    }
    if (payload.token_use !== 'access') throw refused('The token is no access token.');
    if (payload.client_id !== deps.clientId) throw refused('The token was made for another client.');
    if (payload.sub === undefined || payload.exp === undefined) throw refused('The token names no subject.');
    return { sub: payload.sub, expiresAt: payload.exp * 1_000 };
  };
