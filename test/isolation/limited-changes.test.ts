import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { siteIdSchema, tenantIdSchema } from '../../functions/domain/ids.ts';
import { scheduleContentSchema } from '../../functions/domain/schedule.ts';
import { siteConfigSchema } from '../../functions/domain/site-config.ts';
import { createReportWorld, type ReportWorld, report } from '../../functions/saved-reports/testing/report-world.ts';
import { newRun } from '../../functions/schedules/core/new-run.ts';
import { resolveReports } from '../../functions/schedules/resolve-reports.ts';

/** Lena sees the unit `desk` alone and may change shared reports and filters. What Sue, who sees all, has scheduled must not tell her more by that. */
let world: ReportWorld;
beforeAll(async () => {
  world = await createReportWorld();
});
afterAll(() => world.stop());

const config = siteConfigSchema.parse({
  devices: [],
  businessUnits: [
    { id: 'desk', name: 'Front desk' },
    { id: 'night', name: 'Night', parent: 'desk' },
    { id: 'sales', name: 'Sales' },
  ],
});
const content = (more: object) =>
  scheduleContentSchema.parse({
    name: 'Daily',
    timing: { start: { date: '2040-03-24', time: '08:00' }, recurrence: { every: 'day' } },
    format: 'csv',
    delivery: { kind: 'email', to: ['lena@bakery.example'] },
    ...more,
  });
const scope = { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse('harbour'), reseller: 'north' };
/** Units that a run of one report is limited to, and why. @param units of the schedule's owner; null = sees all */
const limitsOf = async (id: string, units: readonly string[] | null = null, more: object = {}) => {
  const run = newRun({
    schedule: 'daily',
    content: content({ reports: [{ report: id, ...more }] }),
    owner: { id: 'sue', name: 'SUE' },
    dueAt: 0,
    asAt: 0,
    trigger: 'byHand',
    note: null,
    now: 0,
  });
  const owner = { ...scope, ...(units === null ? {} : { units }) };
  const [one] = await resolveReports({ reports: world.stored }, owner, config, run);
  return [one?.units, one?.limitedBy];
};
const byLena = [['desk'], ['the report was changed last by LENA']];
const free = [null, []];

let made = 0;
const share = async (who: string, more: object = {}): Promise<string> => {
  made += 1;
  return (await world.ask(who, 'POST', 'harbour/reports', { content: { ...report(`Daily ${made}`), ...more }, shared: true })).body.id;
};
const change = async (who: string, path: string, version: number, body: object) => {
  const { status } = await world.ask(who, 'PUT', `harbour/${path}`, body, `"${version}"`);
  expect(status).toBe(200);
};

