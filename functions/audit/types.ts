import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { EpochMs, SiteId, TenantId } from '../domain/ids.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import type { auditActions } from './constants.ts';

export type AuditAction = (typeof auditActions)[number];

/** One write of a transaction, which is how a row comes to be: with what it tells of, or not at all. */
export type TransactWrite = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Who did it. `system`: an import, with the link it came over; `edgeAgent`: an agent by its code or signature. */
export interface AuditActor {
  readonly kind: 'user' | 'apiKey' | 'screen' | 'edgeAgent' | 'system';
  readonly id: string;
  readonly name: string;
  /** Role of the principal; null for what is no principal. */
  readonly role: string | null;
}

/** Where a request came from. Both addresses null for what is no request. */
export interface AuditOrigin {
  readonly requestId: string | null;
  /** Address that reached the gateway: of the caller, or of the CDN in front. */
  readonly ip: string | null;
  /** `X-Forwarded-For` as sent: behind the CDN the caller is in it, but a caller may write anything in front. */
  readonly forwardedFor: string | null;
}

/** A part that changed; null = not there. */
export interface AuditChange {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Somebody's doing at a site, with the request it came with. A principal is an actor. */
export interface DoneBy {
  readonly scope: { readonly tenant: TenantId; readonly site: SiteId };
  readonly who: AuditActor;
  readonly origin: AuditOrigin;
}
/** What a principal does at a site within its reach. */
export interface Doing extends DoneBy {
  readonly scope: SiteScope;
  readonly who: Principal;
}

/** What a capability tells the log. Never secrets: a code by its id, a key not at all. */
export interface AuditNote {
  readonly at: EpochMs;
  readonly tenant: TenantId;
  readonly site: SiteId | null;
  readonly who: AuditActor;
  readonly origin: AuditOrigin;
  readonly action: AuditAction;
  /** What it was done to, e.g. `configuration version 7`, `edge agent 3f…`. */
  readonly object: string;
  /** One sentence. */
  readonly summary: string;
  readonly changes: readonly { readonly path: string; readonly before: unknown; readonly after: unknown }[];
  /** True when the change says something else about time already gone, so that a rebuild gives other results for it. */
  readonly changesPast: boolean;
}

/** A row of the log. */
export interface AuditEntry extends Omit<AuditNote, 'changes'> {
  readonly id: string;
  /** The first 50 of them, values as short texts. */
  readonly changes: readonly AuditChange[];
  readonly changeCount: number;
}

/** The write that puts a row; it goes into the transaction of what it tells of. */
export type AuditWrite = (note: AuditNote) => TransactWrite;
