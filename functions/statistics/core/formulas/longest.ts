import { createExtreme } from './extreme.ts';
import type { LiveTerm } from './live-call-terms.ts';

/** The longest of lengths of which some are over and some still grow. */
export interface Longest {
  readonly add: (term: LiveTerm) => void;
  readonly remove: (term: LiveTerm) => void;
  readonly value: (now: number) => number | null;
  readonly clear: () => void;
}

export const createLongest = (): Longest => {
  const fixed = createExtreme('max');
  const since = createExtreme('min');
  return {
    add: (term) => {
      if (term === null) return;
      if ('fixed' in term) fixed.add(term.fixed);
      else since.add(term.since);
    },
    remove: (term) => {
      if (term === null) return;
      if ('fixed' in term) fixed.remove(term.fixed);
      else since.remove(term.since);
    },
    value: (now) => {
      const over = fixed.peek();
      const start = since.peek();
      if (start === null) return over;
      return Math.max(over ?? 0, now - start, 0);
    },
    clear: () => {
      fixed.clear();
      since.clear();
    },
  };
};
