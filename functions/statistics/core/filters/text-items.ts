/** A piece of a pattern: literal text, any run of characters (also none), exactly one character. */
export type PatternPart = { readonly text: string } | { readonly wild: '%' | '_' };

/** What one alternative asks of a value; texts as written, without escapes. */
export type TextTest =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'pattern'; readonly parts: readonly PatternPart[] }
  /** Both inclusive, null = open; never both open. Device fields only. */
  | { readonly kind: 'range'; readonly from: string | null; readonly to: string | null };

/** One alternative of a text field, with its place in the text: 0-based UTF-16 offsets, `end` exclusive. */
export interface TextItem {
  readonly not: boolean;
  readonly test: TextTest;
  readonly at: number;
  readonly end: number;
}

export interface TextError {
  readonly at: number;
  readonly message: string;
}
