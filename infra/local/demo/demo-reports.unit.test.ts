import { expect, test } from 'vitest';
import { reportContentSchema } from '../../../functions/domain/report.ts';
import { scheduleContentSchema } from '../../../functions/domain/schedule.ts';
import { contentFaults } from '../../../functions/saved-reports/core/content-faults.ts';
import { demoResellers } from './demo-data.ts';
import { demoReports } from './demo-reports.ts';

test.each(demoReports)(
  '$site has a report and a schedule of somebody who may make them',
  ({ tenant, site, by, report, schedule, time }) => {
    const of = demoResellers.flatMap(({ users }) => users).find(({ user }) => user === by);
    expect([of?.tenant, of?.role]).toEqual([tenant, 'customerAdmin']);
    expect(
      demoResellers
        .flatMap(({ customers }) => customers)
        .find((one) => one.tenant === tenant)
        ?.sites.map((one) => one.site),
    ).toContain(site);
    expect(contentFaults(reportContentSchema.parse(report), { find: () => null, forEverybody: true })).toEqual([]);
    const timing = { start: { date: '2026-11-21', time }, recurrence: { every: 'day' } };
    expect(scheduleContentSchema.safeParse({ ...schedule, timing, reports: [{ report: 'one' }] }).error).toBeUndefined();
    expect(schedule.delivery).toMatchObject({ to: [of?.email] });
  },
);
