import type { SiteConfig } from '../../domain/site-config.ts';
import { type ConfigChange, diffConfig } from './config-diff.ts';
import { findFaults } from './config-faults.ts';
import type { ConfigFault } from './fault.ts';
import { computePastChanges, type PastChange } from './past-changes.ts';

/** What saving a configuration would mean. */
export interface SavePlan {
  readonly changes: readonly ConfigChange[];
  /** What keeps it from being saved. */
  readonly faults: readonly ConfigFault[];
  /** What is wrong, but was before. */
  readonly known: readonly ConfigFault[];
  readonly past: readonly PastChange[];
}

export const planSave = (before: SiteConfig, after: SiteConfig, now: number): SavePlan => ({
  changes: diffConfig(before, after),
  ...findFaults(before, after),
  past: computePastChanges(before, after, now),
});
