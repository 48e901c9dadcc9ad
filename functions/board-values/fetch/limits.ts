export interface FetchLimits {
  /** For everything together: resolving, connecting, redirects, body. */
  readonly totalMs: number;
  /** Of the body, as it comes and unpacked. */
  readonly bodyBytes: number;
  readonly redirects: number;
  /** Of computing, for reading the body and all selectors. */
  readonly readMs: number;
}

export const fetchLimits: FetchLimits = { totalMs: 10_000, bodyBytes: 1_048_576, redirects: 3, readMs: 1_000 };
