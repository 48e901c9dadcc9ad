import { describe, expect, test } from 'vitest';
import type { Gap } from '../../../domain/engine-output.ts';
import type { StatusRow } from '../../../domain/segment.ts';
import { cutStays } from './cut-stays.ts';
import { deriveStays } from './derive-stays.ts';
import { acd, clock, cutLine, dnd, gap } from './testing/build-status.ts';

const cut = (rows: readonly StatusRow[], from: string, to: string, now = '23:00', gaps: readonly Gap[] = []): readonly string[] =>
  cutStays(deriveStays(rows, gaps), { from: clock(from), to: clock(to), now: clock(now) }).map(cutLine);

const day = [
  acd('09:00', 'loggedOn', { huntGroup: '2000' }),
  acd('09:10', 'busy'),
  acd('09:20', 'free'),
  acd('10:00', 'loggedOut', { huntGroup: '2000' }),
];

describe('stays cut to a range', () => {
  test('whole inside', () => {
    expect(cut(day, '08:00', '11:00')).toEqual([
      'free 600 entered left 09:10',
      'onDuty 3600 entered left 10:00',
      'busy 600 entered left 09:20',
      'free 2400 entered left 10:00',
    ]);
  });

  test('over both ends: open at the start, entries and exits outside do not count', () => {
    expect(cut(day, '09:15', '09:30')).toEqual(['onDuty 900 open', 'busy 300 open left 09:20', 'free 600 entered']);
  });

  test('the end is exclusive: an entry at it belongs to the next range, and so does an exit', () => {
    expect(cut(day, '09:00', '09:10')).toEqual(['free 600 entered', 'onDuty 600 entered']);
    expect(cut(day, '10:00', '11:00')).toEqual(['onDuty 0 left 10:00', 'free 0 left 10:00']);
  });

  test('what is open lasts until now', () => {
    expect(cut(day.slice(0, 2), '08:00', '11:00', '09:15')).toEqual([
      'free 600 entered left 09:10',
      'onDuty 900 entered',
      'busy 300 entered',
    ]);
    expect(cut(day.slice(0, 2), '10:00', '11:00', '09:15')).toEqual([]);
  });

  test('carried over to the very start is open there', () => {
    const rows = [dnd('02:00', 'dndOn', { dndNumber: 3, carriedOver: true }), dnd('02:30', 'dndOff')];
    expect(cut(rows, '02:00', '03:00')).toEqual(['dnd3 1800 open left 02:30']);
  });

  test('an outage inside adds no entry; one over the start leaves the state open there', () => {
    const rows = [dnd('09:00', 'dndOn'), dnd('10:00', 'dndOff')];
    const gaps = [gap('09:20', '09:30')];
    expect(cut(rows, '08:00', '11:00', '23:00', gaps)).toEqual(['dnd 1200 entered', 'dnd 1800 left 10:00']);
    expect(cut(rows, '09:25', '11:00', '23:00', gaps)).toEqual(['dnd 1800 open left 10:00']);
    expect(cut(rows, '09:10', '11:00', '23:00', gaps)).toEqual(['dnd 600 open', 'dnd 1800 left 10:00']);
  });
});
