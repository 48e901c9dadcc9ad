import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createScheduleWorld, type ScheduleWorld } from './testing/schedule-world.ts';

let world: ScheduleWorld;
beforeAll(async () => {
  world = await createScheduleWorld();
});
afterAll(() => world.stop());

const pk = 'T#bakery#S#harbour#SCHEDULES';
const dueAt = Date.parse('2040-03-24T08:00:00Z');
const place = { tenant: 'bakery', site: 'harbour' } as never as { tenant: never; site: never };
const put = (...items: readonly Record<string, unknown>[]) =>
  Promise.all(items.map((Item) => world.client.send(new PutCommand({ TableName: world.table, Item }))));
const content = (name: string) => ({
  name,
  timing: { start: { date: '2040-03-24', time: '08:00' }, recurrence: { every: 'day' } },
  reports: [{ report: 'calls' }],
  format: 'csv',
  delivery: { kind: 'email', to: ['desk@bakery.example'] },
});
const due = (sk: string, more: object) => ({
  pk: 'SCHEDULES',
  sk: `2040-03-24T08:00:00.000Z#T#bakery#S#harbour#${sk}`,
  at: dueAt,
  ...more,
});

test('a schedule or run that cannot be read stands for itself: the others are listed, swept and run, and it can be deleted', async () => {
  const { id } = (await world.ask('sue', 'POST', 'harbour/schedules', content('Sound'))).body;
  // As a version of before may have had it, and one of which next to nothing is left.
  await put(
    {
      pk,
      sk: 'SCHEDULE#old-1',
      id: 'old-1',
      content: { ...content('Older'), timing: { start: '2019-01-01', every: 'fortnight' } },
      owner: { id: 'sue', name: 'SUE' },
      version: 2,
      updatedAt: 0,
      nextAt: dueAt,
    },
    { pk, sk: 'NAME#older', schedule: 'old-1' },
    due('SCHEDULE#old-1', { ...place, schedule: 'old-1' }),
    { pk, sk: 'SCHEDULE#torn-1', content: 7 },
    due('SCHEDULE#torn-1', { ...place, schedule: 'torn-1' }),
    { pk, sk: 'RUN#2040-03-22T08:00:00.000Z#old-1', schedule: 'old-1', content: { name: 'Older' }, state: 'lost' },
    due('RUN#20400322T080000000Z-old-1', { ...place, run: '20400322T080000000Z-old-1' }),
  );

  const listed = (await world.ask('sue', 'GET', 'harbour/schedules')).body.items;
  expect(listed).toEqual([
    { id: 'torn-1', name: null, unreadable: expect.stringMatching(/^What is stored of it cannot be read \(id: .+\)\.$/), mayEdit: true },
    { id: 'old-1', name: 'Older', unreadable: expect.stringContaining('content.timing'), mayEdit: true },
    expect.objectContaining({ id, name: 'Sound', faults: [] }),
  ]);
  expect((await world.schedules.usesOfReport({ ...place, reseller: 'north' }, 'calls')).map(({ schedule }) => schedule)).toEqual([id]);
  const opened = await world.ask('sue', 'GET', 'harbour/schedules/old-1');
  expect([opened.status, opened.body.detail]).toEqual([409, expect.stringContaining('It can only be deleted.')]);
  expect((await world.ask('sue', 'POST', 'harbour/schedules/old-1/run')).status).toBe(409);

  world.clock.now = Date.parse('2040-03-24T08:06:00Z');
  expect((await world.sweep()).late).toBe(4);
  for (const { job } of world.state.jobs.splice(0)) if (job.job !== 'export') await world.work(job);
  for (const { job } of world.state.jobs.splice(0)) if (job.job !== 'export') await world.work(job);
  expect(world.state.counted.filter((name) => name === 'ScheduleUnreadable')).toHaveLength(3);
  expect((await world.ask('sue', 'GET', 'harbour/schedule-runs')).body.items).toEqual([
    expect.objectContaining({ schedule: id, state: 'delivered' }),
    {
      id: '20400322T080000000Z-old-1',
      schedule: 'old-1',
      scheduleName: 'Older',
      dueAt: '2040-03-22T08:00:00.000Z',
      unreadable: expect.stringContaining('cannot be read'),
    },
  ]);
  expect((await world.ask('sue', 'GET', 'harbour/schedule-runs/20400322T080000000Z-old-1')).status).toBe(409);

  // Its name stays taken until it is deleted, and then it is free.
  expect((await world.ask('sue', 'POST', 'harbour/schedules', content('older'))).status).toBe(409);
  for (const gone of ['old-1', 'torn-1']) expect((await world.ask('sue', 'DELETE', `harbour/schedules/${gone}`)).status).toBe(204);
  expect((await world.ask('sue', 'POST', 'harbour/schedules', content('older'))).status).toBe(201);
  expect((await world.auditOf('bakery', 'harbour')).find(({ object }) => object.includes('old-1'))).toMatchObject({
    action: 'schedule.delete',
    object: 'schedule Older (old-1)',
  });
  // When the torn one was due stood nowhere in it: once its moment is looked at, it is not due any more.
  await world.work({ job: 'schedule', ...place, schedule: 'torn-1', dueAt });
  const stillDue = (await world.store.listDue(dueAt + 1)).read;
  expect(stillDue).toEqual([{ kind: 'run', ...place, at: dueAt, run: '20400322T080000000Z-old-1' }]);
});

test('a torn row of what is due stops nobody else, and the sweep says so', async () => {
  await put({ pk: 'SCHEDULES', sk: '2040-01-01T00:00:00.000Z#T#bakery', at: 'soon' });
  world.state.jobs.length = 0;
  await expect(world.sweep()).rejects.toThrow('1 of 2 could not be swept');
  expect(world.state.jobs).toHaveLength(1);
});
