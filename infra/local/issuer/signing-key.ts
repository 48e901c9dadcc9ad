import { existsSync, readFileSync } from 'node:fs';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { writeFileAtomic } from '../files/write-file-atomic.ts';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: Awaited<ReturnType<typeof importJWK>>;
  readonly publicJwk: JWK;
}

const algorithm = 'ES256';

/** The issuer's key pair, made once a data directory and readable by its owner only. */
export const openSigningKey = async (path: string): Promise<SigningKey> => {
  if (!existsSync(path)) {
    const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
    await writeFileAtomic(path, JSON.stringify(await exportJWK(privateKey)), 0o600);
  }
  const jwk = JSON.parse(readFileSync(path, 'utf8')) as JWK;
  const kid = await calculateJwkThumbprint(jwk);
  const { kty, crv, x, y } = jwk;
  return {
    kid,
    privateKey: await importJWK(jwk, algorithm),
    publicJwk: { ...(kty && { kty }), ...(crv && { crv }), ...(x && { x }), ...(y && { y }), kid, alg: algorithm, use: 'sig' },
  };
};
