import { expect, test } from 'vitest';
import { gapWords } from './gap-words.ts';
import { rangeText, soFarText } from './local-text.ts';
import { lookAgainMs } from './look-again.ts';
import { fillWords, unknownPlaceholders } from './mail-words.ts';
import { missingData, neededByHand, neededThrough } from './missing-data.ts';

const at = (text: string): number => Date.parse(text);

test.each([
  ['2026-03-27T00:00Z', '2026-03-28T00:00Z', '27 Mar 2026'],
  ['2026-03-23T00:00Z', '2026-03-29T23:00Z', '23 Mar 2026 to 29 Mar 2026'],
  ['2026-03-29T00:00Z', '2026-03-29T23:00Z', '29 Mar 2026'],
  ['2026-03-27T08:45Z', '2026-03-27T09:00Z', '27 Mar 2026 08:45 to 09:00'],
  ['2026-03-27T23:30Z', '2026-03-28T00:30Z', '27 Mar 2026 23:30 to 28 Mar 2026 00:30'],
])('a range from %s to %s is %s in London', (from, to, expected) => {
  expect(rangeText({ from: at(from), to: at(to) }, 'Europe/London')).toBe(expected);
});

test('a range that has not ended says until when its figures tell', () => {
  const today = { from: at('2026-11-21T02:00Z'), to: at('2026-11-22T02:00Z') };
  expect(soFarText(today, at('2026-11-22T01:45Z'), 'Europe/London')).toBe('so far, up to 22 Nov 2026 01:45');
  expect(soFarText(today, at('2026-11-22T02:00Z'), 'Europe/London')).toBeNull();
  expect(soFarText(today, at('2026-11-21T01:00Z'), 'Europe/London')).toBeNull();
});

test('what stands in braces is filled in once, and what is unknown is named', () => {
  const words = { schedule: '{site}', site: 'Harbour', customer: 'Bakery', range: 'r', reports: 'x', date: 'd' };
  expect(fillWords('{schedule} of {site} {other}', words)).toBe('{site} of Harbour {other}');
  expect(unknownPlaceholders('{site} {Site} {} {date}')).toEqual(['Site', '']);
});

test('data is needed up to the end of the ranges, but never from the future', () => {
  expect(neededThrough({ to: 70 }, 100)).toBe(70);
  expect(neededThrough({ to: 700 }, 100)).toBe(100);
  expect(missingData([{ name: 'Today', through: 100 }], null, 'UTC')).toEqual([]);
  expect(missingData([{ name: 'Today', through: 100 }], 100, 'UTC')).toEqual([]);
  expect(missingData([{ name: 'Today', through: at('2026-03-27T08:00Z') }], at('2026-03-27T07:58:09Z'), 'Europe/Berlin')).toEqual([
    'The site was last heard of at 27 Mar 2026 08:58:09 (Europe/Berlin): what happened there after that is not in these figures.',
  ]);
});

test('of several reports those that lack something are named, and what ended before is complete', () => {
  const needs = [
    { name: 'Yesterday', through: at('2026-03-27T02:00Z') },
    { name: 'Today', through: at('2026-03-27T08:00Z') },
    { name: 'Lost today', through: at('2026-03-27T08:00Z') },
  ];
  expect(missingData(needs, at('2026-03-27T07:59:51Z'), 'UTC')).toEqual([
    'The site was last heard of at 27 Mar 2026 07:59:51 (UTC): what happened there after that is not in the figures of "Today" and "Lost today". What else is sent with it is complete.',
  ]);
});

const due = at('2026-03-27T02:00:00Z');
test.each([
  ['due at this moment, with nothing heard of it yet', { now: due + 22, isMissing: true }, 30_000],
  ['half a minute later, heard of since', { now: due + 30_022, wasMissing: true }, 30_000],
  ['half a minute later, still silent', { now: due + 30_022, isMissing: true }, 29_978],
  ['a minute later, with an agent that is well', { now: due + 60_000 }, null],
  ['a minute later, with one that is silent', { now: due + 60_000, isMissing: true }, null],
  ['heard of, but not in the figures yet', { now: due + 10_000 }, 20_000],
  ['of a range that ended hours ago', { now: due + 22, needed: due - 7_200_000 }, null],
  ['silent, as long as the schedule waits', { now: due + 300_000, waitUntil: due + 420_000, isMissing: true }, 120_000],
  ['heard of again since the last look, past the end of waiting', { now: due + 60_000, wasMissing: true }, 30_000],
])('%s', (_, look, expected) => {
  const least = { dueAt: due, waitUntil: due + 60_000, needed: due, isMissing: false, wasMissing: false };
  expect(lookAgainMs({ ...least, ...look })).toBe(expected);
});

test('a run by hand calls nothing missing of its last minute, and all of what ended before', () => {
  expect(neededByHand(600_000, 600_000)).toBe(540_000);
  expect(neededByHand(570_000, 600_000)).toBe(540_000);
  expect(neededByHand(300_000, 600_000)).toBe(300_000);
});

test('gaps are told with their times', () => {
  const gap = { cause: 'linkDown' as const, startedAt: '2026-03-27T08:00:00Z', endedAt: '2026-03-27T08:30:00Z' };
  expect(gapWords([gap, { ...gap, cause: 'notHeard' }], 'UTC')).toEqual([
    'Not known: from 27 Mar 2026 08:00 to 27 Mar 2026 08:30, the link to the telephone system was down.',
  ]);
  expect(gapWords([gap, gap, gap, { ...gap, endedAt: null }, gap], 'UTC').at(-1)).toBe('There are 2 more such stretches.');
});
