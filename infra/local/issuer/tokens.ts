import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { SigningKey } from './signing-key.ts';

export interface LoginUser {
  readonly sub: string;
  readonly email: string;
  readonly name: string;
  /** Of issuer/passwords.ts. */
  readonly passwordHash: string;
}

export interface TokenMaker {
  /** An access token with the claims Cognito's have. */
  access(user: LoginUser, seconds: number, scope: string): Promise<string>;
  identity(user: LoginUser, seconds: number, nonce: string | null): Promise<string>;
}

export const createTokenMaker = (params: {
  readonly key: SigningKey;
  readonly issuer: string;
  readonly clientId: string;
  readonly now: () => number;
}): TokenMaker => {
  const sign = (claims: Record<string, unknown>, sub: string, seconds: number): Promise<string> => {
    const iat = Math.floor(params.now() / 1000);
    return new SignJWT({ ...claims, jti: randomUUID(), auth_time: iat })
      .setProtectedHeader({ alg: 'ES256', kid: params.key.kid, typ: 'JWT' })
      .setIssuer(params.issuer)
      .setSubject(sub)
      .setIssuedAt(iat)
      .setExpirationTime(iat + seconds)
      .sign(params.key.privateKey);
  };
  return {
    access: (user, seconds, scope) =>
      sign({ token_use: 'access', client_id: params.clientId, scope, username: user.sub, version: 2 }, user.sub, seconds),
    identity: (user, seconds, nonce) =>
      sign(
        {
          token_use: 'id',
          aud: params.clientId,
          email: user.email,
          email_verified: true,
          name: user.name,
          'cognito:username': user.sub,
          ...(nonce === null ? {} : { nonce }),
        },
        user.sub,
        seconds,
      ),
  };
};
