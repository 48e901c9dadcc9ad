import { epochMs } from '../domain/ids.ts';
import { ProblemError } from '../runtime/problem.ts';
import { codeTries, pairingValidMs } from './constants.ts';
import { pairingCodeOf } from './core/pairing-code.ts';
import type { ScreensRoutesDeps } from './deps.ts';
import { sha256 } from './secrets.ts';

/** A code for people and, for the screen alone, what it asks with. Neither is stored, but their hashes are. */
export const startPairing = async (
  deps: Pick<ScreensRoutesDeps, 'pairings' | 'randomBytes' | 'now'>,
  description: string,
): Promise<{ readonly code: string; readonly pairing: string; readonly validUntil: number }> => {
  for (let tried = 0; tried < codeTries; tried++) {
    const now = deps.now();
    const code = pairingCodeOf(new Uint32Array(Uint8Array.from(deps.randomBytes(24)).buffer));
    const secret = Buffer.from(deps.randomBytes(32)).toString('base64url');
    const validUntil = epochMs(now + pairingValidMs);
    const row = { codeSha256: sha256(code), secretSha256: sha256(secret), description, validUntil, screen: null };
    if (await deps.pairings.put(row, now)) return { code, pairing: `${code}.${secret}`, validUntil };
  }
  throw new ProblemError('unavailable', 'No code is free at the moment: try again in a minute.');
};
