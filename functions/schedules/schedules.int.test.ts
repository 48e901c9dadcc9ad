import { TooManyRequestsException } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { createScheduleWorld, type ScheduleWorld } from './testing/schedule-world.ts';

let world: ScheduleWorld;
beforeAll(async () => {
  world = await createScheduleWorld();
});
afterAll(() => world.stop());

const start = Date.parse('2040-03-23T12:00:00.000Z');
beforeEach(async () => {
  world.clock.now = start;
  world.state.heard = null;
  world.state.asked.length = 0;
  world.state.jobs.length = 0;
  world.state.failing.length = 0;
  world.state.counted.length = 0;
  world.state.beforeMail = async () => {};
  world.state.afterMail = async () => {};
  world.state.rows.set('calls', [['1001', 12]]).set('lost', [['1002', 3]]);
  await world.mails();
});

let made = 0;
/** Daily at 08:00, London: the 24th is a Saturday, and on the 25th the clock is put forward. */
const content = (more: object = {}) => {
  made += 1;
  return {
    name: `Morning ${made}`,
    timing: { start: { date: '2040-03-24', time: '08:00' }, recurrence: { every: 'day' } },
    reports: [{ report: 'calls' }],
    format: 'csv',
    delivery: { kind: 'email', to: ['desk@bakery.example'], subject: '{schedule}: {range}', body: 'Good morning {customer}.' },
    ...more,
  };
};
const save = async (more: object = {}, who = 'sue') => {
  const { status, body } = await world.ask(who, 'POST', 'harbour/schedules', content(more));
  expect([status, body.detail]).toEqual([201, undefined]);
  return body;
};
const place = { tenant: 'bakery', site: 'harbour' } as never as { tenant: never; site: never };
/** As the queue has it: the moment is due, and the run that it makes is worked on. */
const fire = async (schedule: string, at: string) => {
  const before = world.state.jobs.length;
  await world.work({ job: 'schedule', ...place, schedule, dueAt: Date.parse(at) });
  for (const { job } of world.state.jobs.splice(before)) if (job.job === 'scheduleRun') await world.work(job);
};
const runsOf = async (schedule: string) => (await world.ask('sue', 'GET', `harbour/schedules/${schedule}/runs`)).body.items;
const rerun = async (run: string, who = 'sue') => {
  world.clock.now += 60_000;
  const { status, body } = await world.ask(who, 'POST', `harbour/schedule-runs/${run}/rerun`);
  expect([status, body.detail]).toEqual([202, undefined]);
  await world.work({ job: 'scheduleRun', ...place, run: body.id });
  return (await world.ask(who, 'GET', `harbour/schedule-runs/${body.id}`)).body;
};
const timerOf = (schedule: string) => world.timers().find(({ input }) => 'schedule' in input && input.schedule === schedule);

