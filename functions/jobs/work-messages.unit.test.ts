import type { SQSEvent } from 'aws-lambda';
import { expect, test } from 'vitest';
import type { Job } from '../domain/job.ts';
import { workMessages } from './work-messages.ts';

const world = (fail: (job: Job) => boolean = () => false) => {
  const done: Job[] = [];
  const lines: string[] = [];
  const counts: Record<string, number> = {};
  const handle = async (job: Job): Promise<void> => {
    if (fail(job)) throw new Error('the lake is away');
    done.push(job);
  };
  const say = (message: string): void => void lines.push(message);
  const work = workMessages({
    handlers: { export: handle, schedule: handle, scheduleRun: handle },
    now: () => 0,
    log: { info: say, warn: say, error: say },
    metrics: {
      count: (name, value) => {
        counts[name] = (counts[name] ?? 0) + value;
      },
      milliseconds: () => undefined,
      flush: () => undefined,
    },
  });
  const messages = (...bodies: string[]): SQSEvent => ({
    Records: bodies.map((body, i) => ({
      messageId: `m${i}`,
      receiptHandle: 'h',
      body,
      attributes: { ApproximateReceiveCount: '1', SentTimestamp: '0', SenderId: '0', ApproximateFirstReceiveTimestamp: '0' },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:eu-west-2:000000000000:trunkline-jobs',
      awsRegion: 'eu-west-2',
    })),
  });
  return { done, lines, counts, work: (...bodies: string[]) => work(messages(...bodies)) };
};

const at = '"tenant":"harbour-hotels","site":"harbour-leeds"';
const write = `{"job":"export",${at},"export":"e1"}`;
const due = `{"job":"schedule",${at},"schedule":"daily","dueAt":1767261600000}`;
const run = `{"job":"scheduleRun",${at},"run":"2026-01-01T09:00:00Z#daily"}`;

test('each job goes to who does it', async () => {
  const { work, done, counts } = world();
  expect(await work(write, due, run)).toEqual({ batchItemFailures: [] });
  expect(done).toEqual([
    { job: 'export', tenant: 'harbour-hotels', site: 'harbour-leeds', export: 'e1' },
    { job: 'schedule', tenant: 'harbour-hotels', site: 'harbour-leeds', schedule: 'daily', dueAt: 1_767_261_600_000 },
    { job: 'scheduleRun', tenant: 'harbour-hotels', site: 'harbour-leeds', run: '2026-01-01T09:00:00Z#daily' },
  ]);
  expect(counts).toEqual({ jobsDone: 3, jobsFailed: 0, jobsUnreadable: 0 });
});

test('a job that fails comes again and holds up none of the others', async () => {
  const { work, done, counts } = world((job) => job.job === 'export');
  expect(await work(write, due)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
  expect(done.map(({ job }) => job)).toEqual(['schedule']);
  expect(counts).toEqual({ jobsDone: 1, jobsFailed: 1, jobsUnreadable: 0 });
});

test('what is no job is counted and handed back, for the dead letters', async () => {
  const { work, done, counts } = world();
  const faulty = [
    '{',
    '[]',
    '{"job":"shred"}',
    `{"job":"export",${at},"export":"e1","tenantToo":"x"}`,
    '{"job":"export","tenant":"Ä","site":"s","export":"e"}',
  ];
  expect((await work(...faulty, write)).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual([
    'm0',
    'm1',
    'm2',
    'm3',
    'm4',
  ]);
  expect(done).toHaveLength(1);
  expect(counts).toEqual({ jobsDone: 1, jobsFailed: 0, jobsUnreadable: 5 });
});
