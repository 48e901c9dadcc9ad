import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { writeFileAtomic } from '../files/write-file-atomic.ts';

/** A code may be redeemed once, within a minute; a refresh token works for 30 days. */
const codeMs = 60_000;
const refreshMs = 30 * 86_400_000;

export interface CodeGrant {
  readonly sub: string;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly nonce: string | null;
  readonly scope: string;
}
interface Refresh {
  readonly sub: string;
  readonly scope: string;
  readonly expires: number;
}

const hashed = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Authorization codes (in memory) and refresh tokens (hashes in one file, so that a log-in survives a restart). */
export const openGrants = (path: string, now: () => number) => {
  const codes = new Map<string, CodeGrant & { readonly expires: number }>();
  const refreshes = new Map<string, Refresh>(
    existsSync(path) ? Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, Refresh>) : [],
  );
  const save = async (): Promise<void> => {
    for (const [key, grant] of refreshes) if (grant.expires <= now()) refreshes.delete(key);
    await writeFileAtomic(path, JSON.stringify(Object.fromEntries(refreshes)), 0o600);
  };
  return {
    addCode: (grant: CodeGrant): string => {
      for (const [code, { expires }] of codes) if (expires <= now()) codes.delete(code);
      const code = randomBytes(32).toString('base64url');
      codes.set(code, { ...grant, expires: now() + codeMs });
      return code;
    },
    takeCode: (code: string): CodeGrant | null => {
      const grant = codes.get(code);
      codes.delete(code);
      return grant === undefined || grant.expires <= now() ? null : grant;
    },
    addRefresh: async (sub: string, scope: string): Promise<string> => {
      const token = randomBytes(32).toString('base64url');
      refreshes.set(hashed(token), { sub, scope, expires: now() + refreshMs });
      await save();
      return token;
    },
    findRefresh: (token: string): { readonly sub: string; readonly scope: string } | null => {
      const grant = refreshes.get(hashed(token));
      return grant === undefined || grant.expires <= now() ? null : grant;
    },
    revoke: async (token: string): Promise<void> => {
      if (refreshes.delete(hashed(token))) await save();
    },
  };
};
