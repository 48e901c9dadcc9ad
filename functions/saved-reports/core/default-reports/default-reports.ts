import { callLists } from './call-lists.ts';
import { callPerformance } from './call-performance.ts';
import { callsByDevice } from './calls-by-device.ts';
import { callsByNumber } from './calls-by-number.ts';
import { callsByTime } from './calls-by-time.ts';
import { callsStatusByAgent } from './calls-status-by-agent.ts';
import type { DefaultReport } from './default-report.ts';
import { otherConfiguration } from './other-configuration.ts';

/**
 * What everybody with reports is given at a site, in the order of the list (L4256-4423). One that is added later is given to everybody once;
 * all together must fit into one transaction of 100 writes.
 */
export const defaultReports: readonly DefaultReport[] = [
  ...callLists,
  ...callPerformance,
  ...callsByDevice,
  ...callsByNumber,
  ...callsByTime,
  ...callsStatusByAgent,
  ...otherConfiguration,
];
