import { expect, test } from 'vitest';
import { dueWords, lostWords, summaryWords, takenWords, triesWords } from './call-back-words.ts';
import type { CallBack } from './types.ts';

const zone = 'Europe/London';
const at = (time: string): number => Date.parse(`2026-07-02T${time}:00+01:00`);
const item: CallBack = {
  id: 'x',
  number: '+442079460111',
  name: null,
  calls: [],
  lostCalls: 1,
  firstAt: at('13:10'),
  lastAt: at('13:10'),
  longestWaitMs: 42_000,
  dueAt: at('14:10'),
  overdue: false,
  tries: 0,
  lastTryAt: null,
  claimedBy: null,
  mine: false,
  claimedAt: null,
  claimLapsesAt: null,
  note: '',
};

test('when it is due, in words and as a time', () => {
  expect(dueWords(item, zone, at('13:58'))).toBe('due in 12 min, at 14:10');
  expect(dueWords(item, zone, at('14:10') - 1)).toBe('due in less than a minute, at 14:10');
  expect(dueWords(item, zone, at('15:15'))).toBe('overdue by 1 h 5 min, since 14:10');
  expect(dueWords(item, zone, at('14:10') + 86_400_000)).toBe('overdue by 24 h, since Thu 2 Jul 14:10');
});

test('what was lost and tried', () => {
  expect(lostWords(item, zone, at('13:58'))).toBe('1 lost call at 13:10; waited 42 s');
  expect(lostWords({ ...item, lostCalls: 3 }, zone, at('13:58'))).toBe('3 lost calls, the last at 13:10; waited up to 42 s');
  expect(triesWords(item, zone, at('13:58'))).toBe('not tried yet');
  expect(triesWords({ tries: 2, lastTryAt: at('13:40') }, zone, at('13:58'))).toBe('tried twice without an answer, last at 13:40');
});

test('who has it', () => {
  const taken = { ...item, claimedBy: { id: 'ann', name: 'Ann' }, claimedAt: at('13:41'), claimLapsesAt: at('14:11') };
  expect(takenWords(item, zone, at('13:58'))).toBe('');
  expect(takenWords(taken, zone, at('13:58'))).toBe('Ann has it since 13:41; free again at 14:11 without a try');
  expect(takenWords({ ...taken, mine: true }, zone, at('13:58'))).toBe('You have it since 13:41; free again at 14:11 without a try');
});

test('the list in one line', () => {
  const rule = { words: '', windowDays: 7, dueMinutes: 60 };
  expect(summaryWords({ items: [], total: 0, withheld: 0, rule })).toBe('Nobody waits for a call back.');
  expect(summaryWords({ items: [], total: 0, withheld: 0, rule, limitedTo: 'Only calls of the business unit Sales' })).toBe(
    'Nobody of your business units waits for a call back.',
  );
  expect(summaryWords({ items: [{ ...item, overdue: true }, item], total: 2, withheld: 1, rule })).toBe(
    '2 numbers to call back, 1 overdue. 1 lost call without a number.',
  );
});
