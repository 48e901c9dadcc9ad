import { queryOptions } from '@tanstack/react-query';
import type { ApiClient } from '../api/client.ts';
import type { FigureGap } from '../figures/core/public-types.ts';

export interface WeekFigures {
  readonly callsHandled: number;
  readonly callsInbound: number;
  readonly callsLost: number;
  readonly abandonedLeftOut: number;
  readonly shortCalls: number;
  readonly callsAnsweredWithinTarget: number;
  /** A fraction; null = no call to divide by. */
  readonly serviceLevel: number | null;
  readonly unreturnedLostCalls: number;
  readonly ringCategories: readonly { readonly seconds: number; readonly answered: number; readonly lost: number }[];
  readonly startTimeRows: number;
  readonly serviceLevelWords: string;
  readonly range: { readonly from: string; readonly to: string };
}
export interface SettingsPreview {
  /** By which days, and the same in words; absent from an API that knows last week alone. */
  readonly told?: 'lastWeek' | 'last7Days';
  readonly toldWords?: string;
  readonly before: WeekFigures;
  readonly after: WeekFigures;
  readonly notShown: readonly string[];
  readonly gaps: readonly FigureGap[];
  readonly incomplete: boolean;
}
export interface SettingsChange {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly resetTime?: string;
}

/** Last week as it is and as a change would have it; asked anew when the change is another or somebody saved. */
export const previewQuery = (api: ApiClient, site: string, version: number, change: SettingsChange) =>
  queryOptions({
    queryKey: ['settings preview', site, version, JSON.stringify(change)],
    queryFn: async ({ signal }) => (await api.send('POST', `/sites/${site}/report-settings/preview`, change, signal)) as SettingsPreview,
    staleTime: 60_000,
    retry: false,
  });
