import type { SiteId, TenantId } from '../../domain/ids.ts';
import type { ServiceLevelVersion } from '../../domain/service-level-versions.ts';
import type { SiteConfig } from '../../domain/site-config.ts';
import type { UnitMembers } from '../../domain/unit-members.ts';
import type { BucketFormat, Calendar, DailyWindow, Interval } from '../../statistics/calendar.ts';
import type { FigureSettings, Template } from '../../statistics/catalogue.ts';
import type { Filter } from '../../statistics/filters.ts';

/** What is asked, with everything it depends on. Epoch ms; `to` exclusive. */
export interface ResolvedQuery {
  readonly tenant: TenantId;
  readonly site: SiteId;
  readonly config: SiteConfig;
  readonly settings: FigureSettings;
  /** By which the service level is told; it stands in `settings` too. */
  readonly serviceLevel: ServiceLevelVersion;
  readonly calendar: Calendar;
  readonly template: Template;
  readonly filter: Filter | null;
  /** Whose rows the asker sees; null = everybody's. */
  readonly members: UnitMembers | null;
  readonly from: number;
  readonly to: number;
  /** What the range is made of where it leaves days out; null = all of it. */
  readonly parts: readonly Interval[] | null;
  readonly dailyWindow: DailyWindow | null;
  /** Rows are stretches of time, by the template or because it was asked so. */
  readonly byTime: boolean;
  readonly format: BucketFormat;
  readonly now: number;
}
