import { existsSync, readFileSync } from 'node:fs';
import { writeFileAtomic } from '../files/write-file-atomic.ts';
import { hashPassword } from './passwords.ts';
import type { LoginUser } from './tokens.ts';

export interface SeedUser {
  readonly sub: string;
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/** The people who may log in. */
export const openUserFile = (path: string) => {
  const users = new Map<string, LoginUser>(
    existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as LoginUser[]).map((user) => [user.sub, user]) : [],
  );
  return {
    /** Adds who is not there yet; a known user keeps their password. */
    seed: async (wanted: readonly SeedUser[]): Promise<void> => {
      const fresh = wanted.filter((user) => !users.has(user.sub));
      if (fresh.length === 0) return;
      const hashes = await Promise.all(fresh.map((user) => hashPassword(user.password)));
      for (const [i, { sub, email, name }] of fresh.entries()) users.set(sub, { sub, email, name, passwordHash: hashes[i] ?? '' });
      await writeFileAtomic(path, JSON.stringify([...users.values()]), 0o600);
    },
    bySub: (sub: string): LoginUser | null => users.get(sub) ?? null,
    byEmail: (email: string): LoginUser | null => {
      const wanted = email.trim().toLowerCase();
      for (const user of users.values()) if (user.email.toLowerCase() === wanted) return user;
      return null;
    },
  };
};
