import { errorFields } from '../runtime/log.ts';
import { hoursBehindMetric, sitesFailedMetric } from './constants.ts';
import type { SealerDeps } from './ports.ts';
import { type SealedSite, sealSite } from './seal-site.ts';
import type { LakeSite } from './types.ts';

export interface SealedSites {
  readonly sites: number;
  readonly sealed: number;
  readonly compacted: number;
  readonly left: number;
  readonly failed: number;
}

/**
 * All sites, one after the other, beginning with another one each time, so that a run which ends early leaves out none for ever. A site
 * that fails is counted and tried again in the next run.
 */
export const sealSites = async (
  deps: SealerDeps & { readonly listSites: () => Promise<readonly LakeSite[]>; readonly random: () => number },
  outOfTime: () => boolean,
): Promise<SealedSites> => {
  const sites = await deps.listSites();
  const first = Math.floor(deps.random() * sites.length);
  const total = { sites: 0, sealed: 0, compacted: 0, left: 0, failed: 0 };
  for (const site of [...sites.slice(first), ...sites.slice(0, first)]) {
    if (outOfTime()) {
      deps.log.warn('the time of this run is over, the other sites wait for the next', { done: total.sites, sites: sites.length });
      break;
    }
    total.sites += 1;
    try {
      const done: SealedSite = await sealSite(deps, site, outOfTime);
      total.sealed += done.sealed;
      total.compacted += done.compacted;
      total.left += done.left;
    } catch (error) {
      total.failed += 1;
      deps.log.error('site was not sealed, the next run tries again', { ...site, ...errorFields(error) });
    }
  }
  deps.metrics.count(sitesFailedMetric, total.failed);
  deps.metrics.count(hoursBehindMetric, total.left);
  deps.metrics.count('lakeHoursSealed', total.sealed);
  deps.metrics.count('lakeDatesCompacted', total.compacted);
  return total;
};
