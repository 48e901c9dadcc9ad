import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Gap } from '../../../domain/engine-output.ts';
import { epochMs } from '../../../domain/ids.ts';
import type { StatusRow } from '../../../domain/segment.ts';
import type { Stay } from '../types/stay.ts';
import { deriveStays } from './derive-stays.ts';
import { createSubjectStays } from './subject-stays.ts';
import { acd, clock, gap } from './testing/build-status.ts';

const start = clock('09:00');
const instant = fc.nat({ max: 40 }).map((minute) => epochMs(start + minute * 60_000));
const anyRow: fc.Arbitrary<StatusRow> = fc
  .record({
    kind: fc.constantFrom('acd' as const, 'acd' as const, 'dnd' as const),
    status: fc.constantFrom('loggedOn' as const, 'loggedOut', 'free', 'busy', 'wrap', 'dndOn', 'dndOff'),
    at: instant,
    extension: fc.constantFrom('1001', '1002'),
    huntGroup: fc.constantFrom(null, '2000', '2001'),
    dndNumber: fc.constantFrom(null, 3, 5),
    carriedOver: fc.boolean(),
  })
  .map((more) => ({ ...acd('09:00', 'free'), ...more, agent: '5001', statusId: Object.values(more).join('-') }));
const anyGap: fc.Arbitrary<Gap> = fc
  .tuple(instant, fc.option(instant), fc.constantFrom('linkDown' as const, 'numbersLost' as const))
  .map(([a, b, cause]) => ({
    ...gap('09:00', null, cause),
    startedAt: b === null ? a : epochMs(Math.min(a, b)),
    endedAt: b === null ? null : epochMs(Math.max(a, b)),
  }));

const sorted = (stays: readonly Stay[]): readonly string[] => stays.map((stay) => JSON.stringify(stay)).sort();

test('stays kept row by row are those derived from all rows, after each of them, and settled ones stay', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 40 }), fc.array(anyGap, { maxLength: 2 }), (rows, gaps) => {
      const inOrder = [...rows].sort((a, b) => a.at - b.at);
      const dnd = inOrder.filter(({ kind }) => kind === 'dnd');
      const of = (subject: 'agent' | 'extension', number: string, own: readonly StatusRow[]): void => {
        const kept = createSubjectStays({
          siteId: 'harbour',
          subject,
          number,
          gaps,
          userAt: () => null,
          dndRows: (extension) => dnd.filter((row) => row.extension === extension),
        });
        const settled: Stay[] = [];
        own.forEach((row, i) => {
          expect(kept.take(row)).toBe(true);
          const told = kept.settle();
          settled.push(...told.settled);
          const all = deriveStays([...own.slice(0, i + 1), ...(subject === 'agent' ? dnd : [])], gaps).filter(
            (stay) => stay.subject === subject && stay.number === number,
          );
          expect(sorted([...settled, ...told.open])).toEqual(sorted(all));
        });
      };
      of(
        'agent',
        '5001',
        inOrder.filter(({ kind }) => kind === 'acd'),
      );
      of(
        'extension',
        '1001',
        dnd.filter(({ extension }) => extension === '1001'),
      );
    }),
    { numRuns: 300 },
  );
});
