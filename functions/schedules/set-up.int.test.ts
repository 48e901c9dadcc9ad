import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { noOrigin } from '../audit/audit.ts';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { scheduleContentSchema } from '../domain/schedule.ts';
import type { Principal } from '../identity/types.ts';
import { meetingOf } from '../runtime/testing/meeting-of.ts';
import { createSchedule } from './create-schedule.ts';
import type { ScheduleStore } from './schedule-store.ts';
import { createScheduleWorld, type ScheduleWorld } from './testing/schedule-world.ts';

let world: ScheduleWorld;
beforeAll(async () => {
  world = await createScheduleWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  world.clock.now = Date.parse('2040-03-23T12:00:00.000Z');
  world.state.units.length = 0;
  await world.mails();
});

let made = 0;
const content = (more: object = {}) => {
  made += 1;
  return {
    name: `Evening ${made}`,
    timing: { start: { date: '2040-03-24', time: '08:00' }, recurrence: { every: 'day' } },
    reports: [{ report: 'calls' }],
    format: 'csv',
    delivery: { kind: 'email', to: ['desk@bakery.example'] },
    ...more,
  };
};
const save = async (given: object, who = 'sue') => {
  const { status, body } = await world.ask(who, 'POST', 'harbour/schedules', given);
  expect([status, body.detail]).toEqual([201, undefined]);
  return body;
};
const change = (who: string, id: string, version: number, given: object) =>
  world.ask(who, 'PUT', `harbour/schedules/${id}`, given, { 'if-match': `"${version}"` });
const place = { tenant: 'bakery', site: 'harbour' } as never as { tenant: never; site: never };
const runOf = async (id: string) => {
  world.clock.now = Date.parse('2040-03-24T08:00:40Z');
  await world.work({ job: 'schedule', ...place, schedule: id, dueAt: Date.parse('2040-03-24T08:00:00Z') });
  for (const { job } of world.state.jobs.splice(0)) if (job.job === 'scheduleRun') await world.work(job);
  return (await world.ask('sue', 'GET', `harbour/schedules/${id}/runs`)).body.items[0];
};
const frontDesk = 'Only calls of the business unit Front desk';

describe('whose rights a schedule runs with', () => {
  test('is said, and stays when somebody else saves it, unless that person wants it otherwise', async () => {
    const given = content();
    const { id, mine, rights } = await save(given);
    expect([mine, rights]).toEqual([true, { limit: null, fault: null }]);
    const kept = await change('omar', id, 1, { ...given, description: 'For the desk' });
    expect([kept.status, kept.body.owner, kept.body.mine]).toEqual([200, { id: 'sue', name: 'SUE' }, false]);
    const taken = await change('omar', id, 2, { ...given, rights: 'mine' });
    expect([taken.body.owner.id, taken.body.mine]).toEqual(['omar', true]);
    const changes = (await world.auditOf('bakery', 'harbour')).flatMap((row) => (row.object.includes(id) ? row.changes : []));
    expect(changes.filter(({ path }) => path === '/owner')).toEqual([{ path: '/owner', before: 'SUE', after: 'OMAR' }]);
  });

  test('nobody who is limited to business units brings rows out that this person may not see', async () => {
    const given = content();
    const { id } = await save(given);
    const outward = { ...given, delivery: { kind: 'email', to: ['lena@elsewhere.example'] } };
    for (const more of [
      outward,
      { ...given, description: 'x' },
      { ...given, reports: [{ report: 'lost' }] },
      { ...outward, enabled: false },
    ]) {
      const refused = await change('lena', id, 1, more);
      expect([refused.status, refused.body.errors[0].pointer]).toEqual([403, '#/rights']);
      expect(refused.body.detail).toContain('runs with the rights of SUE');
    }
    const off = await change('lena', id, 1, { ...given, enabled: false });
    expect([off.status, off.body.owner.id, off.body.enabled]).toEqual([200, 'sue', false]);
    const taken = await change('lena', id, 2, { ...outward, rights: 'mine' });
    expect([taken.body.owner.id, taken.body.rights]).toEqual(['lena', { limit: frontDesk, fault: null }]);
    await runOf(id);
    expect(world.state.units).toEqual([['unit-1']]);
    const seen = (await world.ask('sue', 'GET', `harbour/schedules/${id}`)).body;
    expect([seen.mine, seen.rights.limit]).toEqual([false, frontDesk]);
    // Back by somebody who sees all: the owner stays, and with it the limit, until that person says otherwise.
    expect((await change('sue', id, seen.version, given)).body.rights.limit).toBe(frontDesk);
    expect((await change('sue', id, seen.version + 1, { ...given, rights: 'mine' })).body.rights.limit).toBeNull();
  });

  test('a text changes what it says and leaves the owner; of somebody limited it is not taken for schedules of others', async () => {
    const { id, ...first } = await save(content());
    const by = (who: string) => {
      const found = world.people.get(who);
      if (found === undefined) throw new Error(`nobody is called ${who}`);
      const { units } = found;
      return {
        scope: { ...place, reseller: 'north', ...(units === undefined ? {} : { units }) },
        who: found,
        origin: { requestId: null, ip: null, forwardedFor: null },
      };
    };
    const before = await world.store.find(place, id);
    if (before === null) throw new Error('it is gone');
    const changed = { id, content: { ...before.content, description: 'from a text' } };
    await expect(world.schedules.save(by('lena'), [changed])).rejects.toThrow('runs with the rights of SUE');
    const { writes } = await world.schedules.save(by('omar'), [changed]);
    expect(await world.store.commit(writes)).toBe(true);
    expect([await world.store.find(place, id), first.owner.id]).toMatchObject([{ owner: { id: 'sue' }, version: 2 }, 'sue']);
  });

  test('that person gone, the schedule says that it cannot run', async () => {
    const { id } = await save(content(), 'omar');
    const omar = world.people.get('omar');
    world.people.delete('omar');
    const { body } = await world.ask('sue', 'GET', `harbour/schedules/${id}`);
    if (omar !== undefined) world.people.set('omar', omar);
    expect(body.faults).toEqual([
      'OMAR, with whose rights the schedule runs, has no account any more. Somebody who may make schedules has to save it with the own rights.',
    ]);
  });
});

