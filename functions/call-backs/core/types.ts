import type { UnreturnedCall } from '../../domain/unreturned-calls.ts';

/** A number to call back, with all its lost calls that are open. */
export interface OpenItem {
  readonly id: string;
  readonly number: string;
  readonly name: string | null;
  /** Oldest first. */
  readonly calls: readonly UnreturnedCall[];
  readonly longestWaitMs: number;
  readonly dueAt: number;
  /** Calls out since the first lost call that nobody answered. */
  readonly tries: number;
  readonly lastTryAt: number | null;
}

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** What people put down about a call-back. */
export interface ClaimRow {
  readonly id: string;
  readonly claimedBy: Person | null;
  readonly claimedAt: number | null;
  readonly note: string;
  /** End of the last lost call there was then, by the clock of the calls: it is of that lot of calls and of no later one. */
  readonly lostAt: number;
  readonly version: number;
}
/** A row as it counts now. `claimedAt` null = free. */
export interface ClaimState {
  readonly claimedBy: Person | null;
  readonly claimedAt: number | null;
  readonly lapsesAt: number | null;
  readonly note: string;
}
