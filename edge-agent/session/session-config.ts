import type { SessionClock, SessionTimers } from './ports.ts';

export interface OaiSessionConfig {
  readonly host: string;
  /** Default 4000. */
  readonly port?: number;
  /** Empty = none, the PBX's default. */
  readonly password: string;
  /** Shown in the connection list of the PBX. */
  readonly applicationName: string;
  /** Devices whose nodes are configured; the PBX's own lists are read in any case. */
  readonly devices?: readonly { readonly number: string; readonly node: string | null; readonly type: string }[];
  readonly defaultNode?: string;
  /** Monitor voice mail applications. Default true. */
  readonly applications?: boolean;
  readonly timings?: Partial<SessionTimings>;
}

/** All in ms. */
export interface SessionTimings {
  readonly keepAlive: number;
  /** From the login to `RS`. */
  readonly login: number;
  /** From `RS` to `RD`, after which the start-up begins anyway. */
  readonly powerUpEnd: number;
  readonly command: number;
  /** For the next page of a list, after which it is asked for. */
  readonly page: number;
  readonly resync: number;
  /** The PBX takes a global resync only this long after the last. */
  readonly resyncApart: number;
  /** Database changes come in bursts: lists are read again this long after the first. */
  readonly reload: number;
}

export const defaultTimings: SessionTimings = {
  keepAlive: 20_000,
  login: 20_000,
  powerUpEnd: 5_000,
  command: 15_000,
  page: 2_000,
  // The PBX drops a client that is silent for 4.5 minutes, and we are silent during a resync.
  resync: 240_000,
  resyncApart: 190_000,
  reload: 2_000,
};

export const defaultPort = 4000;

/** Something that went wrong and did not end the session. */
export interface SessionProblem {
  readonly code: string;
  readonly message: string;
}

export interface SessionPorts {
  readonly clock: SessionClock;
  readonly timers: SessionTimers;
  /** In [0, 1). */
  readonly random: () => number;
}
