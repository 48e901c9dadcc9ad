import { expect, it } from 'vitest';
import { readRunItem, readScheduleItem } from './read-schedule.ts';
import type { Schedule, ScheduleRun } from './types.ts';

const old = <T>(json: object): T => JSON.parse(JSON.stringify(json)) as T;

it('reads a schedule of an API that does not tell its rights yet', () => {
  const schedule = readScheduleItem(
    old<Schedule>({
      id: 's1',
      name: 'Daily',
      timing: {},
      format: 'pdf',
      delivery: { kind: 'email' },
      lastRun: { id: 'x', dueAt: 0, state: 'failed' },
    }),
  );
  expect(schedule).toMatchObject({
    rights: { limit: null, fault: null },
    faults: [],
    nextAt: null,
    mine: false,
    lastRun: { reason: null, finishedAt: null },
  });
});

it('reads a run of an API that could not make one again, down to its reports and its mail', () => {
  const run = readRunItem(
    old<ScheduleRun>({
      id: 'r1',
      schedule: 's1',
      scheduleName: 'Daily',
      dueAt: 0,
      asAt: 0,
      state: 'delivered',
      format: 'pdf',
      reports: [{ report: 'a', name: 'A', rows: 3 }],
      delivery: { kind: 'email', to: ['ops@harbour.example'] },
    }),
  );
  expect(run).toMatchObject({
    rerunOf: null,
    comparison: null,
    missing: [],
    files: [],
    reports: [{ report: 'a', rows: 3, notes: [], file: null }],
    delivery: { to: ['ops@harbour.example'], cc: [], left: [], maybeTwice: false },
  });
});

it('leaves a run that cannot be read as it is', () => {
  const unreadable = { id: 'r2', scheduleName: null, dueAt: 0, unreadable: 'It is damaged.' };
  expect(readRunItem(unreadable)).toBe(unreadable);
});
