import type { ScheduleContent } from '../domain/schedule.ts';
import type { FindSiteConfig } from '../tenants/types.ts';
import type { Place } from './types.ts';

/** The zone in which a schedule's clock times are. */
export const zoneOf = async (findConfig: FindSiteConfig, { tenant, site }: Place, content: ScheduleContent): Promise<string> =>
  content.timing.timeZone ?? (await findConfig(tenant, site))?.config.timeZone ?? 'UTC';
