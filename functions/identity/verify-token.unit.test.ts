import { createHash } from 'node:crypto';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ProblemError } from '../runtime/problem.ts';
import { createTokenVerifier, type VerifyToken } from './verify-token.ts';

const now = Date.parse('2026-03-02T09:00:00.000Z');
const seconds = now / 1_000;
const claims = { sub: 'anna', iss: 'https://issuer.example', token_use: 'access', client_id: 'web', exp: seconds + 3_600 };

let own: CryptoKeyPair;
let other: CryptoKeyPair;
let verify: VerifyToken;
type CryptoKeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

const sign = (changed: object = {}, key = own.privateKey, header: object = {}): Promise<string> =>
  new SignJWT({ ...claims, ...changed }).setProtectedHeader({ alg: 'RS256', kid: 'k1', ...header }).sign(key);
const codeOf = (token: string): Promise<string> =>
  verify(token).then(
    () => 'accepted',
    (error: ProblemError) => `${error.code}: ${error.message}`,
  );

beforeAll(async () => {
  own = await generateKeyPair('RS256');
  other = await generateKeyPair('RS256');
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(own.publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }] });
  verify = createTokenVerifier({ issuer: 'https://issuer.example', clientId: 'web', keys, now: () => now });
});

describe('an access token', () => {
  test('names its subject and its end', async () => {
    expect(await verify(await sign())).toEqual({ sub: 'anna', expiresAt: Date.parse('2026-03-02T10:00:00.000Z') });
  });

  test('is good to its last second, with five seconds of tolerance', async () => {
    expect(await codeOf(await sign({ exp: seconds - 4 }))).toBe('accepted');
    expect(await codeOf(await sign({ exp: seconds - 5 }))).toBe('unauthorised: The token has expired.');
  });

  test.each([
    ['another issuer', { iss: 'https://evil.example' }, 'unauthorised: The token\'s claim "iss" does not fit this API.'],
    ['another client', { client_id: 'someone-else' }, 'unauthorised: The token was made for another client.'],
    ['an identity token', { token_use: 'id', aud: 'web' }, 'unauthorised: The token is no access token.'],
    ['no client', { client_id: undefined }, 'unauthorised: The token\'s claim "client_id" does not fit this API.'],
    ['no end', { exp: undefined }, 'unauthorised: The token\'s claim "exp" does not fit this API.'],
    ['no subject', { sub: undefined }, 'unauthorised: The token\'s claim "sub" does not fit this API.'],
    ['not valid yet', { nbf: seconds + 60 }, 'unauthorised: The token\'s claim "nbf" does not fit this API.'],
  ])('is refused: %s', async (_name, changed, expected) => {
    expect(await codeOf(await sign(changed))).toBe(expected);
  });

  test('is refused: signed by another key, under our key id or its own', async () => {
    expect(await codeOf(await sign({}, other.privateKey))).toBe('unauthorised: The token is not valid.');
    expect(await codeOf(await sign({}, other.privateKey, { kid: 'k2' }))).toBe('unauthorised: The token is not valid.');
  });

  test('is refused: no signature, or the public key used as a secret', async () => {
    const [, body = ''] = (await sign()).split('.');
    const none = Buffer.from('{"alg":"none","kid":"k1"}').toString('base64url');
    expect(await codeOf(`${none}.${body}.`)).toBe('unauthorised: The token is not valid.');
    const secret = createHash('sha512').update('any').digest();
    const hs = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'k1' }).sign(secret);
    expect(await codeOf(hs)).toBe('unauthorised: The token is not valid.');
  });

  test('cannot be judged while the keys cannot be fetched: that is no fault of the caller', async () => {
    const blind = createTokenVerifier({
      issuer: 'https://issuer.example',
      clientId: 'web',
      keys: () => Promise.reject(new TypeError('fetch failed')),
      now: () => now,
    });
    await expect(blind(await sign())).rejects.toMatchObject({ code: 'unavailable' });
  });
});
