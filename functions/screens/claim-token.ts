import { ProblemError } from '../runtime/problem.ts';
import { parsePairing } from './core/pairing-code.ts';
import type { ScreensRoutesDeps } from './deps.ts';
import { firstTokenOf, sameHash, sha256 } from './secrets.ts';

/**
 * What a waiting screen is told: null while nobody typed its code, then its token, the same one as often as it asks until the token was
 * used, since an answer may be lost; then nothing ever again.
 * @throws ProblemError `not-found`: it is over, show a new code
 */
export const claimToken =
  (deps: Pick<ScreensRoutesDeps, 'pairings' | 'store' | 'now'>) =>
  async (text: string): Promise<string | null> => {
    const over = new ProblemError('not-found', 'There is no such pairing, it has expired, or its token was used: ask for a new code.');
    const asked = parsePairing(text);
    const pairing = asked === null ? null : await deps.pairings.find(sha256(asked.code));
    if (asked === null || pairing === null || !sameHash(sha256(asked.secret), pairing.secretSha256)) throw over;
    const now = deps.now();
    if (pairing.screen === null) {
      if (pairing.validUntil <= now) throw over;
      return null;
    }
    const token = firstTokenOf(pairing.screen, asked.secret);
    if (!(await deps.store.giveFirstToken(pairing.screen, pairing.codeSha256, sha256(token), now))) throw over;
    return token;
  };
