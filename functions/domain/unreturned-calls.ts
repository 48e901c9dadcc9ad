/** A lost call of the report Unreturned Lost Calls. Epoch ms and whole ms. */
export interface UnreturnedCall {
  readonly logicalCallId: string;
  /** E.164 of the caller, else the digits. */
  readonly telephoneKey: string;
  readonly telephoneName: string | null;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly waitedMs: number;
  readonly ddi: string | null;
  readonly huntGroup: string | null;
  readonly huntGroupName: string | null;
}
export interface UnreturnedCalls {
  /** Oldest first; of a site with very many only the oldest. */
  readonly calls: readonly UnreturnedCall[];
  /** Lost calls of the same stretch without a number: nobody can call them back. */
  readonly withheld: number;
  /** By number: when it was called from any site of the customer without an answer, in order. */
  readonly tries: ReadonlyMap<string, readonly number[]>;
  readonly asAt: number;
}
