import type { Fact } from '../types/fact.ts';
import type { Condition, FigureSettings, Population } from '../types/formula.ts';
import { compileLeaf } from './compile-leaf.ts';

/** Which populations a row is in, each distinct statement judged once a row however many populations it stands in. */
export interface PopulationTable {
  /** Number of a population; the same tests, whatever their words, have the same number. */
  readonly register: (population: Population) => number;
  /** Judges a row. Asked again about the row last judged, it says so from memory. */
  readonly load: (fact: Fact, unreturned: boolean) => void;
  /** Whether the row last loaded is in the population, 0 or 1 by its number. Valid until the next `register`. */
  readonly inside: () => Uint8Array;
}

type Judge = (fact: Fact, unreturned: boolean, truth: Uint8Array) => boolean;

const grown = (array: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> => {
  if (size <= array.length) return array;
  const larger = new Uint8Array(Math.max(64, size * 2));
  larger.set(array);
  return larger;
};

/** One for all figure sets of a site: sets that differ in their filter only judge a row together. */
export const createPopulationTable = (settings: FigureSettings): PopulationTable => {
  const conditions = new Map<string, number>();
  const judges: Judge[] = [];
  let truth = new Uint8Array(64);
  const populations = new Map<string, number>();
  const tests: Int32Array[] = [];
  let inside = new Uint8Array(64);
  let last: Fact | null = null;
  let lastUnreturned = false;

  const judgeOf = (condition: Condition): Judge => {
    if ('not' in condition) {
      const inner = intern(condition.not);
      return (_fact, _unreturned, known) => known[inner] === 0;
    }
    if ('any' in condition) {
      const inner = condition.any.map(intern);
      return (_fact, _unreturned, known) => inner.some((i) => known[i] === 1);
    }
    if ('all' in condition) {
      const inner = condition.all.map(intern);
      return (_fact, _unreturned, known) => inner.every((i) => known[i] === 1);
    }
    return compileLeaf(condition, settings);
  };
  /** Inner statements come before those made of them, so that one pass in order judges all. */
  const intern = (condition: Condition): number => {
    const key = JSON.stringify(condition);
    const known = conditions.get(key);
    if (known !== undefined) return known;
    const judge = judgeOf(condition);
    const number = judges.length;
    judges.push(judge);
    conditions.set(key, number);
    truth = grown(truth, judges.length);
    return number;
  };

  return {
    register: (population) => {
      const needed = [...new Set(population.map((test) => intern(test.when)))].sort((a, b) => a - b);
      const key = needed.join();
      const known = populations.get(key);
      if (known !== undefined) return known;
      const number = tests.length;
      tests.push(Int32Array.from(needed));
      populations.set(key, number);
      inside = grown(inside, tests.length);
      last = null;
      return number;
    },
    load: (fact, unreturned) => {
      if (last === fact && lastUnreturned === unreturned) return;
      for (let i = 0; i < judges.length; i += 1) truth[i] = judges[i]?.(fact, unreturned, truth) ? 1 : 0;
      for (let p = 0; p < tests.length; p += 1) {
        const needed = tests[p] as Int32Array;
        let all = 1;
        for (let i = 0; i < needed.length && all === 1; i += 1) all = truth[needed[i] as number] as number;
        inside[p] = all;
      }
      last = fact;
      lastUnreturned = unreturned;
    },
    inside: () => inside,
  };
};