describe('a run whose rights are not the same all the time', () => {
  const limit = (who: string, units: readonly string[] | null) => {
    const { units: _, ...person } = world.people.get(who) ?? { units: [] };
    world.people.set(who, { ...(person as Principal), ...(units === null ? {} : { units }) });
  };
  const reception = 'Only calls of the business unit Reception';

  test('shows no more than who changed its report or filter last may see, and says so', async () => {
    const calls = world.state.reports.get('calls');
    if (calls === undefined) throw new Error('no report');
    world.state.reports.set('calls', { ...calls, units: ['unit-3'], updatedBy: { id: 'lena', name: 'LENA' } });
    world.state.filterUnits = ['unit-2'];
    const filter = { kind: 'saved', id: 'f-shared' };
    const { id } = await save(
      content({ reports: [{ report: 'calls' }, { report: 'lost', filter }, { report: 'calls', filter }, { report: 'lost' }] }),
    );
    const run = await runOf(id);
    world.state.reports.set('calls', calls);
    world.state.filterUnits = null;
    expect(world.state.units).toEqual([['unit-3'], ['unit-2'], [], undefined]);
    const ofReport = `${reception}: the report was changed last by LENA, who sees no others.`;
    expect(run.reports.map(({ notes }: { notes: string[] }) => notes)).toEqual([
      [ofReport],
      ['Only calls of the business unit Kitchen: the filter "f-shared" was changed last by LENA, who sees no others.'],
      [
        'Only calls of no business unit, so none: the report was changed last by LENA, who sees no others, and the filter "f-shared" was changed last by LENA, who sees no others.',
      ],
      [],
    ]);
    const [mail] = await world.mails();
    expect(mail?.parsed.text?.split(ofReport)).toHaveLength(2);
    expect(mail?.parsed.text).not.toContain('with the rights of SUE');
    // To whom is limited, the history of somebody else tells that it ran, and nothing of what is in it or who got it.
    const seen = (await world.ask('lena', 'GET', `harbour/schedules/${id}/runs`)).body.items[0];
    const single = (await world.ask('lena', 'GET', `harbour/schedule-runs/${run.id}`)).body;
    for (const one of [seen, single])
      expect(one).toMatchObject({
        hidden: true,
        state: 'delivered',
        reportCount: 4,
        reports: [],
        files: [],
        delivery: null,
        comparison: null,
      });
    expect([single.inputs, run.hidden, run.delivery.to]).toEqual([null, false, ['desk@bakery.example']]);
    // Made again and asked of today's data, it keeps to the same.
    world.state.units.length = 0;
    await world.ask('omar', 'POST', `harbour/schedule-runs/${run.id}/rerun`);
    for (const { job } of world.state.jobs.splice(0)) if (job.job === 'scheduleRun') await world.work(job);
    expect(world.state.units).toEqual([['unit-3'], ['unit-2'], [], undefined]);
  });

  test('is made anew where it was interrupted before its owner was limited: nothing wider is sent, or opened', async () => {
    const { id } = await save(content({ reports: [{ report: 'calls' }, { report: 'lost' }] }), 'omar');
    world.state.failing.push('lost');
    const started = await world.ask('omar', 'POST', `harbour/schedules/${id}/run`);
    const job = world.state.jobs.splice(0)[0]?.job;
    if (job?.job !== 'scheduleRun') throw new Error('nothing runs');
    await expect(world.work(job)).rejects.toThrow('the lake is away');
    limit('omar', ['unit-1']);
    try {
      const link = () => world.ask('omar', 'GET', `harbour/schedule-runs/${started.body.id}/files/0/link`);
      expect((await link()).status).toBe(403);
      world.state.rows.set('calls', [['1001', 5]]);
      await world.work(job);
      world.state.rows.set('calls', [['1001', 12]]);
      expect(world.state.units).toEqual([undefined, undefined, ['unit-1'], ['unit-1']]);
      const { body: run } = await world.ask('omar', 'GET', `harbour/schedule-runs/${started.body.id}`);
      expect([run.state, run.files.length, run.inputs.owner.units]).toEqual(['delivered', 2, ['unit-1']]);
      expect(run.inputs.reports.map(({ units }: { units: unknown }) => units)).toEqual([['unit-1'], ['unit-1']]);
      const [mail] = await world.mails();
      expect([mail?.parsed.attachments.length, mail?.parsed.text?.includes('1001 | 5'), mail?.parsed.text?.includes('1001 | 12')]).toEqual([
        2,
        true,
        false,
      ]);
      expect((await link()).status).toBe(200);
      limit('omar', ['unit-3']);
      expect((await link()).status).toBe(403);
    } finally {
      limit('omar', null);
    }
  });
});