describe('a shared report that somebody limited changes', () => {
  let id: string;
  beforeEach(async () => {
    id = await share('sue');
    expect(await limitsOf(id)).toEqual(free);
  });
  const named = (description: string) => ({ content: { ...report(`Daily ${made}`), description } });

  test('brings out only what that person sees, until somebody who sees all saves it, changed or not', async () => {
    await change('lena', `reports/${id}`, 1, named('wider'));
    expect(await limitsOf(id)).toEqual(byLena);
    await change('sue', `reports/${id}`, 2, named('wider'));
    expect(await limitsOf(id)).toEqual(free);
    const { body } = await world.ask('sue', 'GET', `harbour/reports/${id}`);
    expect([body.version, 'units' in body]).toEqual([3, false]);
  });

  test('is limited to what its owner sees as well; where nothing is seen by both, it has nothing', async () => {
    await change('lena', `reports/${id}`, 1, named('wider'));
    expect(await limitsOf(id, ['desk', 'sales'])).toEqual(byLena);
    expect(await limitsOf(id, ['night'])).toEqual([['night'], []]);
    expect(await limitsOf(id, ['sales'])).toEqual([[], ['the report was changed last by LENA']]);
  });

  test('is limited as well when it is deleted and brought in again under its id, by text', async () => {
    expect((await world.ask('lena', 'DELETE', `harbour/reports/${id}?force=true`)).status).toBe(204);
    const text = `format: 1\nreports:\n  - id: ${id}\n    name: Again ${made}\n    category: Ours\n    shared: true\n    template: callListSegmented\n    columns:\n      - statistic: telephoneNumber\n    range:\n      named: lastDays\n      days: 7\n`;
    expect((await world.ask('lena', 'POST', 'harbour/reports-text?dryRun=false', text)).status).toBe(200);
    expect(await limitsOf(id)).toEqual(byLena);
    // Somebody who sees all brings in another one.
    expect((await world.ask('sue', 'POST', 'harbour/reports-text?dryRun=false', text.replace('days: 7', 'days: 2'))).status).toBe(200);
    expect(await limitsOf(id)).toEqual(free);
  });

  test('is limited when it is changed by text, or made as a copy', async () => {
    const text = (await world.ask('lena', 'GET', `harbour/reports-text?reports=${id}&filters=&schedules=`)).text;
    const changed = text.replace(/name: .*/, `name: By text ${made}`);
    expect((await world.ask('lena', 'POST', 'harbour/reports-text?dryRun=false', changed)).status).toBe(200);
    expect(await limitsOf(id)).toEqual(byLena);
    const copy = await world.ask('lena', 'POST', 'harbour/reports', { copyOf: id, name: `Copy ${made}`, shared: true });
    expect([copy.status, await limitsOf(copy.body.id)]).toEqual([201, byLena]);
  });
});

describe('a shared filter that somebody limited changes', () => {
  const filter = (spec: object, name = `Narrow ${made}`) => ({ name, shared: true, spec });
  const make = async (who: string): Promise<string> => {
    made += 1;
    return (await world.ask(who, 'POST', 'harbour/filters', filter({ answered: false }))).body.id;
  };
  const because = (name: string) => [['desk'], [`the filter "${name}" was changed last by LENA`]];

  test('limits the reports that use it, and schedules that name it', async () => {
    const id = await make('sue');
    const ref = { kind: 'saved', id };
    const [using, other] = [await share('sue', { filter: ref }), await share('sue')];
    const name = (await world.ask('sue', 'GET', 'harbour/filters')).body.items.find((one) => one.id === id)?.name ?? '';
    await change('lena', `filters/${id}`, 1, filter({}, name));
    expect(await limitsOf(using)).toEqual(because(name));
    expect(await limitsOf(other, null, { filter: ref })).toEqual(because(name));
    expect(await limitsOf(using, null, { filter: { kind: 'none' } })).toEqual(free);
    await change('sue', `filters/${id}`, 2, filter({}, name));
    expect(await limitsOf(using)).toEqual(free);
    expect('units' in ((await world.ask('sue', 'GET', 'harbour/filters')).body.items.at(0) ?? {})).toBe(false);
  });

  test('also by text, be it there or deleted before; and when that person makes it', async () => {
    const id = await make('sue');
    const using = await share('sue', { filter: { kind: 'saved', id } });
    const text = (spec: string) => `format: 1\nfilters:\n  - id: ${id}\n    name: By text\n    shared: true\n    spec: ${spec}\n`;
    const bring = async (who: string, spec: string) =>
      expect((await world.ask(who, 'POST', 'harbour/reports-text?dryRun=false', text(spec))).status).toBe(200);
    await bring('lena', '{}');
    expect(await limitsOf(using)).toEqual(because('By text'));
    await bring('sue', '{ answered: true }');
    expect(await limitsOf(using)).toEqual(free);
    expect((await world.ask('lena', 'DELETE', `harbour/filters/${id}?force=true`)).status).toBe(204);
    await bring('lena', '{ answered: true }');
    expect(await limitsOf(using)).toEqual(because('By text'));
    const own = await make('lena');
    expect((await limitsOf(await share('sue', { filter: { kind: 'saved', id: own } })))[0]).toEqual(['desk']);
  });
});
