import { queryOptions } from '@tanstack/react-query';
import type { ReportRange } from '../../../functions/domain/report.ts';
import type { ServiceLevelFormula } from '../../../functions/domain/site-config.ts';
import type { ApiClient } from '../api/client.ts';
import type { FigureGap } from '../figures/core/public-types.ts';

export type Formula = ServiceLevelFormula;
export interface Level {
  readonly answered: number;
  readonly abandoned: number;
  readonly answeredWithin: number;
  readonly abandonedWithin: number;
  readonly abandonedShort: number;
  /** Fractions; null = no call to divide by. */
  readonly levels: Readonly<Record<Formula, number | null>>;
}
export interface LevelVersion {
  readonly version: number;
  /** `YYYY-MM-DD`; null = since ever. */
  readonly from: string | null;
  readonly formula: Formula;
  readonly seconds: number;
  readonly current: boolean;
  readonly within: boolean;
}
export interface ServiceLevels {
  readonly used: number;
  readonly seconds: number;
  readonly shortSeconds: number;
  readonly ignoreAbandoned: boolean;
  readonly versions: readonly LevelVersion[];
  readonly total: Level;
  readonly days: readonly (Level & { readonly key: string; readonly label: string; readonly gap: 'whole' | 'partly' | null })[];
  readonly huntGroups: readonly (Level & { readonly key: string; readonly name: string | null })[];
  readonly gaps: readonly FigureGap[];
  readonly restatedAt: number | null;
  /** Of whom sees some business units alone: which, in words. */
  readonly limitedTo?: string | null;
}

export const serviceLevelsKey = (site: string) => ['service levels', site] as const;

/** @param version tells the target of this version instead of the newest within the range */
export const serviceLevelsQuery = (api: ApiClient, site: string, range: ReportRange, version: number | null) =>
  queryOptions({
    queryKey: [...serviceLevelsKey(site), range, version],
    queryFn: async ({ signal }) => {
      const asked = 'named' in range ? { named: range.named, days: range.days ?? null } : { from: range.from, to: range.to };
      return (await api.get(`/sites/${site}/service-levels`, { ...asked, version }, signal)) as ServiceLevels;
    },
    staleTime: 30_000,
    retry: false,
  });
