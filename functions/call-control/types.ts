import type { AuditActor } from '../audit/types.ts';
import type { AgentOffers, AgentReason, CommandResult, PbxAct } from '../domain/agent-command.ts';
import type { SiteId, TenantId } from '../domain/ids.ts';
import type { Action } from './schemas.ts';

export interface SiteOf {
  readonly tenant: TenantId;
  readonly site: SiteId;
}

/** What became of a command; `words` for the person who asked. */
export interface Settled {
  readonly state: CommandResult;
  readonly outcome: number | null;
  readonly reason: AgentReason | null;
  readonly words: string;
  /** Epoch ms. */
  readonly answeredAt: number;
}

/** A command as it lies in the table; `settled` null while nobody has answered. */
export interface Command {
  readonly id: string;
  readonly actor: AuditActor;
  readonly action: Action;
  /** What was sent; null when it came to nothing before. */
  readonly act: PbxAct | null;
  /** Agent it was sent to. */
  readonly agent: string | null;
  /** Sentence for when it is done. */
  readonly doneWords: string;
  readonly issuedAt: number;
  readonly deadline: number;
  readonly settled: Settled | null;
}

/** The connection of an agent's command channel. */
export interface AgentLink {
  readonly agent: string;
  readonly connectionId: string;
  readonly connectedAt: number;
  readonly heardAt: number;
  /** Null until the agent has said. */
  readonly offers: AgentOffers | null;
}
