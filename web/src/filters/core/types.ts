export type FilterSpec = Readonly<Record<string, unknown>>;

export interface SavedFilter {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly owner: { readonly id: string; readonly name: string } | null;
  readonly shared: boolean;
  readonly builtIn: boolean;
  readonly spec: FilterSpec;
  /** What it says, in plain words. */
  readonly words: string;
  readonly version: number;
  readonly mayEdit: boolean;
  readonly usedBy: readonly { readonly kind: 'board' | 'report' | 'schedule'; readonly id: string; readonly name: string }[];
}

/** What is sent to make or change one. */
export interface FilterContent {
  readonly name: string;
  readonly description: string;
  readonly shared: boolean;
  readonly spec: FilterSpec;
}
