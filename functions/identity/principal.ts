import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createRemoteJWKSet } from 'jose';
import { variables } from '../runtime/constants.ts';
import { type Environment, requireVariable } from '../runtime/env.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { FindSite } from '../tenants/types.ts';
import { type Authenticate, createAuthenticate, createUserVerifier, type Verifier } from './authenticate.ts';
import { createFindPrincipal, type FindPrincipal } from './find-principal.ts';
import { mayDo } from './permissions.ts';
import { createSiteInReach, type SiteInReach } from './reach.ts';
import type { Access } from './types.ts';
import { createTokenVerifier } from './verify-token.ts';

export type { Authenticate, FindPrincipal, SiteInReach, Verifier };
export { createFindPrincipal, createSiteInReach };

export interface Identity {
  readonly authenticate: Authenticate;
  readonly findPrincipal: FindPrincipal;
  readonly siteInReach: SiteInReach;
}

/** Another kind of principals: what proves them, and who stands behind a subject of theirs; null = not one of them. */
export interface PrincipalKind {
  readonly verify: Verifier;
  readonly findPrincipal: FindPrincipal;
}

/** Published door of identity: who someone is and what they reach, from the environment of one composition. */
export const createIdentity = (
  env: Environment,
  deps: {
    readonly client: Pick<DynamoDBDocumentClient, 'send'>;
    readonly findSite: FindSite;
    readonly now: () => number;
    /** How long rights of users are believed before they are looked up again; 30 s unless told. */
    readonly rightsKeptMs?: number;
    /** Asked before the users. */
    readonly kinds?: readonly PrincipalKind[];
  },
): Identity => {
  const kinds = deps.kinds ?? [];
  const findUser = createFindPrincipal({
    client: deps.client,
    table: requireVariable(env, variables.directoryTable),
    now: deps.now,
    keptMs: deps.rightsKeptMs,
  });
  const verifyToken = createTokenVerifier({
    issuer: requireVariable(env, variables.issuer),
    clientId: requireVariable(env, variables.clientId),
    keys: createRemoteJWKSet(new URL(requireVariable(env, variables.jwksUrl))),
    now: deps.now,
  });
  return {
    authenticate: createAuthenticate([...kinds.map(({ verify }) => verify), createUserVerifier({ verifyToken, findPrincipal: findUser })]),
    findPrincipal: async (subject) => {
      for (const kind of kinds) {
        const found = await kind.findPrincipal(subject);
        if (found !== null) return found;
      }
      return findUser(subject);
    },
    siteInReach: createSiteInReach(deps.findSite),
  };
};

/** The same for HTTP routes. */
export const createAccess = (identity: Pick<Identity, 'authenticate' | 'siteInReach'>): Access => ({
  authenticate: async (c, next) => {
    const header = c.req.header('authorization') ?? '';
    const { principal } = await identity.authenticate(/^Bearer +(\S+)$/i.exec(header)?.[1] ?? null);
    c.set('principal', principal);
    await next();
  },
  site: (c, site, ...anyOf) => identity.siteInReach(c.get('principal'), site, anyOf),
  require: (c, permission) => {
    const principal = c.get('principal');
    if (!mayDo(principal, permission)) throw new ProblemError('forbidden', `The role "${principal.role}" lacks: ${permission}.`);
    return principal;
  },
});
