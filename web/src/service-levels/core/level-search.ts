import { parseFiguresSearch, rangeChoiceOf } from '../../figures/core/question.ts';
import { hasDays, type RangeChoice, type RangeWord, usualDays } from '../../figures/core/range-choice.ts';

/** What the address holds of the page: of when, and by which version it is told; what is missing is as usual. */
export interface LevelSearch {
  readonly range?: RangeWord;
  readonly days?: number;
  readonly from?: string;
  readonly to?: string;
  readonly version?: number;
}

export const parseLevelSearch = (search: Record<string, unknown>): LevelSearch => {
  const { range, days, from, to } = parseFiguresSearch(search);
  const version = Number(search.version);
  const whole = range === 'custom' && from !== undefined && to !== undefined ? { range, from, to } : null;
  const counted = range !== undefined && hasDays(range) ? { range, ...(days === undefined ? {} : { days }) } : null;
  const named = range === undefined || range === 'custom' ? {} : { range };
  return {
    ...(whole ?? counted ?? named),
    ...(search.version !== undefined && Number.isSafeInteger(version) && version >= 0 ? { version } : {}),
  };
};

/** Seven days with today among them unless it is said: at a site in its first week, last week is empty. */
export const levelChoiceOf = (search: LevelSearch): RangeChoice =>
  search.range === undefined ? { range: 'lastDays', days: usualDays, from: '', to: '' } : rangeChoiceOf(search);