test('the own filter of a report is lifted when the schedule says that there is none', async () => {
  const calls = world.state.reports.get('calls');
  if (calls === undefined) throw new Error('no report');
  const filter = { kind: 'saved', id: 'f-shared' } as const;
  world.state.reports.set('filtered', { ...calls, id: 'filtered', name: 'Inside', content: { ...calls.content, name: 'Inside', filter } });
  world.state.rows.set('filtered', [['1001', 12]]);
  const { id } = await save(content({ reports: [{ report: 'filtered', filter: { kind: 'none' } }, { report: 'filtered' }] }));
  const run = await runOf(id);
  const { inputs } = (await world.ask('sue', 'GET', `harbour/schedule-runs/${run.id}`)).body;
  expect(inputs.reports.map((one: { filter: unknown }) => one.filter)).toEqual([null, { name: 'f-shared', spec: { extension: '1001' } }]);
  const lifted = 'The schedule lifts the report’s own filter: it is not applied.';
  expect(run.reports.map(({ notes }: { notes: string[] }) => notes)).toEqual([[lifted], []]);
});

test('letters that a PDF cannot show are told in the mail and in the history', async () => {
  world.state.rows.set('calls', [['مكتب', 12]]);
  const { id } = await save(content({ format: 'pdf' }));
  const run = await runOf(id);
  world.state.rows.set('calls', [['1001', 12]]);
  const note = 'The PDF shows ■ for letters that its font does not have: take it as Excel or Word, which have all of them.';
  expect(run.reports[0].notes).toEqual([note]);
  const [mail] = await world.mails();
  expect(mail?.parsed.text).toContain(`مكتب | 12\n${note}\nFile: Calls of the desk, harbour site 2040-03-23.pdf (attached)`);
});

