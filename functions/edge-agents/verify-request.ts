import { createHash } from 'node:crypto';
import { requestToleranceMs, requestToSign } from '../domain/signed-request.ts';
import { type AgentKey, verifyAgentSignature } from './agent-keys.ts';

export interface SignedRequest {
  readonly method: string;
  /** Path with query, as received. */
  readonly path: string;
  /** Header values as received. */
  readonly timestamp: string;
  readonly signature: string;
  readonly body: Uint8Array;
}

export type Refusal = 'unknownAgent' | 'revokedAgent' | 'staleTimestamp' | 'badSignature';

/**
 * Why a request is not believed, `null` when it is. The reason is for the log alone: outside, all refusals are the same 401. Repeating
 * a request within the tolerance is possible and does no harm: credentials go only to who asks, a heartbeat only says itself again.
 */
export const refusalOf = (key: AgentKey | null, request: SignedRequest, now: number): Refusal | null => {
  if (key === null) return 'unknownAgent';
  const timestamp = /^\d{1,15}$/.test(request.timestamp) ? Number(request.timestamp) : Number.NaN;
  if (!(Math.abs(now - timestamp) <= requestToleranceMs)) return 'staleTimestamp';
  const bodySha256 = createHash('sha256').update(request.body).digest('hex');
  const signed = Buffer.from(requestToSign({ method: request.method, path: request.path, timestamp, bodySha256 }));
  if (!verifyAgentSignature(key, signed, Buffer.from(request.signature, 'base64'))) return 'badSignature';
  // Last, so that only the key's owner can learn that it was revoked.
  return key.revokedAt === null ? null : 'revokedAgent';
};
