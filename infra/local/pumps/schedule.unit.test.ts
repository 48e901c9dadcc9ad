import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startSchedule } from './schedule.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = (): Promise<unknown> => new Promise(() => undefined);
const start = (invoke: () => Promise<unknown>, clock: { firstMs: number; everyMs: number } | null) => {
  const lines: string[] = [];
  const schedule = startSchedule({ name: 'seal', invoke, clock, graceMs: 10_000, log: (line) => void lines.push(line) });
  return { schedule, lines };
};

test('runs by the clock: first soon, then every so often, and on after a failure', async () => {
  let runs = 0;
  const { schedule, lines } = start(
    async () => {
      runs += 1;
      throw new Error('the table is away');
    },
    { firstMs: 3_000, everyMs: 60_000 },
  );
  await vi.advanceTimersByTimeAsync(2_999);
  expect(runs).toBe(0);
  await vi.advanceTimersByTimeAsync(120_001);
  expect(runs).toBe(3);
  expect(lines).toEqual(Array(3).fill('seal: a run failed, the next one comes'));
  await schedule.stop();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(runs).toBe(3);
});

test('without a clock only a tick runs it, and a second tick waits for the run under way', async () => {
  let end = (): void => undefined;
  let runs = 0;
  const { schedule } = start(() => {
    runs += 1;
    return new Promise<void>((resolve) => {
      end = resolve;
    });
  }, null);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(runs).toBe(0);
  const both = Promise.all([schedule.tick(), schedule.tick()]);
  await vi.advanceTimersByTimeAsync(0);
  end();
  await both;
  expect(runs).toBe(1);
  await schedule.stop();
});

test('a run that does not end holds a stop up for the grace and no longer', async () => {
  const { schedule } = start(never, null);
  void schedule.tick();
  let stopped = false;
  const stop = schedule.stop().then(() => {
    stopped = true;
  });
  await vi.advanceTimersByTimeAsync(9_999);
  expect(stopped).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await stop;
  expect(stopped).toBe(true);
});
