/** A line of what would change: sent, or worked out here. */
export interface DiffLine {
  readonly sign: '+' | '-' | ' ';
  readonly text: string;
}

/** What an import would do, or did, to one thing. */
export interface TextChange {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly change: 'add' | 'change' | 'same';
  readonly lines: readonly DiffLine[];
}

export interface TextOutcome {
  readonly changes: readonly TextChange[];
  readonly applied: boolean;
  /** Transactions it takes, or took, each all or nothing. */
  readonly steps: number;
}
