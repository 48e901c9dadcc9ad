import type { AuditWrite } from '../audit/types.ts';
import type { SiteId, TenantId } from '../domain/ids.ts';
import type { Access } from '../identity/types.ts';
import type { Log } from '../runtime/log.ts';
import type { AgentKeyStore } from './agent-keys.ts';
import type { AgentStore } from './agent-store.ts';
import type { AssumeRole } from './types.ts';

export interface EdgeAgentRoutesDeps {
  readonly access: Access;
  readonly store: AgentStore;
  readonly keys: AgentKeyStore;
  readonly assumeRole: AssumeRole;
  readonly audit: AuditWrite;
  readonly now: () => number;
  readonly randomBytes: (n: number) => Uint8Array;
  readonly newAgentId: () => string;
  readonly log: Log;
  readonly stream: string;
  readonly region: string;
  readonly roleArn: string;
  /** Where agents put records when it is not the region's own endpoint. */
  readonly kinesisEndpoint: string | null;
  /** Address agents get their commands from; null = no commands. */
  readonly commandSocket: string | null;
  /** Told of each revocation, so that the agent is thrown out at once; must not throw. */
  readonly onRevoked: (of: { readonly tenant: TenantId; readonly site: SiteId }, agent: string) => Promise<void>;
}
