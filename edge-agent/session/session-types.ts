import type { SystemInfo } from '../protocol/oai/confirmations.ts';
import type { OaiConfirmation } from '../protocol/oai/line.ts';
import type { OaiCounters, UnnumberedWithCopy } from '../protocol/oai/translator.ts';
import type { SendLimits } from './command-queue.ts';
import type { ConnectTcp } from './ports.ts';
import type { OaiSessionConfig, SessionPorts, SessionProblem } from './session-config.ts';
import type { OaiSessionStatus } from './session-state.ts';

export interface OaiSessionDeps extends SessionPorts {
  readonly connect: ConnectTcp;
  readonly config: OaiSessionConfig;
  /** Every event in order, link states included; `copyOfIndex` counts these calls from 0. */
  onEvent(event: UnnumberedWithCopy): void;
  onState(status: OaiSessionStatus): void;
  /** What went wrong without ending the session. */
  onProblem(problem: SessionProblem): void;
}

export interface OaiSession {
  start(): void;
  /** Closes the connection for good. */
  stop(): void;
  /** One command to the PBX. @throws OaiCommandError when there is no link, no answer, or the PBX resets. */
  send(command: string, fields: readonly string[], limits?: SendLimits): Promise<OaiConfirmation>;
  /** Asks what is alive, because events were lost on our side of the link. Without a link the next start-up does so anyway. */
  resync(): void;
  /** Emits a tick, to be called with each heartbeat. */
  tick(): void;
  readonly status: OaiSessionStatus;
  /** What the PBX said of itself at its last start; null before. */
  readonly system: SystemInfo | null;
  readonly counters: Readonly<OaiCounters>;
  /** Time of this session: wall clock at its start plus monotonic time since. */
  now(): number;
}
