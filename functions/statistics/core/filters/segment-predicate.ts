import type { Segment } from '../../../domain/segment.ts';
import type { FieldTest, Filter } from './filter.ts';
import type { FilterContext } from './filter-context.ts';
import { directionMatches, durationOf, flagOf, statusMatches, textOf } from './segment-values.ts';
import { createTextMatcher } from './text-matcher.ts';

export type SegmentPredicate = (segment: Segment) => boolean;

/** A duration that is not final yet is in no range. */
const inRange = (value: number | null, from: number | null, to: number | null): boolean =>
  value !== null && (from === null || value >= from) && (to === null || value <= to);

export const createFieldPredicate = (test: FieldTest, context: FilterContext): SegmentPredicate => {
  switch (test.kind) {
    case 'text': {
      const matches = createTextMatcher(test.items);
      return (segment) => matches(textOf(segment, test.field, context));
    }
    case 'choice':
      switch (test.field) {
        case 'callType':
          return (segment) => segment.callType === test.value;
        case 'direction':
          return (segment) => directionMatches(segment, test.value, context);
        case 'callStatus':
          return (segment) => statusMatches(segment, test.value);
      }
      break;
    case 'flag':
      return (segment) => flagOf(segment, test.field, context) === test.value;
    case 'row':
      return () => true;
    case 'range':
      return (segment) => inRange(durationOf(segment, test.field), test.from, test.to);
  }
};

/** The filter ready for many segments, but for what is asked of whole rows (`filterPopulation`). The same segments pass as with `filterSql`. */
export const createSegmentPredicate = (filter: Filter, context: FilterContext): SegmentPredicate => {
  const predicates = filter.tests.map((test) => createFieldPredicate(test, context));
  return (segment) => predicates.every((matches) => matches(segment));
};

/** One segment; for many, `createSegmentPredicate` prepares the texts once. */
export const segmentMatches = (filter: Filter, segment: Segment, context: FilterContext): boolean =>
  createSegmentPredicate(filter, context)(segment);
