import { describe, expect, it } from 'vitest';
import { type Alarm, alarmSchema } from '../../../../functions/domain/board.ts';
import { alarmNews, judgeAlarm, judgeTile, quietSignal, soundToPlay, type TileAlarms, tileSignal } from './alarms.ts';

const alarm = (more: object): Alarm => alarmSchema.parse({ id: 'a', comparison: 'above', value: 10, ...more });
const never = undefined;
const stateOf = (more: object, numbers: readonly (number | null)[]): string => judgeAlarm(alarm(more), numbers, never).state;

describe('judgeAlarm', () => {
  it.each([
    [{ comparison: 'above', value: 10 }, 10, 'quiet'],
    [{ comparison: 'above', value: 10 }, 10.5, 'active'],
    [{ comparison: 'below', value: 10 }, 10, 'quiet'],
    [{ comparison: 'below', value: 10 }, 9, 'active'],
    [{ comparison: 'below', value: 0 }, -1, 'active'],
    [{ comparison: 'equals', value: 0 }, 0, 'active'],
    [{ comparison: 'equals', value: 10 }, 10.01, 'quiet'],
    [{ comparison: 'between', value: 5, to: 10 }, 4.9, 'quiet'],
    [{ comparison: 'between', value: 5, to: 10 }, 5, 'active'],
    [{ comparison: 'between', value: 5, to: 10 }, 10, 'active'],
    [{ comparison: 'between', value: 5, to: 10 }, 10.1, 'quiet'],
    [{ comparison: 'between', value: 5, to: null }, 7, 'quiet'],
  ])('%o with %d is %s', (more, number, state) => {
    expect(stateOf(more, [number])).toBe(state);
  });

  it('is active while any row of a grid matches', () => {
    expect(stateOf({}, [1, null, 11])).toBe('active');
    expect(stateOf({}, [1, null, 2])).toBe('quiet');
    expect(stateOf({}, [])).toBe('quiet');
  });

  it('knows nothing of numbers that are not there, and remembers what it knew', () => {
    expect(judgeAlarm(alarm({}), [null], never)).toEqual({ state: 'unknown', wasActive: false });
    expect(judgeAlarm(alarm({}), [null], { state: 'active', wasActive: true })).toEqual({ state: 'unknown', wasActive: true });
    expect(judgeAlarm(alarm({}), [null, null], { state: 'unknown', wasActive: true })).toEqual({ state: 'unknown', wasActive: true });
    expect(judgeAlarm(alarm({}), [3], { state: 'unknown', wasActive: true })).toEqual({ state: 'quiet', wasActive: false });
  });
});

const mild = alarm({ id: 'mild', value: 5, background: '#ffcc00', word: 'Slow', sound: { sound: 'chime' } });
const severe = alarm({ id: 'severe', value: 10, background: '#aa0000', foreground: '#ffffff', word: 'Too slow', flash: true, fill: true });
const other = alarm({ id: 'other', field: 1, value: 100, foreground: '#00aa00', word: '', sound: { sound: 'horn', times: 3 } });
const all = [mild, severe, other];
const judged = (numbers: readonly (number | null)[], before?: TileAlarms, vouchedFor = true): TileAlarms =>
  judgeTile(all, (field) => [numbers[field] ?? null], vouchedFor, before);

describe('tileSignal', () => {
  it('is quiet without an active alarm', () => {
    expect(tileSignal(all, judged([1, 1]))).toBe(quietSignal);
    expect(tileSignal([], new Map())).toBe(quietSignal);
  });

  it('is a traffic light: the last active alarm that sets a property counts', () => {
    expect(tileSignal(all, judged([7, 1]))).toEqual({
      ...quietSignal,
      state: 'active',
      word: 'Slow',
      background: '#ffcc00',
      sound: { alarm: 'mild', sound: 'chime', times: 1 },
    });
    expect(tileSignal(all, judged([11, 1]))).toEqual({
      state: 'active',
      word: 'Too slow',
      flash: true,
      fill: true,
      background: '#aa0000',
      foreground: new Map([[0, '#ffffff']]),
      sound: { alarm: 'mild', sound: 'chime', times: 1 },
    });
    const both = tileSignal(all, judged([11, 101]));
    expect(both.word).toBe('Too slow');
    expect(both.foreground).toEqual(
      new Map([
        [0, '#ffffff'],
        [1, '#00aa00'],
      ]),
    );
    expect(both.sound).toEqual({ alarm: 'other', sound: 'horn', times: 3 });
  });

  it('follows the order of the alarms, not their values', () => {
    const reversed = [severe, mild];
    const states = judgeTile(reversed, () => [11], true, never);
    expect(tileSignal(reversed, states)).toMatchObject({ word: 'Slow', background: '#ffcc00', flash: true });
  });

  it('neither ends nor goes on when its number is old', () => {
    const before = judged([11, 1]);
    const after = judged([11, 1], before, false);
    expect(tileSignal(all, after)).toMatchObject({
      state: 'unknown',
      word: 'Too slow',
      background: '#aa0000',
      flash: false,
      fill: false,
      sound: null,
    });
    expect(tileSignal(all, judged([1, 1], after))).toBe(quietSignal);
  });
});

describe('soundToPlay', () => {
  const played = (before: TileAlarms | undefined, numbers: readonly (number | null)[], vouchedFor = true) => {
    const states = judged(numbers, before, vouchedFor);
    return soundToPlay(tileSignal(all, states), before);
  };
  it('sounds when an alarm begins, not while it lasts', () => {
    expect(played(judged([1, 1]), [7, 1])).toEqual({ sound: 'chime', times: 1 });
    expect(played(undefined, [7, 1])).toEqual({ sound: 'chime', times: 1 });
    expect(played(judged([7, 1]), [8, 1])).toBeNull();
    expect(played(judged([7, 1]), [7, 101])).toEqual({ sound: 'horn', times: 3 });
  });
  it('is silent when it falls back to a milder one, and when a number was away for a moment', () => {
    expect(played(judged([7, 101]), [7, 1])).toBeNull();
    const away = judged([7, 1], judged([7, 1]), false);
    expect(played(judged([7, 1]), [7, 1], false)).toBeNull();
    expect(played(away, [7, 1])).toBeNull();
  });
});

it('tells changes of alarm state only', () => {
  const slow = tileSignal(all, judged([7, 1]));
  const tooSlow = tileSignal(all, judged([11, 1]));
  const unknown = tileSignal(all, judged([11, 1], judged([11, 1]), false));
  expect(alarmNews('Longest waiting', quietSignal, quietSignal)).toBeNull();
  expect(alarmNews('Longest waiting', quietSignal, slow)).toBe('Longest waiting: Slow.');
  expect(alarmNews('Longest waiting', slow, tooSlow)).toBe('Longest waiting: Too slow.');
  expect(alarmNews('Longest waiting', tooSlow, unknown)).toBe('Longest waiting: Too slow, not known any more.');
  expect(alarmNews('Longest waiting', unknown, quietSignal)).toBe('Longest waiting: alarm over.');
});
