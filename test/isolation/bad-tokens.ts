import { generateKeyPairSync } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose';

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export interface BadTokenParams {
  /** A sound token to start from. */
  readonly sound: string;
  /** One of the same user that has run out. */
  readonly expired: string;
  /** A sound token of a subject that is no user. */
  readonly stranger: string;
  readonly jwksUrl: string;
}

/** Every way in which a token can be wrong, made from a sound one: all must be answered 401. */
export const badTokens = async ({ sound, expired, stranger, jwksUrl }: BadTokenParams): Promise<Readonly<Record<string, string>>> => {
  const claims = decodeJwt(sound);
  const header = decodeProtectedHeader(sound);
  const kid = header.kid ?? '';
  const [head = '', body = '', signature = ''] = sound.split('.');
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwks = (await (await fetch(jwksUrl)).json()) as { keys: object[] };
  const publicKeyText = JSON.stringify(jwks.keys[0]);
  return {
    'expired token': expired,
    'forged signature: another key under the same id': await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid })
      .sign(ec.privateKey),
    'forged signature: a key the issuer does not have': await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: 'made-up' })
      .sign(ec.privateKey),
    'forged signature: another algorithm': await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(rsa.privateKey),
    'forged signature: the public key as a secret': await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid })
      .sign(new TextEncoder().encode(publicKeyText)),
    'forged signature: changed claims': `${head}.${encoded({ ...claims, sub: 'garageAdmin' })}.${signature}`,
    'alg none': `${encoded({ alg: 'none', kid })}.${body}.`,
    'alg none with the old signature': `${encoded({ alg: 'none', kid })}.${body}.${signature}`,
    'a subject that is no user': stranger,
    'no token at all': 'garbage',
    'three parts of nothing': 'a.b.c',
  };
};