describe('before it is saved', () => {
  test('it is known whose calls it will hold, and who puts files into buckets', async () => {
    const setup = async (who: string) => (await world.ask(who, 'GET', 'harbour/schedule-setup')).body;
    expect(await setup('sue')).toEqual({
      limit: null,
      bucket: { principal: 'arn:aws:iam::123456789012:role/delivery', folder: 'bakery/harbour' },
    });
    expect((await setup('lena')).limit).toBe(frontDesk);
    expect((await world.ask('flora', 'GET', 'harbour/schedule-setup')).status).toBe(404);
  });

  test('a bucket is tried below customer and site, and what AWS answers is said', async () => {
    const attempt = (delivery: object, who = 'sue', site = 'harbour') =>
      world.ask(who, 'POST', `${site}/schedule-setup/try-bucket`, { delivery: { kind: 'bucket', ...delivery } });
    const good = await attempt({ bucket: 'customer-drop', prefix: 'calls/daily/' });
    const key = 'bakery/harbour/calls/daily/trunkline-test.txt';
    expect([good.status, good.body]).toEqual([
      200,
      { ok: true, key, answer: `AWS took it: ${key} is in "customer-drop". Schedules can deliver there.` },
    ]);
    expect(await world.objects('customer-drop')).toEqual([key]);
    const absent = await attempt({ bucket: 'nobody-has-this' });
    expect([absent.status, absent.body.ok, absent.body.answer]).toEqual([
      200,
      false,
      'Not put into "nobody-has-this": there is no such bucket.',
    ]);
    for (const [delivery, pointer] of [
      [{ bucket: 'trunkline-exports' }, '#/delivery/bucket'],
      [{ bucket: 'customer-drop', prefix: '../x' }, '#/delivery/prefix'],
      [{ bucket: 'No Bucket' }, '#/delivery/bucket'],
    ] as const) {
      const { status, body } = await attempt(delivery);
      expect([status, body.errors[0].pointer]).toEqual([400, pointer]);
    }
    expect((await attempt({ bucket: 'customer-drop' }, 'flora')).status).toBe(404);
    expect((await attempt({ bucket: 'customer-drop' }, 'alice')).status).toBe(403);
    const rows = (await world.auditOf('bakery', 'harbour')).filter(({ action }) => action === 'schedule.tryBucket');
    expect(rows.map(({ object, summary }) => [object, summary]).sort()).toEqual([
      ['bucket customer-drop', 'tried the folder "../x"'],
      ['bucket customer-drop', 'tried the folder "calls/daily/"'],
      ['bucket nobody-has-this', 'tried the folder ""'],
      ['bucket trunkline-exports', 'tried the folder ""'],
    ]);
    const answers: number[] = [];
    for (let n = 0; n < 21; n += 1)
      answers.push((await attempt({ bucket: n % 2 === 0 ? 'nobody-has-this' : 'trunkline-exports' }, 'sue', 'market')).status);
    expect(answers).toEqual([...Array.from({ length: 10 }, () => [200, 400]).flat(), 429]);
  });
});

test('two schedules made at once, with room for one, are one: the slower looks again', async () => {
  const { store } = world;
  const who = world.people.get('sue');
  if (who === undefined) throw new Error('nobody');
  const scope = { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse('market'), reseller: 'north' };
  const both = meetingOf(2);
  // 499 are there beside those that are made.
  const others = Array.from({ length: 499 }, (_, i) => ({ id: `other-${i}`, name: `Other ${i}`, unreadable: 'of before', row: {} }));
  const list: ScheduleStore['list'] = async (place) => {
    const { read, unreadable } = await store.list(place);
    await both();
    return { read, unreadable: [...unreadable, ...others] };
  };
  const create = createSchedule({ ...world.deps, store: { ...store, list } });
  const make = () =>
    create({ scope, who, origin: noOrigin }, scheduleContentSchema.parse(content())).then(
      () => 'made',
      (error: Error) => error.message,
    );
  expect((await Promise.all([make(), make()])).sort()).toEqual([
    'A site may have at most 500 schedules: delete those that nobody needs.',
    'made',
  ]);
  expect((await store.list(scope)).read).toHaveLength(1);
});
