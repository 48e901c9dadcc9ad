import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { RootCredentials } from './aws-wire/credentials.ts';
import { writeFileAtomic } from './files/write-file-atomic.ts';

/** The emulators' own key pair, random, made once a data directory. */
export const openRootCredentials = async (path: string): Promise<RootCredentials> => {
  if (!existsSync(path)) {
    const made: RootCredentials = {
      accessKeyId: `AKIALOCAL${randomBytes(6).toString('hex').slice(0, 11).toUpperCase()}`,
      secretAccessKey: randomBytes(30).toString('base64url'),
      tokenKey: randomBytes(32).toString('base64url'),
    };
    await writeFileAtomic(path, JSON.stringify(made), 0o600);
  }
  return JSON.parse(readFileSync(path, 'utf8')) as RootCredentials;
};
