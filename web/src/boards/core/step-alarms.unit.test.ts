import { describe, expect, it } from 'vitest';
import { shownFixture } from './grid-fixture.ts';
import { noAlarms, stepAlarms } from './step-alarms.ts';

const field = { source: 'statistic', statistic: 'longestWaiting' };
const alarm = { id: 'a', comparison: 'above', value: 10, word: 'Too long', sound: { sound: 'bell', times: 2 } };
const shown = shownFixture([
  { id: 't1', kind: 'single', title: 'Longest waiting', field, alarms: [alarm] },
  { id: 't2', kind: 'single', field },
]);
const step = (before: typeof noAlarms, number: number | null, vouchedFor = true) =>
  stepAlarms(before, shown, (tile) => [tile.id === 't1' ? number : 99], vouchedFor);

describe('stepAlarms', () => {
  it('says and plays the beginning of an alarm once', () => {
    const quiet = step(noAlarms, 5);
    expect([quiet.news, quiet.sounds]).toEqual([[], []]);
    const begun = step(quiet.after, 11);
    expect(begun.news).toEqual(['Longest waiting: Too long.']);
    expect(begun.sounds).toEqual([{ sound: 'bell', times: 2 }]);
    expect(begun.after.signals.get('t1')?.word).toBe('Too long');
    const lasting = step(begun.after, 12);
    expect([lasting.news, lasting.sounds]).toEqual([[], []]);
    expect(lasting.after).toBe(begun.after);
  });

  it('says that nothing is known any more, and what became of it then', () => {
    const begun = step(noAlarms, 11).after;
    const old = step(begun, 11, false);
    expect(old.news).toEqual(['Longest waiting: Too long, not known any more.']);
    expect(step(old.after, 12).news).toEqual(['Longest waiting: Too long.']);
    expect(step(old.after, 12).sounds).toEqual([]);
    expect(step(old.after, 3).news).toEqual(['Longest waiting: alarm over.']);
  });

  it('starts nothing with numbers that are not known', () => {
    expect(step(noAlarms, null).news).toEqual([]);
    expect(step(noAlarms, 99, false).news).toEqual([]);
    expect(step(noAlarms, 99, false).after.signals.get('t1')?.state).toBe('quiet');
  });
});
