import type { UnitLimit } from '../domain/common-units.ts';
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
  /** Who changed it last; null in rows of before. */
  readonly updatedBy: { readonly id: string; readonly name: string } | null;
  /**
   * Business units to which that person was limited: a schedule that uses it, with whoever's rights, brings no more out than this person sees.
   * Null = no limit, as in rows of before.
   */
  readonly units: UnitLimit;
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
