import { schedulesPk } from './constants.ts';
import type { Place } from './types.ts';

/** Key of a row of a site's schedules. */
export const keyOf = ({ tenant, site }: Place, sk: string) => ({ pk: schedulesPk(tenant, site), sk });
