import type { BoardValue } from '../../domain/board.ts';

/** A number or text that people enter by hand. */
export interface Variable {
  readonly id: string;
  /** Unique on the site, capitals aside. */
  readonly name: string;
  readonly value: string;
  /** ISO 8601: when the value was entered. */
  readonly at: string;
}

export const sourceFormats = ['json', 'csv'] as const;
export type SourceFormat = (typeof sourceFormats)[number];

export interface SourceField {
  readonly id: string;
  readonly name: string;
  /** JSONPath (RFC 9535), of which the first match counts; or `heading[row]` with rows from 1 or `last`. */
  readonly selector: string;
}

/** Where a secret lies; its value is in no row, answer, log or error. */
export interface SourceHeader {
  readonly name: string;
  /** Version of the parameter: a save that fails leaves the one before in use. */
  readonly secretVersion: number;
}

export interface SourceDefinition {
  readonly name: string;
  readonly url: string;
  readonly format: SourceFormat;
  readonly everySeconds: number;
  readonly fields: readonly SourceField[];
}

/** An address that is asked every so often. */
export interface Source extends SourceDefinition {
  readonly id: string;
  readonly header: SourceHeader | null;
  /** Of the definition: what an older one fetched is not kept. */
  readonly version: number;
}

export interface FetchedField {
  /** The last one that came. */
  readonly value: string | null;
  /** ISO 8601; null = never. */
  readonly at: string | null;
  /** Why nothing newer came. */
  readonly failing: string | null;
}

/** What was last fetched from a source. */
export interface Fetched {
  readonly source: string;
  /** Of the definition that was fetched from. */
  readonly version: number;
  /** ISO 8601 of the last try. */
  readonly lastFetchAt: string;
  /** Why the last try failed as a whole. */
  readonly failing: string | null;
  /** Tries in a row that failed. */
  readonly failures: number;
  /** ISO 8601 */
  readonly nextAt: string;
  readonly fields: Readonly<Record<string, FetchedField>>;
}

/** A source in the list of what to fetch when. */
export interface DueFetch {
  readonly tenant: string;
  readonly site: string;
  readonly source: string;
  /** Epoch ms; also says whose claim it is, since it is moved by every claim. */
  readonly dueAt: number;
  /** The source was deleted and its secret must be too. */
  readonly gone: boolean;
}

/** A value with the name people know it by. */
export interface NamedValue extends BoardValue {
  readonly name: string;
  readonly kind: 'variable' | 'external';
}