describe('keeping schedules', () => {
  test('a schedule says when it runs next, and that moment is set, once, in UTC', async () => {
    const made = await save();
    expect(made).toMatchObject({
      nextAt: '2040-03-24T08:00:00.000Z',
      owner: { id: 'sue' },
      version: 1,
      faults: [],
      lastRun: null,
      mayEdit: true,
    });
    expect(timerOf(made.id)).toEqual({
      expression: 'at(2040-03-24T08:00:00)',
      input: { job: 'schedule', tenant: 'bakery', site: 'harbour', schedule: made.id, dueAt: Date.parse('2040-03-24T08:00:00Z') },
    });
    const changed = { ...content(), timing: { start: { date: '2040-03-25', time: '08:00' }, recurrence: { every: 'day' } } };
    expect((await world.ask('omar', 'PUT', `harbour/schedules/${made.id}`, changed)).status).toBe(400);
    expect((await world.ask('omar', 'PUT', `harbour/schedules/${made.id}`, changed, { 'if-match': '"2"' })).status).toBe(412);
    const { body, headers } = await world.ask('omar', 'PUT', `harbour/schedules/${made.id}`, changed, { 'if-match': '"1"' });
    expect([body.nextAt, body.owner.id, headers.get('etag')]).toEqual(['2040-03-25T07:00:00.000Z', 'sue', '"2"']);
    expect(timerOf(made.id)?.expression).toBe('at(2040-03-25T07:00:00)');
    const off = await world.ask('omar', 'PUT', `harbour/schedules/${made.id}`, { ...changed, enabled: false }, { 'if-match': '"2"' });
    expect([off.body.nextAt, timerOf(made.id)]).toEqual([null, undefined]);
    expect((await world.ask('omar', 'DELETE', `harbour/schedules/${made.id}`)).status).toBe(204);
    expect((await world.ask('omar', 'GET', `harbour/schedules/${made.id}`)).status).toBe(404);
    const rows = (await world.auditOf('bakery', 'harbour')).filter(({ object }) => object.includes(made.id));
    expect(rows.map(({ action, who }) => `${action} ${who.id}`).sort()).toEqual([
      'schedule.delete omar',
      'schedule.save omar',
      'schedule.save omar',
      'schedule.save sue',
    ]);
  });

  test.each([
    ['a report that is not shared', { reports: [{ report: 'private' }] }, '#/reports/0/report', 'only shared reports run in schedules'],
    [
      'somebody’s own filter',
      { reports: [{ report: 'calls', filter: { kind: 'saved', id: 'f-own' } }] },
      '#/reports/0/filter',
      'not shared',
    ],
    [
      'days beside a range that has none',
      { reports: [{ report: 'calls', range: { named: 'today', days: 3 } }] },
      '#/reports/0/range/days',
      '"today" has no number of days',
    ],
    [
      'a word that stands for nothing',
      { delivery: { kind: 'email', to: ['a@b.example'], body: '{who}' } },
      '#/delivery/body',
      '{who} stands for nothing',
    ],
    ['nobody to write to', { delivery: { kind: 'email' } }, '#/delivery/to', 'at least one address'],
    [
      'a second header',
      { delivery: { kind: 'email', to: ['a@b.example'], subject: 'a\r\nBcc: b@c.example' } },
      '#/delivery/subject',
      'one line',
    ],
    [
      'a bucket of the platform',
      { delivery: { kind: 'bucket', bucket: 'trunkline-exports' } },
      '#/delivery/bucket',
      'not a bucket of yours',
    ],
    [
      'a folder that climbs',
      { delivery: { kind: 'bucket', bucket: 'customer-drop', prefix: 'a/../b' } },
      '#/delivery/prefix',
      'without empty parts',
    ],
    [
      'an unknown zone',
      { timing: { timeZone: 'Mars/Base', start: { date: '2040-03-24', time: '08:00' }, recurrence: { every: 'day' } } },
      '#/timing/timeZone',
      'no time zone',
    ],
    [
      'moments that never come',
      {
        timing: {
          start: { date: '2040-02-01', time: '08:00' },
          recurrence: { every: 'month', interval: 12, day: { on: 'dayNumber', number: 31 } },
        },
      },
      '#/timing/recurrence',
      'never run',
    ],
  ])('%s is refused, naming it', async (_what, more, pointer, detail) => {
    const { status, body } = await world.ask('sue', 'POST', 'harbour/schedules', content(more));
    expect([status, body.errors]).toEqual([400, [{ pointer, in: 'body', detail: expect.stringContaining(detail) }]]);
  });

  test('names are there once, whatever their capitals; other sites and roles get nothing', async () => {
    const { name, id } = await save({ delivery: { kind: 'bucket', bucket: 'customer-drop' } });
    expect((await world.ask('sue', 'POST', 'harbour/schedules', { ...content(), name: name.toUpperCase() })).status).toBe(409);
    expect((await world.ask('sue', 'POST', 'market/schedules', { ...content(), name })).status).toBe(201);
    expect((await world.ask('sue', 'GET', `market/schedules/${id}`)).status).toBe(404);
    expect((await world.ask('flora', 'GET', `harbour/schedules/${id}`)).status).toBe(404);
    expect((await world.ask('flora', 'GET', `station/schedules/${id}`)).status).toBe(404);
    expect((await world.ask('alice', 'GET', 'harbour/schedules')).status).toBe(403);
  });

  test('the next ten runs, those of days on which the clock moves marked', async () => {
    const timing = { start: { date: '2040-03-24', time: '01:22' }, recurrence: { every: 'day' } };
    const { body } = await world.ask('sue', 'POST', 'harbour/schedules/preview', { timing });
    expect(body.runs).toHaveLength(10);
    expect(body.runs.slice(0, 3)).toEqual([
      { at: '2040-03-24T01:22:00.000Z', local: '2040-03-24T01:22', offset: '+00:00', note: null },
      { at: '2040-03-25T01:22:00.000Z', local: '2040-03-25T02:22', offset: '+01:00', note: 'skipped hour' },
      { at: '2040-03-26T00:22:00.000Z', local: '2040-03-26T01:22', offset: '+01:00', note: null },
    ]);
  });

  test('what uses a report is known; taken out of a schedule that runs nothing else, it is switched off', async () => {
    const both = await save({ reports: [{ report: 'lost' }, { report: 'calls', filter: { kind: 'saved', id: 'f-shared' } }] });
    const only = await save({ reports: [{ report: 'lost' }] });
    const scope = { ...place, reseller: 'north' };
    const uses = await world.schedules.usesOfReport(scope, 'lost');
    expect(uses.map(({ schedule }) => schedule).sort()).toEqual([both.id, only.id].sort());
    expect(await world.schedules.usesOfFilter(scope, 'f-shared')).toEqual([{ schedule: both.id, name: both.name }]);
    const who = world.people.get('omar');
    if (who === undefined) throw new Error('no omar');
    await world.schedules.removeReport({ scope, who, origin: { requestId: null, ip: null, forwardedFor: null } }, 'lost');
    const [after, off] = [
      await world.ask('sue', 'GET', `harbour/schedules/${both.id}`),
      await world.ask('sue', 'GET', `harbour/schedules/${only.id}`),
    ];
    expect([after.body.reports.length, after.body.owner.id, after.body.enabled]).toEqual([1, 'sue', true]);
    expect([off.body.enabled, off.body.nextAt, timerOf(only.id)]).toEqual([false, null, undefined]);
  });
});

