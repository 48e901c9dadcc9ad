import type { AuditOrigin } from '../audit/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import { pairingSourceKey, pairingsPerCaller, pairingsPerGatewayAddress } from './constants.ts';
import type { PairingStore } from './pairing-store.ts';
import { sha256 } from './secrets.ts';

/**
 * Address of the caller as the CDN wrote it: the last one forwarded that is not the gateway's own caller. Who goes round the CDN may write
 * anything there, which is why the address that reached the gateway is counted first.
 */
export const callerOf = ({ ip, forwardedFor }: Pick<AuditOrigin, 'ip' | 'forwardedFor'>): string | null =>
  (forwardedFor ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '' && address !== ip)
    .at(-1) ?? null;

/**
 * Counts one more request for a code. Rows are small, hold no address but its hash, and age within minutes.
 * @throws ProblemError `too-many`
 */
export const countCaller = async (
  deps: { readonly pairings: Pick<PairingStore, 'count'>; readonly now: () => number },
  origin: Pick<AuditOrigin, 'ip' | 'forwardedFor'>,
): Promise<void> => {
  const now = deps.now();
  const minute = Math.floor(now / 60_000);
  const caller = callerOf(origin);
  const limits = [
    // Without a caller behind it, the address that reached the gateway is the caller.
    [`gateway ${origin.ip ?? ''}`, caller === null ? pairingsPerCaller : pairingsPerGatewayAddress],
    ...(caller === null ? [] : [[`caller ${caller}`, pairingsPerCaller] as const]),
  ] as const;
  for (const [source, limit] of limits)
    if ((await deps.pairings.count(pairingSourceKey(sha256(source), minute), 1, now)) > limit)
      throw new ProblemError('too-many', 'Too many screens asked for a code from here within a minute: wait a minute and try again.');
};
