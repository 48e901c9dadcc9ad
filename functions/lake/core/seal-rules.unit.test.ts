import { describe, expect, test } from 'vitest';
import { chooseHours } from './choose-hours.ts';
import { emptyManifest, type FreshHour, type Manifest, withDayPiece, withSealedHours } from './manifest.ts';
import { hoursToSeal, isToCompact, pieceToPublish, type SealQuestion } from './seal-rules.ts';

const at = (text: string) => Date.parse(`2026-03-02T${text}:00.000Z`);
const fresh = (hour: string, n: number, id: string | null): FreshHour => ({
  hour: `2026-03-02T${hour}`,
  counts: { [`2026-03-02T${hour}`]: n },
  schema: '1.1',
  piece: id === null ? null : { id, holds: [`2026-03-02T${hour}`], files: { calls: { key: `${id}.parquet`, bytes: 9, rows: 1 } } },
});
const sealed = (manifest: Manifest, one: FreshHour, now: number): Manifest => {
  const changed = withSealedHours(manifest, [one], now);
  if (changed === null) throw new Error('nothing changed');
  return changed;
};
const nine = sealed(emptyManifest, fresh('09', 4, 'a'), at('10:06'));
const question = (overrides: Partial<SealQuestion>): SealQuestion => ({
  now: at('10:30'),
  schema: '1.1',
  marked: ['2026-03-02T09'],
  countOf: () => 4,
  manifest: nine,
  rowsKeptDays: null,
  ...overrides,
});

describe('an hour is sealed', () => {
  test('once it is over, newest first', () => {
    const marked = ['2026-03-02T08', '2026-03-02T09', '2026-03-02T10'];
    expect(hoursToSeal(question({ marked, manifest: emptyManifest, now: at('10:05') }))).toEqual(['2026-03-02T09', '2026-03-02T08']);
    expect(hoursToSeal(question({ marked, manifest: emptyManifest, now: at('10:04') }))).toEqual(['2026-03-02T08']);
  });
  test('again when it changed or its files are of another schema, but not a moment after', () => {
    expect(hoursToSeal(question({}))).toEqual([]);
    expect(hoursToSeal(question({ countOf: () => 5 }))).toEqual(['2026-03-02T09']);
    expect(hoursToSeal(question({ schema: '1.2' }))).toEqual(['2026-03-02T09']);
    expect(hoursToSeal(question({ countOf: () => 5, now: at('10:20') }))).toEqual([]);
  });
  test('never from rows that may be gone', () => {
    const now = at('10:30') + 30 * 86_400_000;
    expect(hoursToSeal(question({ countOf: () => 5, now, rowsKeptDays: 30 }))).toEqual([]);
    expect(hoursToSeal(question({ countOf: () => 5, now, rowsKeptDays: 32 }))).toEqual(['2026-03-02T09']);
  });
});

describe('a manifest', () => {
  test('never goes back to an older state of an hour', () => {
    expect(withSealedHours(nine, [fresh('09', 3, 'b')], at('11:00'))).toBeNull();
    expect(withSealedHours(nine, [fresh('09', 4, 'b')], at('11:00'))).toBeNull();
    expect(sealed(nine, fresh('09', 5, 'b'), at('11:00'))).toMatchObject({
      hours: { '2026-03-02T09': { piece: 'b', firstSealedAt: at('10:06'), sealedAt: at('11:00') } },
      retired: [{ key: 'a.parquet', at: at('11:00') }],
    });
  });
  test('becomes one piece when the date is over, and shows it to Athena until an hour changes', () => {
    const over = { now: at('00:00') + 26 * 3_600_000 };
    const two = sealed(nine, fresh('11', 4, 'b'), at('12:06'));
    expect(isToCompact('2026-03-02', question({ manifest: two, ...over }))).toBe(true);
    expect(isToCompact('2026-03-02', question({ manifest: two, now: over.now - 1 }))).toBe(false);
    expect(isToCompact('2026-03-02', question({ manifest: two, ...over, countOf: () => 5 }))).toBe(false);
    const one = withDayPiece(two, { id: 'day-c', holds: ['2026-03-02T09', '2026-03-02T11'], files: {} }, over.now);
    expect(isToCompact('2026-03-02', question({ manifest: one, ...over }))).toBe(false);
    expect(pieceToPublish(one)).toBe('day-c');
    expect(pieceToPublish({ ...one, published: 'day-c' })).toBeNull();
    const changed = sealed(one, fresh('09', 5, 'd'), over.now);
    expect(pieceToPublish(changed)).toBeNull();
    expect(isToCompact('2026-03-02', question({ manifest: changed, marked: ['2026-03-02T09'], countOf: () => 5, ...over }))).toBe(true);
  });
});

describe('a reader', () => {
  test('takes each hour from one place, and leaves out of a file what was made anew', () => {
    const whole = withDayPiece(
      sealed(nine, fresh('11', 4, 'b'), at('12:06')),
      { id: 'day-c', holds: ['2026-03-02T09', '2026-03-02T11'], files: { calls: { key: 'c', bytes: 1, rows: 2 } } },
      at('13:00'),
    );
    const marks = new Map([
      ['2026-03-02T09', { n: 5, restatedAt: at('14:00') }],
      ['2026-03-02T11', { n: 4, restatedAt: null }],
    ]);
    const choice = chooseHours([...marks.keys()], marks, new Map([['2026-03-02', whole]]), '1.1');
    expect(choice.fromHistory).toEqual(['2026-03-02T09']);
    expect(choice.files.calls).toEqual([{ table: 'calls', key: 'c', bytes: 1, rows: 2, except: [{ from: at('09:00'), to: at('10:00') }] }]);
    expect(choice.restated).toEqual([{ from: at('09:00'), to: at('10:00'), at: at('14:00') }]);
  });
});
