import type { Segment } from '../../../domain/segment.ts';
import { describeMs, describeRange, describeTest, rangeNouns } from './describe-filter.ts';
import { describeText } from './describe-text.ts';
import { type FieldTest, type Filter, type RangeField, textFields } from './filter.ts';
import type { FilterContext } from './filter-context.ts';
import { createFieldPredicate } from './segment-predicate.ts';
import { durationOf, textOf } from './segment-values.ts';
import { testMatches } from './text-matcher.ts';

type TextTestOfField = Extract<FieldTest, { readonly kind: 'text' }>;

const textReason = (test: TextTestOfField, segment: Segment, context: FilterContext): string => {
  const { noun, device } = textFields[test.field];
  const value = textOf(segment, test.field, context);
  if (value === null) return `it has no ${noun}`;
  const shown = device ? value : `"${value}"`;
  const unwanted = test.items.find((item) => item.not && testMatches(item.test, value));
  if (unwanted !== undefined) return `${noun} ${shown} is left out: ${describeText([unwanted], { ranges: device })}`;
  const wanted = test.items.filter((item) => !item.not);
  return `${noun} ${shown} is not ${describeText(wanted, { ranges: device })}`;
};

const rangeReason = (field: RangeField, from: number | null, to: number | null, value: number | null): string =>
  value === null
    ? `its ${rangeNouns[field]} is not final yet`
    : `${rangeNouns[field]} ${describeMs(value)} is not ${describeRange(from, to)}`;

const reasonOf = (test: FieldTest, segment: Segment, context: FilterContext): string => {
  switch (test.kind) {
    case 'text':
      return textReason(test, segment, context);
    case 'range':
      return rangeReason(test.field, test.from, test.to, durationOf(segment, test.field));
    case 'choice':
    case 'flag':
    case 'row':
      return `the filter asks: ${describeTest(test)}`;
  }
};

/** Why a segment does not pass: the first test it fails, in words. @returns null when it passes. */
export const mismatchReason = (filter: Filter, segment: Segment, context: FilterContext): string | null => {
  const failed = filter.tests.find((test) => !createFieldPredicate(test, context)(segment));
  return failed === undefined ? null : reasonOf(failed, segment, context);
};
