import { describe, expect, test } from 'vitest';
import { createAgentClock, measureOffset } from './clock.ts';

const sources = () => {
  const at = { wall: 1_000_000, monotonic: 50 };
  return { at, wall: () => at.wall, monotonic: () => at.monotonic };
};

describe('agent clock', () => {
  test('is wall clock at the start plus the cloud’s offset, then monotonic whatever the wall clock does', () => {
    const machine = sources();
    const clock = createAgentClock(machine, { offsetMs: 250, roundTripMs: 10 });
    expect(clock.now()).toBe(1_000_250);
    machine.at.monotonic = 1_050;
    machine.at.wall = 5;
    expect(clock.now()).toBe(1_001_250);
    machine.at.wall = 9_999_999_999;
    expect(clock.now()).toBe(1_001_250);
    expect(clock.offsetMs()).toBe(0);
  });

  test('takes the cloud’s answer as given half-way', async () => {
    let now = 1_000;
    const measured = await measureOffset(
      () => now,
      () => {
        now = 1_100;
        return Promise.resolve(5_000);
      },
    );
    expect(measured).toEqual({ offsetMs: 3_950, roundTripMs: 100 });
  });

  test('a later measurement is reported and used for signatures, but does not shift the stamps', async () => {
    const machine = sources();
    const clock = createAgentClock(machine, null);
    expect([clock.offsetMs(), clock.cloudNow()]).toEqual([null, 1_000_000]);
    await clock.measure(() => Promise.resolve(1_000_700));
    expect([clock.offsetMs(), clock.cloudNow(), clock.now()]).toEqual([700, 1_000_700, 1_000_000]);
    await expect(clock.measure(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(clock.offsetMs()).toBe(700);
  });
});
