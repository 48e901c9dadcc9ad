import fc from 'fast-check';
import { expect, test } from 'vitest';
import { combineFilters } from './combine-filters.ts';
import { describeFilter } from './describe-filter.ts';
import type { Filter } from './filter.ts';
import { mismatchReason } from './mismatch-reason.ts';
import { parseFilter } from './parse-filter.ts';
import { printFilter } from './print-filter.ts';
import { segmentMatches } from './segment-predicate.ts';
import { anySegment, filterSpec } from './testing/generate-filters.ts';

const filterOf = (spec: unknown): Filter => {
  const parsed = parseFilter(spec);
  if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors));
  return parsed.filter;
};
const context = { dialPlan: { serviceCodes: ['1000'] } };

test('a reason is given exactly where a segment does not pass; both filters hold where two are combined; nothing changes when printed', () => {
  fc.assert(
    fc.property(anySegment, filterSpec, filterSpec, (segment, first, second) => {
      const [view, tile] = [filterOf(first), filterOf(second)];
      expect(mismatchReason(view, segment, context) === null).toBe(segmentMatches(view, segment, context));
      const { filter, conflicts } = combineFilters(view, tile, 'combine');
      const passes = filter !== null && segmentMatches(filter, segment, context);
      expect(passes).toBe(segmentMatches(view, segment, context) && segmentMatches(tile, segment, context));
      if (conflicts.length > 0) expect(passes).toBe(false);
      expect(describeFilter(filterOf(printFilter(view)))).toBe(describeFilter(view));
    }),
    { numRuns: 500 },
  );
});