describe('a run', () => {
  test('goes out once, however often its message comes, and the next moment is set', async () => {
    const { id, name } = await save({ reports: [{ report: 'calls' }, { report: 'lost', range: { named: 'today' } }] });
    world.clock.now = Date.parse('2040-03-24T08:00:40Z');
    await fire(id, '2040-03-24T08:00:00Z');
    await fire(id, '2040-03-24T08:00:00Z');
    const [mail, ...others] = await world.mails();
    expect([mail?.to, mail?.subject, others]).toEqual([['desk@bakery.example'], `${name}: 23 Mar 2040, 24 Mar 2040`, []]);
    expect(mail?.parsed.text).toContain('Good morning bakery.');
    expect(mail?.parsed.text).toContain('1001 | 12');
    expect(mail?.parsed.text).toContain('ask SUE (sue@bakery.example)');
    expect(mail?.parsed.html).toContain('<th scope="col"');
    expect(mail?.parsed.text).toContain(
      'https://calls.example/sites/harbour/reports/calls?range=custom&from=2040-03-23T00%3A00&to=2040-03-24T00%3A00',
    );
    expect(mail?.parsed.attachments.map(({ filename }) => filename)).toEqual([
      'Calls of the desk, harbour site 2040-03-23.csv',
      'Lost calls, harbour site 2040-03-24.csv',
    ]);
    expect(mail?.tags).toEqual([
      { name: 'tenant', value: 'bakery' },
      { name: 'site', value: 'harbour' },
    ]);
    const [run, ...earlier] = await runsOf(id);
    expect(earlier).toEqual([]);
    expect(run).toMatchObject({
      id: `20400324T080000000Z-${id}`,
      dueAt: '2040-03-24T08:00:00.000Z',
      asAt: '2040-03-24T08:00:00.000Z',
      state: 'delivered',
      trigger: 'schedule',
      missing: [],
      reports: [
        { name: 'Calls of the desk', rows: 1, empty: false, file: 0 },
        { name: 'Lost calls', rows: 1, empty: false, file: 1 },
      ],
      delivery: { kind: 'email', to: ['desk@bakery.example'], left: [], attached: true },
    });
    expect((await world.ask('sue', 'GET', `harbour/schedules/${id}`)).body).toMatchObject({
      nextAt: '2040-03-25T07:00:00.000Z',
      lastRun: { state: 'delivered', id: run.id },
    });
    expect(timerOf(id)?.expression).toBe('at(2040-03-25T07:00:00)');
    // A message of a moment that it no longer has.
    await fire(id, '2040-03-24T09:00:00Z');
    expect([await world.mails(), (await runsOf(id)).length]).toEqual([[], 1]);

    const inputs = (await world.ask('sue', 'GET', `harbour/schedule-runs/${run.id}`)).body.inputs;
    expect(inputs).toMatchObject({
      owner: { id: 'sue', role: 'supervisor', units: null },
      reports: [{ configurationVersion: 7, version: 3 }, {}],
    });
    const { body: link } = await world.ask('sue', 'GET', `harbour/schedule-runs/${run.id}/files/0/link`);
    expect(await (await fetch(link.url)).text()).toBe('Extension,callsHandled\r\n1001,12\r\n');
    expect((await world.ask('lena', 'GET', `harbour/schedule-runs/${run.id}/files/0/link`)).status).toBe(403);
    expect((await world.ask('lena', 'GET', `harbour/schedule-runs/${run.id}`)).body.inputs).toBeNull();
    expect((await world.ask('sue', 'GET', `market/schedule-runs/${run.id}`)).status).toBe(404);
  });

  test('with a heat map keeps what is drawn: written again it is the same, and a chart that today would be another one is named', async () => {
    const calls = world.state.reports.get('calls');
    if (calls === undefined) throw new Error('no report');
    world.state.reports.set('heat', {
      ...calls,
      id: 'heat',
      name: 'Busy hours',
      content: { ...calls.content, name: 'Busy hours', chart: { kind: 'heatMap', columns: ['callsHandled'] } },
    });
    const told = (most: number) => [
      ['Mon 09:00', most],
      ['Tue 10:30', 2],
    ];
    world.state.rows.set('heat', [['1001', 12]]).set('heat over weekdayTime', told(10));
    const { id } = await save({ format: 'pdf', reports: [{ report: 'heat' }] });
    world.clock.now = Date.parse('2040-03-24T08:00:40Z');
    await fire(id, '2040-03-24T08:00:00Z');
    const [run] = await runsOf(id);
    expect([run.state, run.files.map(({ name }: { name: string }) => name)]).toEqual([
      'delivered',
      ['Busy hours, harbour site 2040-03-23.pdf'],
    ]);
    const again = async () => (await rerun(run.id)).comparison;
    expect(await again()).toMatchObject({ equal: true, differsToday: false });
    world.state.rows.set('heat over weekdayTime', told(11));
    expect(await again()).toMatchObject({
      equal: true,
      differsToday: true,
      today: [{ report: 'heat', differs: true, detail: expect.stringContaining('another chart') }],
    });
    expect(world.state.asked).toEqual(['heat', 'heat', 'heat', 'heat', 'heat', 'heat']);
  });

  test('waits for data that has not arrived, as long as it may, and then says what is missing', async () => {
    const { id } = await save({ waitMinutes: 10, reports: [{ report: 'calls', range: { named: 'last60Minutes' } }] });
    world.state.heard = Date.parse('2040-03-24T07:30:00Z');
    world.clock.now = Date.parse('2040-03-24T08:00:05Z');
    await fire(id, '2040-03-24T08:00:00Z');
    const run = `20400324T080000000Z-${id}`;
    expect(await runsOf(id)).toMatchObject([{ state: 'waiting', reason: expect.stringContaining('has not arrived'), reports: [] }]);
    expect(world.state.jobs).toEqual([{ job: { job: 'scheduleRun', ...place, run }, delay: 30 }]);
    world.clock.now = Date.parse('2040-03-24T08:03:00Z');
    await world.work({ job: 'scheduleRun', ...place, run });
    expect(world.state.jobs.at(-1)?.delay).toBe(300);
    world.clock.now = Date.parse('2040-03-24T08:10:00Z');
    await world.work({ job: 'scheduleRun', ...place, run });
    expect(await runsOf(id)).toMatchObject([
      { state: 'delivered', reason: null, missing: [expect.stringContaining('last heard of at 24 Mar 2040 07:30:00 (Europe/London)')] },
    ]);
    const [mail] = await world.mails();
    expect(mail?.parsed.text).toContain('Not complete:\nThe site was last heard of at 24 Mar 2040 07:30:00');
  });

  test('that waits for no minute waits for what is on its way all the same, and what comes then is not called missing', async () => {
    const { id } = await save({ waitMinutes: 0, reports: [{ report: 'calls', range: { named: 'today' } }] });
    world.state.heard = Date.parse('2040-03-24T07:59:51Z');
    world.clock.now = Date.parse('2040-03-24T08:00:00.022Z');
    await fire(id, '2040-03-24T08:00:00Z');
    const run = `20400324T080000000Z-${id}`;
    expect(await runsOf(id)).toMatchObject([{ state: 'waiting', missing: [] }]);
    world.clock.now = Date.parse('2040-03-24T08:00:30.100Z');
    world.state.heard = Date.parse('2040-03-24T08:00:21Z');
    await world.work({ job: 'scheduleRun', ...place, run });
    expect(await runsOf(id)).toMatchObject([{ state: 'waiting', reason: expect.stringContaining('not in the figures yet') }]);
    expect(world.state.jobs.map(({ delay }) => delay)).toEqual([30, 30]);
    world.clock.now = Date.parse('2040-03-24T08:01:00.200Z');
    await world.work({ job: 'scheduleRun', ...place, run });
    expect(await runsOf(id)).toMatchObject([{ state: 'delivered', missing: [] }]);
    expect((await world.mails())[0]?.parsed.text).not.toContain('Not complete');
  });

  test('of a site that is silent names the reports that lack something, and leaves the others alone', async () => {
    const { id } = await save({
      waitMinutes: 0,
      reports: [
        { report: 'calls', range: { named: 'yesterday' } },
        { report: 'lost', range: { named: 'today' } },
      ],
    });
    world.state.heard = Date.parse('2040-03-24T07:59:51Z');
    world.clock.now = Date.parse('2040-03-24T08:00:00.022Z');
    await fire(id, '2040-03-24T08:00:00Z');
    world.clock.now = Date.parse('2040-03-24T08:01:00.100Z');
    const run = `20400324T080000000Z-${id}`;
    await world.work({ job: 'scheduleRun', ...place, run });
    const words =
      'The site was last heard of at 24 Mar 2040 07:59:51 (Europe/London): what happened there after that is not in the figures of "Lost calls". What else is sent with it is complete.';
    expect(await runsOf(id)).toMatchObject([{ state: 'delivered', missing: [words], reports: [{ notes: [] }, { notes: [] }] }]);
    const { inputs } = (await world.ask('sue', 'GET', `harbour/schedule-runs/${run}`)).body;
    expect(inputs.reports.map(({ notes }: { readonly notes: readonly string[] }) => notes)).toEqual([
      [],
      ['The site was last heard of at 24 Mar 2040 07:59:51 (Europe/London): what happened there after that is not in these figures.'],
    ]);
    await world.mails();
  });

  test('is made when its moment comes, and handed over for its turn among those of all customers, also when that fails once', async () => {
    const { id } = await save();
    world.clock.now = Date.parse('2040-03-24T08:00:40Z');
    const due = { job: 'schedule', ...place, schedule: id, dueAt: Date.parse('2040-03-24T08:00:00Z') } as const;
    world.state.queueIsUp = false;
    await expect(world.work(due)).rejects.toThrow('the queue is away');
    world.state.queueIsUp = true;
    await world.work(due);
    expect([await world.mails(), world.state.asked]).toEqual([[], []]);
    expect(await runsOf(id)).toMatchObject([{ state: 'waiting' }]);
    expect(world.state.jobs).toEqual([{ job: { job: 'scheduleRun', ...place, run: `20400324T080000000Z-${id}` }, delay: 0 }]);
  });

  test('goes out at once when everything has arrived; what lies after its moment is not waited for', async () => {
    const { id } = await save({ reports: [{ report: 'calls', range: { named: 'today' } }] });
    world.state.heard = Date.parse('2040-03-24T08:00:35Z');
    world.clock.now = Date.parse('2040-03-24T08:00:40Z');
    await fire(id, '2040-03-24T08:00:00Z');
    expect(await runsOf(id)).toMatchObject([{ state: 'delivered', missing: [] }]);
  });

  test('missed while nothing worked, runs once for all of them, and says so', async () => {
    const { id } = await save();
    world.clock.now = Date.parse('2040-03-27T06:00:00Z');
    expect(await world.sweep()).toMatchObject({ late: expect.any(Number) });
    const job = world.state.jobs.find(({ job: one }) => one.job === 'schedule' && one.schedule === id)?.job;
    if (job?.job !== 'schedule') throw new Error('the sweep did not find it');
    await fire(id, new Date(job.dueAt).toISOString());
    expect(await runsOf(id)).toMatchObject([
      {
        trigger: 'missed',
        state: 'delivered',
        dueAt: '2040-03-24T08:00:00.000Z',
        asAt: '2040-03-26T07:00:00.000Z',
        reason:
          '3 runs from 24 Mar 2040 08:00 to 26 Mar 2040 08:00 were missed; this one stands for all of them, with the figures of the last moment.',
      },
    ]);
    expect((await world.ask('sue', 'GET', `harbour/schedules/${id}`)).body.nextAt).toBe('2040-03-27T07:00:00.000Z');
    expect((await world.mails()).map(({ subject }) => subject.split(': ')[1])).toEqual(['25 Mar 2040']);
  });

  test('goes on where it was interrupted: no report is asked twice, and one mail leaves', async () => {
    const { id } = await save({ reports: [{ report: 'calls' }, { report: 'lost' }] });
    world.state.failing.push('lost');
    world.clock.now = Date.parse('2040-03-24T08:00:40Z');
    await expect(fire(id, '2040-03-24T08:00:00Z')).rejects.toThrow('the lake is away');
    expect(await runsOf(id)).toMatchObject([{ state: 'waiting', reason: expect.stringContaining('tried again'), files: [{}] }]);
    await fire(id, '2040-03-24T08:00:00Z');
    expect(world.state.asked).toEqual(['calls', 'lost', 'lost']);
    expect([(await runsOf(id))[0].state, (await world.mails()).length]).toEqual(['delivered', 1]);
  });

  test('whose worker died is looked at again when its time is over, not only by the sweep', async () => {
    const { id } = await save();
    world.clock.now = Date.parse('2040-03-24T08:00:40Z');
    world.state.failing.push('calls');
    await expect(fire(id, '2040-03-24T08:00:00Z')).rejects.toThrow('the lake is away');
    const here = { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse('harbour') };
    const [{ id: run }] = await runsOf(id);
    const found = await world.store.findRun(here, run);
    if (found === null) throw new Error('the run is gone');
    // As a worker leaves it that was ended in the middle.
    await world.store.saveRun(here, { ...found, state: 'running', leaseUntil: Date.parse('2040-03-24T08:16:40Z') }, found);
    world.clock.now = Date.parse('2040-03-24T08:15:40Z');
    world.state.jobs.length = 0;
    await fire(id, '2040-03-24T08:00:00Z');
    expect(world.state.jobs).toEqual([{ job: { job: 'scheduleRun', ...place, run }, delay: 60 }]);
    world.clock.now = Date.parse('2040-03-24T08:16:40Z');
    await world.work({ job: 'scheduleRun', ...place, run });
    expect([(await runsOf(id))[0].state, (await world.mails()).length]).toEqual(['delivered', 1]);
  });

  describe('whose worker dies at its mail', () => {
    /** Begins the run of eight o'clock, whose worker then stands still for ever, or until it is woken. */
    const standStill = async (hook: 'beforeMail' | 'afterMail', schedule: string) => {
      world.clock.now = Date.parse('2040-03-24T08:00:40Z');
      let wake = (): void => undefined;
      let stands = (): void => undefined;
      const standing = new Promise<void>((resolve) => {
        stands = resolve;
      });
      world.state[hook] = () => {
        world.state[hook] = async () => {};
        stands();
        return new Promise((resolve) => {
          wake = resolve;
        });
      };
      const worker = fire(schedule, '2040-03-24T08:00:00Z');
      await standing;
      return async () => {
        wake();
        await worker;
      };
    };
    const next = async (schedule: string) => {
      world.clock.now = Date.parse('2040-03-24T08:16:40Z');
      await world.work({ job: 'scheduleRun', ...place, run: `20400324T080000000Z-${schedule}` });
    };
    const headers = (mail: Awaited<ReturnType<typeof world.mails>>[number] | undefined) =>
      ['references', 'x-trunkline-mail'].map((name) => mail?.parsed.headers.find(({ key }) => key === name)?.value);

    test('after the mail service took it: it goes again, the same by its headers, and mail and run say that it may have come twice', async () => {
      const { id } = await save();
      const wake = await standStill('afterMail', id);
      expect((await runsOf(id))[0]).toMatchObject({
        state: 'running',
        delivery: { to: ['desk@bakery.example'], maybeTwice: false, sentAt: null },
      });
      const found = await world.store.findRun(place, `20400324T080000000Z-${id}`);
      expect(found).toMatchObject({
        delivery: { handed: { at: Date.parse('2040-03-24T08:00:40Z'), attempt: 1 }, messageId: '', sentAt: null },
      });
      await next(id);
      const after = (await runsOf(id))[0];
      expect(after).toMatchObject({ state: 'delivered', delivery: { maybeTwice: true, sentAt: '2040-03-24T08:16:40.000Z' } });
      // Should the first worker not have been dead, it has no say any more.
      await wake();
      expect((await runsOf(id))[0]).toEqual(after);
      const [first, second, ...others] = await world.mails();
      expect(others).toEqual([]);
      expect(headers(second)).toEqual(headers(first));
      expect(headers(first)).toEqual([expect.stringContaining('@trunkline.example>'), `bakery harbour 20400324T080000000Z-${id}`]);
      const words = 'This mail may have reached you before';
      expect([first, second].map((mail) => mail?.parsed.text?.includes(words))).toEqual([false, true]);
    });

    test('before: the one that takes over sends it, and the first, come back, does not', async () => {
      const { id } = await save();
      const wake = await standStill('beforeMail', id);
      await next(id);
      await wake();
      expect((await runsOf(id))[0]).toMatchObject({ state: 'delivered', delivery: { maybeTwice: false } });
      expect(await world.mails()).toHaveLength(1);
    });

    test('a refusal leaves no doubt; a call without an answer does', async () => {
      const { id } = await save();
      world.clock.now = Date.parse('2040-03-24T08:00:40Z');
      const fails = (error: Error) => {
        world.state.afterMail = () => Promise.reject(error);
      };
      fails(new TooManyRequestsException({ message: 'slow down', $metadata: {} }));
      await expect(fire(id, '2040-03-24T08:00:00Z')).rejects.toThrow('slow down');
      expect((await runsOf(id))[0]).toMatchObject({ state: 'waiting', delivery: null });
      fails(new Error('socket hang up'));
      await expect(fire(id, '2040-03-24T08:00:00Z')).rejects.toThrow('socket hang up');
      expect((await runsOf(id))[0]).toMatchObject({ state: 'waiting', delivery: { maybeTwice: false, sentAt: null } });
      fails(new TooManyRequestsException({ message: 'slow down', $metadata: {} }));
      await fire(id, '2040-03-24T08:00:00Z');
      expect((await runsOf(id))[0]).toMatchObject({ state: 'failed', delivery: { maybeTwice: false, sentAt: null } });
    });
  });

  test('that cannot be made after three tries fails with its reason, and owner and reseller are told, once a day', async () => {
    const { id, name } = await save();
    world.clock.now = Date.parse('2040-03-24T08:00:40Z');
    world.state.failing.push('calls', 'calls', 'calls');
    for (const outcome of ['rejected', 'rejected', 'done'])
      expect(
        await fire(id, '2040-03-24T08:00:00Z').then(
          () => 'done',
          () => 'rejected',
        ),
      ).toBe(outcome);
    const mails = await world.mails();
    expect(mails.map(({ to, bcc, subject }) => [to, bcc, subject])).toEqual([
      [['sue@bakery.example'], [], `A schedule failed: ${name}, harbour site`],
      [[], ['north@reseller.example'], `A schedule failed: ${name}, harbour site`],
    ]);
    expect(mails[0]?.parsed.text).toContain(`https://calls.example/sites/harbour/schedules?run=20400324T080000000Z-${id}`);
    world.state.reports.set('calls2', world.state.reports.get('calls') as never);
    const gone = world.people.get('sue');
    world.people.delete('sue');
    world.clock.now = Date.parse('2040-03-25T07:00:40Z');
    await fire(id, '2040-03-25T07:00:00Z');
    if (gone !== undefined) world.people.set('sue', gone);
    world.state.reports.delete('calls2');
    expect((await runsOf(id))[0]).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('SUE, with whose rights the schedule runs, has no account any more'),
    });
    // A day later somebody else is told, as the owner is gone.
    expect((await world.mails()).map(({ bcc }) => bcc)).toEqual([['ines@bakery.example'], ['north@reseller.example']]);
  });

  test('in which every report is empty still goes out, and the owner is told', async () => {
    const { id } = await save();
    world.state.rows.set('calls', []);
    world.clock.now = Date.parse('2040-03-24T08:00:40Z');
    await fire(id, '2040-03-24T08:00:00Z');
    const subjects = (await world.mails()).map(({ subject }) => subject);
    expect(subjects).toEqual([
      expect.stringContaining('23 Mar 2040'),
      expect.stringContaining('found nothing'),
      expect.stringContaining('found nothing'),
    ]);
    expect(await runsOf(id)).toMatchObject([{ state: 'delivered', reports: [{ rows: 0, empty: true }] }]);
  });

  test('too long for pages comes as CSV; too large for a mail, by links that end', async () => {
    const { id } = await save({ format: 'pdf' });
    world.state.rows.set('calls', `SELECT lpad(i::VARCHAR, 400, '0') AS c0, i::DOUBLE AS c1 FROM range(20001) t(i)`);
    world.clock.now = Date.parse('2040-03-24T08:00:40Z');
    await fire(id, '2040-03-24T08:00:00Z');
    const [run] = await runsOf(id);
    expect(run).toMatchObject({
      state: 'delivered',
      reports: [{ rows: 20_001, notes: [expect.stringContaining('so it comes as CSV')] }],
      files: [{ name: 'Calls of the desk, harbour site 2040-03-23.csv' }],
      delivery: { attached: false, linksEndAt: '2040-03-31T08:00:40.000Z' },
    });
    const [mail] = await world.mails();
    expect(mail?.parsed.attachments).toEqual([]);
    expect(mail?.parsed.text).toContain('Their links work until 31 Mar 2040 09:00 (Europe/London)');
    const [, path = ''] = /https:\/\/calls\.example(\/v1\/schedule-links\/\S+)/.exec(mail?.parsed.text ?? '') ?? [];
    const led = await world.ask('', 'GET', path);
    expect(led.status).toBe(302);
    const file = await (await fetch(led.headers.get('location') ?? '')).arrayBuffer();
    expect(file.byteLength).toBe(run.files[0].bytes);
    for (const wrong of [path.replace('bakery.harbour', 'florist.station'), `${path}x`, '/v1/schedule-links/nothing'])
      expect((await world.ask('', 'GET', wrong)).status).toBe(404);
    world.clock.now = Date.parse('2040-03-31T08:00:41Z');
    expect((await world.ask('', 'GET', path)).status).toBe(404);
  });

  test('into a bucket of the customer, under customer and site; what is wrong with the bucket is said', async () => {
    const delivery = { kind: 'bucket', bucket: 'customer-drop', prefix: 'calls/daily/' };
    const [good, bad] = [await save({ delivery }), await save({ delivery: { ...delivery, bucket: 'nobody-has-this' } })];
    world.clock.now = Date.parse('2040-03-24T08:00:40Z');
    await fire(good.id, '2040-03-24T08:00:00Z');
    await fire(bad.id, '2040-03-24T08:00:00Z');
    const key = `bakery/harbour/calls/daily/20400324T080000000Z-${good.id}/Calls of the desk, harbour site 2040-03-23.csv`;
    expect(await world.objects('customer-drop')).toEqual([key]);
    expect(await runsOf(good.id)).toMatchObject([{ state: 'delivered', delivery: { kind: 'bucket', objects: [key] } }]);
    expect(await runsOf(bad.id)).toMatchObject([
      { state: 'failed', reason: 'The files could not be put into the bucket "nobody-has-this": there is no such bucket.' },
    ]);
  });

  test('asked by hand runs at once, waits for nothing, once for a key, and leaves the moments alone', async () => {
    const { id, nextAt } = await save({ reports: [{ report: 'calls', range: { named: 'today' } }] });
    world.state.heard = start - 3_600_000;
    const asked = await world.ask('omar', 'POST', `harbour/schedules/${id}/run`, undefined, { 'idempotency-key': 'k1' });
    const again = await world.ask('omar', 'POST', `harbour/schedules/${id}/run`, undefined, { 'idempotency-key': 'k1' });
    expect([asked.status, again.body.id]).toEqual([202, asked.body.id]);
    expect(world.state.jobs).toEqual([{ job: { job: 'scheduleRun', ...place, run: asked.body.id }, delay: 0 }]);
    await world.work({ job: 'scheduleRun', ...place, run: asked.body.id });
    expect(await runsOf(id)).toMatchObject([{ trigger: 'byHand', state: 'delivered', missing: [expect.any(String)] }]);
    expect((await world.ask('sue', 'GET', `harbour/schedules/${id}`)).body.nextAt).toBe(nextAt);
    expect((await world.ask('sue', 'GET', 'harbour/schedule-runs?limit=1')).body.cursor).not.toBeNull();
  });

  test('asked by hand over and over waits for those before it, as all customers share the workers', async () => {
    const { id } = (await world.ask('sue', 'POST', 'market/schedules', content())).body;
    const ask = async () => {
      world.clock.now += 1_000;
      return (await world.ask('omar', 'POST', `market/schedules/${id}/run`)).status;
    };
    const answers: number[] = [];
    for (let n = 0; n < 11; n += 1) answers.push(await ask());
    expect(answers).toEqual([...Array<number>(10).fill(202), 429]);
    // One that is over makes room for the next.
    for (const { job } of world.state.jobs.splice(0, 1)) if (job.job === 'scheduleRun') await world.work(job);
    expect([await ask(), await ask()]).toEqual([202, 429]);
    world.state.jobs.length = 0;
  });

  test('asked by hand fourteen times at once, no more run than may', async () => {
    const { id } = (await world.ask('flora', 'POST', 'station/schedules', content())).body;
    const ask = async () => (await world.ask('flora', 'POST', `station/schedules/${id}/run`)).status;
    // A run is called by its moment: each look at the clock is a millisecond later.
    let at = Date.parse('2040-03-24T12:00:00Z');
    Object.defineProperty(world.clock, 'now', { get: () => (at += 1), configurable: true });
    const answers = await Promise.all(Array.from({ length: 14 }, ask));
    const begun = answers.filter((status) => status === 202).length;
    expect(begun).toBeGreaterThan(0);
    expect(begun).toBeLessThanOrEqual(10);
    expect(answers.filter((status) => ![202, 409, 429].includes(status))).toEqual([]);
    for (let n = begun; n < 10; n += 1) expect(await ask()).toBe(202);
    expect(await ask()).toBe(429);
    Object.defineProperty(world.clock, 'now', { value: at, writable: true, configurable: true, enumerable: true });
    expect((await world.ask('flora', 'GET', 'station/schedule-runs?limit=100')).body.items).toHaveLength(10);
    world.state.jobs.length = 0;
  });

  test('leaves stopped addresses out and names them; all of them stopped, it fails', async () => {
    const to = ['desk@bakery.example', 'Left@bakery.example'];
    const { id } = await save({ delivery: { kind: 'email', to } });
    const stop = (address: string) => world.stopped.stop(place, { address, why: 'bounce', detail: '550 no such user', at: start as never });
    await stop('left@bakery.example');
    world.clock.now = Date.parse('2040-03-24T08:00:40Z');
    await fire(id, '2040-03-24T08:00:00Z');
    expect((await runsOf(id))[0].delivery).toMatchObject({
      to: ['desk@bakery.example'],
      left: [{ address: 'Left@bakery.example', why: 'mails to it came back on 2040-03-23' }],
    });
    expect((await world.mails()).map((mail) => mail.to)).toEqual([['desk@bakery.example']]);
    await stop('desk@bakery.example');
    world.clock.now = Date.parse('2040-03-25T07:00:40Z');
    await fire(id, '2040-03-25T07:00:00Z');
    expect((await runsOf(id))[0]).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('All addresses are stopped: desk@bakery.example'),
    });
    const listed = await world.ask('sue', 'GET', 'harbour/mail-addresses');
    expect(listed.body.items.map(({ address }: { address: string }) => address).sort()).toEqual([
      'desk@bakery.example',
      'left@bakery.example',
    ]);
    for (const address of ['desk@bakery.example', 'left@bakery.example'])
      expect((await world.ask('sue', 'DELETE', `harbour/mail-addresses/${encodeURIComponent(address)}`)).status).toBe(204);
    expect((await world.ask('sue', 'DELETE', 'harbour/mail-addresses/desk@bakery.example')).status).toBe(404);
    expect((await world.ask('sue', 'GET', 'market/mail-addresses')).body.items).toEqual([]);
  });

  test('is of its moment’s rights: an owner limited to units makes limited runs', async () => {
    const { id } = await save({}, 'lena');
    world.clock.now = Date.parse('2040-03-24T08:00:40Z');
    await fire(id, '2040-03-24T08:00:00Z');
    const [run] = await runsOf(id);
    const { inputs } = (await world.ask('lena', 'GET', `harbour/schedule-runs/${run.id}`)).body;
    expect(inputs.owner).toMatchObject({ id: 'lena', units: ['unit-1'] });
    expect(inputs.reports[0]).toMatchObject({ filter: null, limitedTo: 'Only calls of the business unit Front desk' });
    expect(run.reports[0].notes).toEqual(['Only calls of the business unit Front desk.']);
    const [mail] = await world.mails();
    const said = 'Only calls of the business unit Front desk: it is made with the rights of LENA, who sees no others.';
    for (const text of [mail?.parsed.text, mail?.parsed.html]) expect(text?.split('Only calls of')).toHaveLength(2);
    expect(mail?.parsed.text).toContain(`${said}\n1 row.`);
    expect(mail?.parsed.html).toContain(said);
    const open = async () => [
      (await world.ask('lena', 'GET', `harbour/schedule-runs/${run.id}/files/0/link`)).status,
      (await world.ask('lena', 'GET', `harbour/schedule-runs/${run.id}`)).body.inputs === null,
    ];
    expect(await open()).toEqual([200, false]);
    const lena = world.people.get('lena');
    if (lena === undefined) throw new Error('nobody is called lena');
    world.people.set('lena', { ...lena, units: ['unit-2'] });
    expect(await open()).toEqual([403, true]);
    expect((await world.ask('lena', 'POST', `harbour/schedule-runs/${run.id}/rerun`)).status).toBe(403);
    world.people.set('lena', lena);
  });
});

