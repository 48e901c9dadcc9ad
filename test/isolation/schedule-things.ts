import { siteIdSchema, tenantIdSchema } from '../../functions/domain/ids.ts';
import { scheduleContentSchema } from '../../functions/domain/schedule.ts';
import { createAwsClients } from '../../functions/runtime/aws-clients.ts';
import { newRun } from '../../functions/schedules/core/new-run.ts';
import { createScheduleStore } from '../../functions/schedules/schedule-store.ts';
import type { TestSite } from './world.ts';

/** Ids of a schedule of a site and of a run that made a file. */
export interface ScheduleThings {
  readonly schedule: string;
  readonly run: string;
}

/** A schedule that runs far in the future, and a run of it that is over; both name their site. */
export const addScheduleThings = async (
  stack: { readonly api: string; readonly env: Readonly<Record<string, string>> },
  token: string,
  of: { readonly tenant: string; readonly site: TestSite },
): Promise<ScheduleThings> => {
  const given = {
    name: `schedule of ${of.site}`,
    timing: { start: { date: '2099-03-02', time: '08:00' }, recurrence: { every: 'day' } },
    reports: [{ report: 'inbound-call-summary' }],
    format: 'csv',
    delivery: { kind: 'email', to: ['desk@example.test'], body: `body of ${of.site}` },
  };
  const answer = await fetch(`${stack.api}/v1/sites/${of.site}/schedules`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(given),
  });
  if (!answer.ok) throw new Error(`the schedule of ${of.site} answers ${answer.status}: ${await answer.text()}`);
  const { id } = (await answer.json()) as { id: string };
  const client = createAwsClients(stack.env).dynamo();
  const store = createScheduleStore({ client, table: stack.env.TRUNKLINE_REPORTS_TABLE ?? '' });
  const now = Date.now();
  const asked = { schedule: id, content: scheduleContentSchema.parse(given), owner: { id: 'x', name: `owner of ${of.site}` } };
  const run = {
    ...newRun({ ...asked, dueAt: now, asAt: now, trigger: 'byHand', note: null, now }),
    state: 'delivered' as const,
    lookAt: null,
    files: [{ name: `file of ${of.site}.csv`, bytes: 1, sha256: '00' }],
  };
  const place = { tenant: tenantIdSchema.parse(of.tenant), site: siteIdSchema.parse(of.site) };
  const written = await store.commit(store.createRunWrites(place, run));
  client.destroy();
  if (!written) throw new Error(`the run of ${of.site} was not written`);
  return { schedule: id, run: run.id };
};
