import { expect, test } from 'vitest';
import { callsWords, devicesWords, type KindMatches, namesWords } from './match-words.ts';

const of = (kind: KindMatches['kind'], matched: number, total: number, narrowed = true): KindMatches => ({
  kind,
  narrowed,
  matched,
  total,
  first: Array.from({ length: Math.min(matched, 20) }, (_, i) => ({ number: String(1001 + i), name: i === 0 ? 'Front desk' : '' })),
});

test('how many match, of the kinds the filter speaks of', () => {
  expect(devicesWords([of('extensions', 37, 212), of('agents', 0, 4), of('trunks', 2, 2, false)])).toBe(
    'Matches 37 of 212 extensions, none of 4 agents.',
  );
  expect(devicesWords([of('huntGroups', 12, 12), of('ddis', 0, 0)])).toBe('Matches all 12 hunt groups, no DDI number: the site has none.');
  expect(devicesWords([of('extensions', 3, 3, false)])).toBe('Any device and user of the site.');
});

test('names of the first ones', () => {
  expect(namesWords(of('extensions', 2, 9))).toBe('1001 Front desk, 1002');
  expect(namesWords(of('extensions', 37, 212))).toBe('1001 Front desk, 1002, 1003, 1004, 1005, 1006 and 31 more');
  expect(namesWords(of('extensions', 0, 212))).toBe('');
});

test('calls', () => {
  expect(callsWords(412, 9_120)).toBe('412 of 9,120 calls of the last 7 days.');
  expect(callsWords(0, 9_120)).toBe('None of 9,120 calls of the last 7 days.');
  expect(callsWords(1, undefined)).toBe('1 call of the last 7 days.');
});
