/** A number or text that people enter by hand. */
export interface Variable {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  /** Epoch ms of the entry. */
  readonly at: number;
}

export type SourceFormat = 'json' | 'csv';

export interface SourceField {
  /** Absent = new. */
  readonly id?: string;
  readonly name: string;
  readonly selector: string;
}

export interface ExternalSource {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly format: SourceFormat;
  readonly everySeconds: number;
  /** Its secret value is never told. */
  readonly header: { readonly name: string } | null;
  readonly fields: readonly SourceField[];
  readonly values: readonly {
    readonly field: string;
    readonly value: string | null;
    readonly at: number;
    readonly failing: string | null;
  }[];
  readonly lastFetchAt: number | null;
  readonly failing: string | null;
  /** Null = within a minute. */
  readonly nextAt: number | null;
}

/** What is sent to make, change or try one. */
export interface SourceContent {
  readonly name: string;
  readonly url: string;
  readonly format: SourceFormat;
  readonly everySeconds: number;
  readonly header: { readonly name: string; readonly value?: string } | null;
  readonly fields: readonly SourceField[];
}

export interface Trial {
  readonly failing: string | null;
  readonly fields: readonly { readonly name: string; readonly value: string | null; readonly failing: string | null }[];
  /** What came, or its beginning. */
  readonly sample: string | null;
}

/** A board with a value on it. */
export interface ValueUse {
  readonly board: string;
  readonly name: string;
}
