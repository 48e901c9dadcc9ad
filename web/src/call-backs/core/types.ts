/** A number to call back, as the API gives it; instants in epoch ms. */
export interface CallBack {
  readonly id: string;
  readonly number: string;
  readonly name: string | null;
  /** The last ones, oldest first. */
  readonly calls: readonly {
    readonly logicalCallId: string;
    readonly at: number;
    readonly waitedMs: number;
    readonly ddi: string | null;
    readonly huntGroup: string | null;
    readonly huntGroupName: string | null;
  }[];
  readonly lostCalls: number;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly longestWaitMs: number;
  readonly dueAt: number;
  readonly overdue: boolean;
  readonly tries: number;
  readonly lastTryAt: number | null;
  readonly claimedBy: { readonly id: string; readonly name: string } | null;
  readonly mine: boolean;
  readonly claimedAt: number | null;
  readonly claimLapsesAt: number | null;
  readonly note: string;
}

export interface CallBackList {
  readonly items: readonly CallBack[];
  readonly total: number;
  readonly withheld: number;
  readonly rule: { readonly words: string; readonly windowDays: number; readonly dueMinutes: number };
  /** Of whom sees some business units alone: which, in words. */
  readonly limitedTo?: string | null | undefined;
}
