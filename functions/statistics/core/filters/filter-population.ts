import { answered, both, ended, isAnswered, isShort, short } from '../catalogue/tests.ts';
import type { Population, Test } from '../types/formula.ts';
import type { Filter } from './filter.ts';

const notShort: Test = {
  when: { not: both(isAnswered, { present: 'endedAt' }, isShort) },
  otherwise: 'a short call, which the filter leaves out',
};

/**
 * What a filter asks of a row as a whole, beside what it asks of segments: Short Calls as their statistic counts them (L9815, L17773), by the
 * site's threshold as it is now. A call of two short stays is none if both together reach it, and a phone that only rang at a short call
 * does not keep it. Goes into the scope of whatever counts the rows, so that figures, live ones and Explain agree.
 */
export const filterPopulation = ({ tests }: Filter): Population =>
  tests.flatMap((test) => (test.kind === 'row' ? (test.value ? [answered, ended, short] : [notShort]) : []));
