import { wholeOf } from './dynalite-store.ts';
import type { LevelStore, Op } from './level-store.ts';

/** A request token answers for itself this long. */
const lifetimeMs = 10 * 60_000;
const prefix = 'token~';

/** Client request tokens of the last ten minutes, kept with the data: a retry after a crash is still recognised. */
export interface TokenBook {
  /** Hash of the request the token was used for; null when it is not (or no longer) known. */
  seen(token: string): string | null;
  /** Notes the token; the operations belong into the transaction's batch. */
  remember(token: string, hash: string): readonly Op[];
  trim(): Promise<void>;
}

export const createTokenBook = async (level: LevelStore, now: () => number): Promise<TokenBook> => {
  const known = new Map<string, { readonly at: number; readonly hash: string }>();
  for await (const [key, hash] of level.entries(wholeOf(prefix)))
    known.set(key.slice(prefix.length + 14), { at: Number(key.slice(prefix.length, prefix.length + 13)), hash });

  return {
    seen: (token) => {
      const entry = known.get(token);
      return entry !== undefined && entry.at + lifetimeMs > now() ? entry.hash : null;
    },
    remember: (token, hash) => {
      const at = now();
      known.set(token, { at, hash });
      return [{ type: 'put', key: `${prefix}${String(at).padStart(13, '0')}~${token}`, value: hash }];
    },
    trim: async () => {
      const before = now() - lifetimeMs;
      for (const [token, entry] of known) {
        if (entry.at >= before) break;
        known.delete(token);
      }
      await level.clear({ gte: prefix, lt: prefix + String(before).padStart(13, '0') });
    },
  };
};
