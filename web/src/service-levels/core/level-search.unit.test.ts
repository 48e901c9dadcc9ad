import { describe, expect, it } from 'vitest';
import { levelChoiceOf, parseLevelSearch } from './level-search.ts';

describe('the address of the service levels', () => {
  it.each([
    [
      { range: 'lastWeek', version: 2 },
      { range: 'lastWeek', version: 2 },
    ],
    [
      { range: 'lastDays', days: 30 },
      { range: 'lastDays', days: 30 },
    ],
    [{ range: 'lastWeek', days: 30, why: 'x' }, { range: 'lastWeek' }],
    [
      { range: 'custom', from: '2026-11-02T00:00', to: '2026-11-09T00:00' },
      { range: 'custom', from: '2026-11-02T00:00', to: '2026-11-09T00:00' },
    ],
    [{ range: 'custom', from: '2026-11-02T00:00' }, {}],
    [{ range: 'never', version: 'new' }, {}],
  ])('%j', (search, expected) => expect(parseLevelSearch(search)).toEqual(expected));

  it('speaks of seven days with today among them where it says nothing', () => {
    expect(levelChoiceOf({})).toEqual({ range: 'lastDays', days: 7, from: '', to: '' });
    expect(levelChoiceOf({ range: 'lastMonth' })).toMatchObject({ range: 'lastMonth' });
  });
});
