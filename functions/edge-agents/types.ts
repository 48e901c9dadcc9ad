import type { EpochMs, SiteId, TenantId } from '../domain/ids.ts';
import type { Heartbeat } from './schemas.ts';

/** An enrolled agent as its customer sees it. `heartbeat` and `lastSeenAt` are null until the first heartbeat. */
export interface EdgeAgent {
  readonly agent: string;
  readonly tenant: TenantId;
  readonly site: SiteId;
  readonly name: string;
  readonly version: string;
  readonly enrolledAt: EpochMs;
  /** Id of the enrolment code, see `EnrolmentCode`. */
  readonly enrolledWith: string;
  readonly revokedAt: EpochMs | null;
  readonly revokedBy: string | null;
  readonly lastSeenAt: EpochMs | null;
  readonly heartbeat: Heartbeat | null;
}

/** A one-time code, known to us only by its SHA-256 (`codeId`, hex). */
export interface EnrolmentCode {
  readonly codeId: string;
  readonly tenant: TenantId;
  readonly site: SiteId;
  readonly createdAt: EpochMs;
  /** Principal id of who asked for it. */
  readonly createdBy: string;
  readonly validUntil: EpochMs;
  readonly usedAt: EpochMs | null;
  readonly agent: string | null;
  readonly publicKey: string | null;
}

export interface TemporaryCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiresAt: EpochMs;
}

export interface AssumeRoleRequest {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly policy: string;
  readonly durationSeconds: number;
}
export type AssumeRole = (request: AssumeRoleRequest) => Promise<TemporaryCredentials>;
