import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** `scrypt$<cost>$<salt base64url>$<hash base64url>`. */
const cost = 16_384;
const hashBytes = 32;

const derive = (password: string, salt: Buffer, n: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, hashBytes, { N: n, r: 8, p: 1 }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });

export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(16);
  return `scrypt$${cost}$${salt.toString('base64url')}$${(await derive(password, salt, cost)).toString('base64url')}`;
};

/** Takes as long for an unknown user (`stored` null) as for a known one. */
export const passwordMatches = async (password: string, stored: string | null): Promise<boolean> => {
  const [scheme, n, salt, hash] = (stored ?? `scrypt$${cost}$AAAAAAAAAAAAAAAAAAAAAA$${'A'.repeat(43)}`).split('$');
  if (scheme !== 'scrypt' || n === undefined || salt === undefined || hash === undefined) return false;
  const expected = Buffer.from(hash, 'base64url');
  const actual = await derive(password, Buffer.from(salt, 'base64url'), Number(n));
  return stored !== null && expected.length === actual.length && timingSafeEqual(expected, actual);
};
