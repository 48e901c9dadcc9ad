import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertySeed } from '../../../test/property-seed.ts';
import { createCopyMerger } from './copy-merger.ts';
import { createOaiTranslator, type UnnumberedWithCopy } from './translator.ts';

const seed = propertySeed;
const runs = { seed, numRuns: 300 };

/** Copies of single events; each list may come in any order. */
const copiesOfOne = [
  [
    'DE,,101,5484,101,,I,94101,|SMITH|,0770,|Sales|,0163,E,2000,,,A,22,2000',
    'DE,,10,5484,101,,I,94101,,0770,,0163,E,2000,,,C,22,',
    'DE,,20,5484,101,,I,94101,|SMITH|,,,,E,2000,,,C,22,2000',
  ],
  ['NT,,100,123,97061,,C,22', 'NT,,10,123,97061,9619000,A,22'],
  ['TR,,100,1,100,101,@002,102,,,,,N,32', 'TR,,101,1,100,101,,102,|A|,1,,,C,32', 'TR,,102,1,100,101,@002,102,,,,,A,32'],
  ['QU,,20,5,2000,94101,,07,,,E,2000,,1,,Q,23', 'QU,,10,5,2000,94101,|X|,07,,,E,2000,,,,C,23'],
  ['XC,,100,5,100,100,N,36', 'XC,,101,5,100,100,,36', 'XC,,10,5,100,,,36'],
];

/** What is known of the event when all that passed is put together. */
const facts = (passed: readonly UnnumberedWithCopy[]): Record<string, string[]> => {
  const known: Record<string, Set<string>> = {};
  for (const { event } of passed)
    for (const [key, value] of Object.entries(event))
      if (value !== null && key !== 'connection' && key !== 'monitored') {
        const values = known[key] ?? new Set<string>();
        known[key] = values.add(JSON.stringify(value));
      }
  return Object.fromEntries(
    Object.entries(known)
      .map(([key, values]): [string, string[]] => [key, [...values].sort()])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
};

const pass = (lines: readonly string[]): UnnumberedWithCopy[] => {
  const translator = createOaiTranslator({ devices: [] });
  translator.line(0, '900,CF,_MS,1,0,5,10,94101,20,2000,100,100,101,101,102,102');
  return lines.flatMap((line) => translator.line(5000, `001,${line}`));
};

describe('copy merger', () => {
  it('permuted copies of one event tell the same in the end', () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom(...copiesOfOne)
          .chain((lines) => fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length }))),
        ([lines, shuffled]) => {
          const first = pass(lines);
          const second = pass(shuffled);
          expect(facts(second), `seed ${seed}`).toEqual(facts(first));
          expect(second.filter((e) => e.copyOfIndex === null)).toHaveLength(1);
          const tellsDestination = (e: UnnumberedWithCopy): boolean => e.event.kind === 'transferred' && e.event.connection === 'alerting';
          expect(second.some(tellsDestination)).toBe(first.some(tellsDestination));
        },
      ),
      runs,
    );
  });

  it('keeps memory bounded by its window', () => {
    const translator = createOaiTranslator({ devices: [] });
    const merger = createCopyMerger();
    for (let i = 0; i < 20_000; i++)
      for (const { event } of translator.line(i * 100, `001,OR,,100,C${i},100,,I,101,,C,22`)) merger.push(event, i);
    expect(merger.size).toBeLessThanOrEqual(21);
    for (let i = 0; i < 20_000; i++)
      for (const { event } of translator.line(9_000_000, `001,OR,,100,D${i},100,,I,101,,C,22`)) merger.push(event, i);
    expect(merger.size).toBeLessThanOrEqual(5001);
  });
});
