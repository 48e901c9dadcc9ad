import type { FetchOutcome } from './core/merge-fetched.ts';
import type { SourceDefinition } from './core/types.ts';
import type { ValuesOwner } from './values-params.ts';

export interface SecretHeader {
  readonly name: string;
  readonly value: string;
}

/**
 * Asks an address on the public internet and reads the fields. Never rejects over what the other side does: that is an outcome.
 * @param came is told the body, also when it cannot be read
 */
export type FetchSource = (
  definition: SourceDefinition,
  header: SecretHeader | null,
  came?: (body: string) => void,
) => Promise<FetchOutcome>;

/** Secrets of request headers, apart from everything else. */
export interface SourceSecrets {
  /** @returns the version that was made; earlier ones stay readable until `forget` */
  readonly put: (owner: ValuesOwner, source: string, value: string) => Promise<number>;
  /** Null: there is none (any longer). */
  readonly get: (owner: ValuesOwner, source: string, version: number) => Promise<string | null>;
  /** All versions; nothing when there are none. */
  readonly forget: (owner: ValuesOwner, source: string) => Promise<void>;
}
