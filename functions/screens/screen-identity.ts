import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { FindPrincipal, Verifier } from '../identity/principal.ts';
import type { Principal } from '../identity/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import { tokenValidMs } from './constants.ts';
import { isScreenToken, screenOfToken } from './core/screen-token.ts';
import { screenOfSubject, screenPrincipalOf } from './screen-principal.ts';
import { createScreenStore } from './screen-store.ts';
import { sameHash, sha256 } from './secrets.ts';
import type { ScreenCredentials } from './types.ts';

/** Published door of screens: who a screen is. */
export interface ScreenIdentity {
  /** For `Authorization: Bearer tls_…`, and the same in the socket's protocol header. */
  readonly verify: Verifier;
  /** Principal of a subject `screen:<id>`; null for other subjects and for revoked screens. */
  readonly findPrincipal: FindPrincipal;
}

/**
 * Nothing is kept between two requests: a screen asks twice a minute, and a revoked one is refused from the next request on. Unknown,
 * revoked, misspelt and outdated tokens are answered alike.
 */
export const createScreenIdentity = (deps: {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
  readonly now: () => number;
}): ScreenIdentity => {
  const store = createScreenStore(deps);

  const principalOf = async (credentials: ScreenCredentials): Promise<Principal | null> => {
    const screen = await store.find(credentials);
    return screen === null ? null : screenPrincipalOf(credentials, screen, deps.now());
  };

  /** Which of the two tokens it may have it is; null = neither. */
  const tokenOf = (of: ScreenCredentials, hash: string): { readonly madeAt: number | null; readonly isNext: boolean } | null => {
    if (sameHash(hash, of.nextSha256)) return { madeAt: of.nextMadeAt, isNext: true };
    return sameHash(hash, of.tokenSha256) ? { madeAt: of.tokenMadeAt, isNext: false } : null;
  };

  return {
    verify: async (token) => {
      if (!isScreenToken(token)) return null;
      const refusal = new ProblemError('unauthorised', 'The token belongs to no paired screen: it was revoked or replaced. Pair it again.');
      const screen = screenOfToken(token);
      const credentials = screen === null ? null : await store.credentials(screen);
      if (credentials === null) throw refusal;
      const hash = sha256(token);
      const { madeAt, isNext } = tokenOf(credentials, hash) ?? { madeAt: null, isNext: false };
      if (madeAt === null || madeAt + tokenValidMs <= deps.now()) throw refusal;
      // From its first use on the new token is the only one; a first token cannot be fetched again.
      if (isNext) await store.takeNextToken(credentials.screen, hash, deps.now());
      else if (credentials.tokenUsedAt === null) await store.firstUse(credentials.screen, hash, deps.now());
      const principal = await principalOf(credentials);
      if (principal === null) throw refusal;
      return { principal, expiresAt: madeAt + tokenValidMs };
    },
    findPrincipal: async (subject) => {
      const screen = screenOfSubject(subject);
      const credentials = screen === null ? null : await store.credentials(screen);
      return credentials === null ? null : principalOf(credentials);
    },
  };
};
