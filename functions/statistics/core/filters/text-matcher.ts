import { compareNumbers } from './compare-text.ts';
import { foldText } from './fold-text.ts';
import type { PatternPart, TextItem, TextTest } from './text-items.ts';

type Matcher = (folded: string) => boolean;

/** Runs over the value once, going back only to the last `%`: the time is bounded by value times pattern, whatever the pattern. */
const patternMatcher = (parts: readonly PatternPart[]): Matcher => {
  const pattern = parts.flatMap((part): readonly (string | PatternPart)[] => ('wild' in part ? [part] : Array.from(foldText(part.text))));
  const wildAt = (i: number): string | null => {
    const part = pattern[i];
    return typeof part === 'object' && 'wild' in part ? part.wild : null;
  };
  return (folded) => {
    const value = Array.from(folded);
    let [v, p, retryV, retryP] = [0, 0, 0, -1];
    while (v < value.length) {
      if (wildAt(p) === '%') {
        p += 1;
        [retryV, retryP] = [v, p];
      } else if (p < pattern.length && (wildAt(p) === '_' || pattern[p] === value[v])) {
        v += 1;
        p += 1;
      } else if (retryP >= 0) {
        retryV += 1;
        [v, p] = [retryV, retryP];
      } else return false;
    }
    while (wildAt(p) === '%') p += 1;
    return p === pattern.length;
  };
};

const rangeMatcher = (from: string | null, to: string | null): Matcher => {
  const [low, high] = [from, to].map((end) => (end === null ? null : foldText(end)));
  return (folded) => (low == null || compareNumbers(folded, low) >= 0) && (high == null || compareNumbers(folded, high) <= 0);
};

const anyMatcher = (tests: readonly TextTest[]): Matcher => {
  const literals = new Set<string>();
  const others: Matcher[] = [];
  for (const test of tests) {
    if (test.kind === 'literal') literals.add(foldText(test.text));
    else others.push(test.kind === 'pattern' ? patternMatcher(test.parts) : rangeMatcher(test.from, test.to));
  }
  return (folded) => literals.has(folded) || others.some((matches) => matches(folded));
};

/** Whether the value passes one item, its `!` left aside. */
export const testMatches = (test: TextTest, value: string): boolean => anyMatcher([test])(foldText(value));

/**
 * Whether a value passes the items of a field: it matches one of those without `!` (any value, and none, when all have one) and none of
 * those with. An absent value (null) matches no item, so it passes only where every item has a `!` (rule set 1 §9).
 */
export const createTextMatcher = (items: readonly TextItem[]): ((value: string | null) => boolean) => {
  const positives = items.filter((item) => !item.not);
  const wanted = anyMatcher(positives.map((item) => item.test));
  const unwanted = anyMatcher(items.filter((item) => item.not).map((item) => item.test));
  return (value) => {
    if (value === null) return positives.length === 0;
    const folded = foldText(value);
    return (positives.length === 0 || wanted(folded)) && !unwanted(folded);
  };
};
