import type { EpochMs } from '../domain/ids.ts';

/** A filter that a site keeps. */
export interface SavedFilter {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly owner: { readonly id: string; readonly name: string } | null;
  readonly shared: boolean;
  /** Canonical writing of a `FilterSpec`. */
  readonly spec: Readonly<Record<string, unknown>>;
  readonly version: number;
  readonly updatedAt: EpochMs;
}

/** What uses a filter; `hidden` when who asks may not know of it. */
export interface FilterUse {
  readonly filter: string;
  readonly kind: 'board' | 'report' | 'schedule';
  /** Of the board, report or schedule. */
  readonly id: string;
  readonly name: string;
  readonly hidden: boolean;
}
