import { randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { writeFileAtomic } from '../files/write-file-atomic.ts';
import type { DemoUser } from './demo-data.ts';

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
/** Four groups of four: some 79 bits, easily typed. */
const newPassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')).join('-');

/** Passwords of the demo users by user id, made up once a data directory and readable by its owner only. */
export const openDemoPasswords = async (path: string, users: readonly DemoUser[]): Promise<Readonly<Record<string, string>>> => {
  const kept = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>) : {};
  const missing = users.filter(({ user }) => kept[user] === undefined);
  if (missing.length === 0) return kept;
  const all = { ...kept, ...Object.fromEntries(missing.map(({ user }) => [user, newPassword()])) };
  await writeFileAtomic(path, JSON.stringify(all, null, 2), 0o600);
  return all;
};