describe('a run that is made again', () => {
  const delivered = async (more: object = {}, who = 'sue') => {
    const { id } = await save({ reports: [{ report: 'calls' }, { report: 'lost' }], ...more }, who);
    world.clock.now = Date.parse('2040-03-24T08:00:40Z');
    await fire(id, '2040-03-24T08:00:00Z');
    await world.mails();
    world.state.asked.length = 0;
    const [run] = await runsOf(id);
    return run;
  };

  test('is a run of its own: to the last bit the same, kept like the others, and nobody gets a mail', async () => {
    const first = await delivered();
    const path = `harbour/schedule-runs/${first.id}/rerun`;
    const lastRun = async () => (await world.ask('sue', 'GET', `harbour/schedules/${first.schedule}`)).body.lastRun.id;
    world.clock.now += 60_000;
    const asked = await world.ask('omar', 'POST', path, undefined, { 'idempotency-key': 'again-1' });
    const twice = await world.ask('omar', 'POST', path, undefined, { 'idempotency-key': 'again-1' });
    expect([asked.status, twice.body.id]).toEqual([202, asked.body.id]);
    expect(asked.body).toMatchObject({
      id: `20400324T080140000Z-${first.schedule}`,
      state: 'waiting',
      trigger: 'rerun',
      rerunOf: first.id,
      asAt: '2040-03-24T08:00:00.000Z',
      comparison: null,
    });
    expect(world.state.jobs.splice(0)).toEqual([{ job: { job: 'scheduleRun', ...place, run: asked.body.id }, delay: 0 }]);
    // The second report fails once: what was done before is not done again.
    world.state.failing.push('lost');
    const work = () => world.work({ job: 'scheduleRun', ...place, run: asked.body.id });
    await expect(work()).rejects.toThrow('the lake is away');
    expect((await runsOf(first.schedule))[0]).toMatchObject({ state: 'waiting', reportCount: 2, reports: [{}], comparison: null });
    await work();
    expect(world.state.asked).toEqual(['calls', 'lost', 'lost']);
    const [run] = await runsOf(first.schedule);
    expect(run).toMatchObject({ state: 'done', rerunOf: first.id, delivery: null, reports: first.reports, files: first.files });
    expect(run.comparison).toEqual({
      equal: true,
      files: first.files.map(({ name, sha256 }: { name: string; sha256: string }) => ({ name, sha256, was: sha256, equal: true })),
      differsToday: false,
      today: [
        { report: 'calls', name: 'Calls of the desk', differs: false, detail: null },
        { report: 'lost', name: 'Lost calls', differs: false, detail: null },
      ],
    });
    expect([await world.mails(), await lastRun()]).toEqual([[], first.id]);
    const { body: link } = await world.ask('sue', 'GET', `harbour/schedule-runs/${run.id}/files/0/link`);
    expect(await (await fetch(link.url)).text()).toBe('Extension,callsHandled\r\n1001,12\r\n');
    const refused = await world.ask('sue', 'POST', `harbour/schedule-runs/${run.id}/rerun`);
    expect([refused.status, refused.body.detail]).toEqual([409, 'This one was itself made again: take the first run.']);
    const audit = (await world.auditOf('bakery', 'harbour')).find(({ summary }) => summary?.includes(run.id));
    expect(audit).toMatchObject({ action: 'schedule.run', who: { id: 'omar' }, summary: expect.stringContaining(first.id) });
  });

  test('says what today’s data would give, and outlives its schedule', async () => {
    const first = await delivered();
    expect((await world.ask('sue', 'DELETE', `harbour/schedules/${first.schedule}`)).status).toBe(204);
    world.state.rows.set('calls', [['1001', 13]]).set('lost', []);
    expect((await rerun(first.id)).comparison).toMatchObject({
      equal: true,
      differsToday: true,
      today: [
        { report: 'calls', differs: true, detail: expect.stringContaining('not the same figures') },
        { report: 'lost', differs: true, detail: expect.stringContaining('has 0 rows instead of 1') },
      ],
    });
  });

  test('tells files that came out otherwise, and fails in words when too little is kept', async () => {
    const first = await delivered();
    const found = await world.store.findRun(place, first.id);
    if (found === null) throw new Error('the run is gone');
    const files = found.files.map((file, n) => (n === 1 ? { ...file, sha256: '00' } : file));
    const changed = await world.store.saveRun(place, { ...found, files }, found);
    if (changed === null) throw new Error('somebody else has it');
    const other = (await rerun(first.id)).comparison;
    expect([other.equal, other.files.map(({ equal }: { equal: boolean }) => equal)]).toEqual([false, [true, false]]);
    await world.forget(first.id, 'inputs.json');
    const failed = await rerun(first.id);
    expect(failed).toMatchObject({ state: 'failed', reason: 'What the first run was made from is not kept any more.', comparison: null });
    expect([await world.mails(), world.state.counted.includes('ScheduleFailed')]).toEqual([[], false]);
  });

  test('asks today’s data as its owner saw it, whoever makes it again', async () => {
    const first = await delivered({}, 'lena');
    world.state.units.length = 0;
    expect((await rerun(first.id, 'omar')).comparison).toMatchObject({ equal: true, differsToday: false });
    expect(world.state.units).toEqual([['unit-1'], ['unit-1']]);
  });
});

describe('the sweep', () => {
  test('sets again what is due soon, and hands over what was forgotten', async () => {
    const timing = { start: { date: '2040-03-23', time: '13:00' }, recurrence: { every: 'day' } };
    const { id } = await save({ timing });
    const before = timerOf(id);
    await world.sweep();
    expect(timerOf(id)).toEqual(before);
    world.clock.now = Date.parse('2040-03-23T13:01:00Z');
    await world.sweep();
    const handed = () => world.state.jobs.filter(({ job }) => job.job === 'schedule' && job.schedule === id).length;
    expect(handed()).toBe(0);
    world.clock.now = Date.parse('2040-03-23T13:06:00Z');
    await world.sweep();
    expect(handed()).toBe(1);
  });
});
